import { hashing } from '@tamaru/db'
import { DrawRecord, verifyDraw } from '@tamaru/domain'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'

const USAGE = `npm run verify-draw -- FILE | --url https://…/api/draws/CAMPAIGN
  --commitment HASH   must be the record's; note it down when the campaign begins
  --tickets HASH      must be the SHA-256 of one of its draws; note it down when the tickets are fixed`

/**
 * `npm run verify-draw -- record.json`: works a published record out again, with nothing but the record, and says what
 * does not agree. Exit code 0: everything does. 1: something does not. 2: there is no record to look at.
 */
try {
  const { record, noted } = await readCommand()
  const faults = [...faultsOfNotes(record, noted), ...verifyDraw(record, hashing)]
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exitCode = 1
  else console.log(summaryOf(record))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}

interface Noted {
  commitment?: string
  tickets?: string
}

async function readCommand(): Promise<{ record: DrawRecord; noted: Noted }> {
  const { values, positionals } = parseArgs({
    options: { url: { type: 'string' }, commitment: { type: 'string' }, tickets: { type: 'string' } },
    allowPositionals: true,
  })
  const [file] = positionals
  if (positionals.length + (values.url ? 1 : 0) !== 1) throw new Error(USAGE)
  const text = values.url ? await download(values.url) : await readFile(file!, 'utf8')
  const record = DrawRecord.safeParse(JSON.parse(text))
  if (record.success) return { record: record.data, noted: values }
  const faults = record.error.issues.slice(0, 5).map(({ path, message }) => `  ${path.join('.')}: ${message}`)
  throw new Error(`this is no record of draws:\n${faults.join('\n')}`)
}

async function download(url: string): Promise<string> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return answer.text()
}

/** What somebody wrote down at the time is stronger than what the record says of it now. */
function faultsOfNotes({ commitment, draws }: DrawRecord, noted: Noted): string[] {
  const faults: string[] = []
  if (noted.commitment && noted.commitment !== commitment)
    faults.push(`the commitment is ${commitment}, noted was ${noted.commitment}`)
  if (noted.tickets && !draws.some(({ ticketsSha256 }) => ticketsSha256 === noted.tickets))
    faults.push(`no draw has tickets with the SHA-256 ${noted.tickets} that was noted`)
  return faults
}

function summaryOf({ campaign, instantPlays, draws }: DrawRecord): string {
  const won = instantPlays.filter(({ hits }) => hits.some(({ outcome }) => outcome === 'won')).length
  return [
    `${campaign.name}: everything agrees`,
    `  instant prizes: ${instantPlays.length} entries played, ${won} won`,
    ...draws.map(({ id, tickets, winners, publicSource, publicValue }) => {
      const source = publicSource === null ? '' : `; see for yourself that ${publicSource} was ${publicValue}`
      return `  draw ${id}: ${tickets.length} tickets, won by ${winners.join(', ') || 'nobody'}${source}`
    }),
  ].join('\n')
}
