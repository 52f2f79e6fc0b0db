import { audit, inTransaction, personImports, RUN_LIMITS, type runs, type staff } from '@tamaru/db'
import {
  isOfBalances,
  parseTarget,
  ProblemError,
  type ImportMapping,
  type ImportReport,
} from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import type { Ports } from '../ports.ts'
import { startRun } from '../runs/start-run.ts'
import { importPeople } from './import-people.ts'
import { outlineOf } from './import-view.ts'
import { parseFile } from './parse-file.ts'

type Given = Pick<Ports, 'db' | 'now' | 'line'>

/** So many rows are taken in while somebody waits; more are a run. */
const FEW_ROWS = 500

/** Keeps a file of people, of which nothing is taken in yet. Refuses `import_faulty`. */
export async function sendImport(
  { db, now }: Given,
  { accountId, id: staffId }: staff.Staff,
  { name, format, bytes }: { name: string; format: 'csv' | 'ndjson'; bytes: Uint8Array },
): Promise<personImports.PersonImport> {
  const outline = outlineOf(parseFile(bytes, format))
  const at = now()
  const id = await inTransaction(db, async (sql) => {
    const added = await personImports.add(
      sql,
      accountId,
      { name, format, file: bytes, outline },
      { staffId, now: at },
    )
    const subject = `import:${added}`
    await audit.record(sql, { accountId, staffId, act: 'import.send', subject, after: { name }, now: at })
    return added
  })
  return (await personImports.find(db, accountId, id))!
}

/** Asks for a look at a file, or for it to be taken in. Refuses `import_taken` where it was. */
export async function askToImport(
  ports: Given,
  member: staff.Staff,
  { importId, mapping, dryRun }: { importId: string; mapping: ImportMapping; dryRun: boolean },
): Promise<runs.Run> {
  const found = await personImports.find(ports.db, member.accountId, importId)
  if (!found) throw new ProblemError('not_found')
  if (found.doneAt) throw new ProblemError('import_taken')
  const input = { importId, mapping, dryRun }
  return startRun(ports, member, { kind: 'import_people', subject: `import:${importId}`, input })
}

/** Asks for all friends whom LINE tells of to become known. */
export async function askForFollowers(ports: Given, member: staff.Staff, dryRun: boolean): Promise<runs.Run> {
  const { db, now } = ports
  const by = { staffId: member.id, now: now() }
  const file = { name: 'LINE', format: 'followers', file: null, outline: null } as const
  const importId = await personImports.add(db, member.accountId, file, by)
  const mapping: ImportMapping = { columns: { line_user_id: 'line_user_id' }, conflicts: 'replace' }
  return askToImport(ports, member, { importId, mapping, dryRun })
}

/**
 * Takes in what a program sends, whose columns are named after what they hold: few rows at once, more as a run. Returns what came
 * of it, or the run.
 */
export async function importAtOnce(
  ports: Given,
  member: staff.Staff,
  sent: {
    format: 'csv' | 'ndjson'
    bytes: Uint8Array
    dryRun: boolean
    conflicts: ImportMapping['conflicts']
  },
): Promise<{ report: ImportReport } | { run: runs.Run }> {
  const { dryRun, conflicts } = sent
  const file = parseFile(sent.bytes, sent.format)
  const mapping = { columns: columnsOf(file.heads), conflicts }
  const by = { staffId: member.id, now: ports.now() }
  const kept = { name: 'API', format: sent.format, file: sent.bytes, outline: outlineOf(file) }
  const importId = await personImports.add(ports.db, member.accountId, kept, by)
  const asked = { importId, mapping, dryRun }
  if (file.rows.length > FEW_ROWS) return { run: await askToImport(ports, member, asked) }
  const { accountId, id: staffId } = member
  const underway = { ports, accountId, staffId, runId: randomUUID(), input: asked, tell: async () => {} }
  const ending = await importPeople(underway)
  return { report: (await inTransaction(ports.db, ending, RUN_LIMITS)) as ImportReport }
}

/** Columns that are named after what they hold. */
function columnsOf(heads: readonly string[]): Record<string, string> {
  const balance = heads.find((head) => isOfBalances(head) && !parseTarget(head))
  if (balance !== undefined) throw new ProblemError('import_of_balances', balance)
  const stranger = heads.find((head) => !parseTarget(head))
  if (stranger !== undefined)
    throw new ProblemError('import_faulty', `it is not said what this column is: ${stranger}`)
  return Object.fromEntries(heads.map((head) => [head, head]))
}
