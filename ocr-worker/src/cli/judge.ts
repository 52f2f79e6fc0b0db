import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  decide,
  findLikeReceipts,
  NO_HISTORY,
  parseCampaignFile,
  tokyoDate,
  type Decision,
  type EntryHistory,
  type Reading,
} from '@tamaru/domain'
import { openReader } from '../open-reader.ts'
import { UnreadableImage } from '../read-receipt/unreadable-image.ts'

const USAGE =
  'usage: npm run --silent judge -- --campaign FILE --photos FOLDER [--today YYYY-MM-DD] [--workers N]\n' +
  'Judges every photo of a folder by a campaign, without a database; one JSON line each, in the order of their names. ' +
  'Each photo is of another shopper, sent on the day that is given (today).'

const { values } = parseArgs({
  options: {
    campaign: { type: 'string' },
    photos: { type: 'string' },
    today: { type: 'string', default: tokyoDate(new Date()) },
    workers: { type: 'string', default: '1' },
  },
})
const workers = Number(values.workers)
if (!values.campaign || !values.photos || !(workers >= 1) || !/^\d{4}-\d\d-\d\d$/.test(values.today)) {
  console.error(USAGE)
  process.exit(2)
}
const folder = values.photos
const rules = parseCampaignFile(JSON.parse(await readFile(values.campaign, 'utf8')))
const names = (await readdir(folder)).filter((name) => /\.(?:jpe?g|png|webp)$/i.test(name)).sort()

type Read = { photo: string; reading: Reading } | { refused: string }

const readings = new Map<number, Read>()
/** What was judged before: a photo or receipt that comes again is known. */
const judged: (Parameters<typeof findLikeReceipts>[1][number] & { photo: string })[] = []
let printed = 0
let asked = 0
await Promise.all(
  Array.from({ length: Math.min(workers, names.length) }, async () => {
    const reader = openReader()
    for (let index = asked++; index < names.length; index = asked++) {
      const bytes = await readFile(join(folder, names[index]!))
      const photo = createHash('sha256').update(bytes).digest('hex')
      try {
        readings.set(index, { photo, reading: await reader.read(bytes) })
      } catch (error) {
        if (!(error instanceof UnreadableImage)) throw error
        readings.set(index, { refused: error.message })
      }
      print()
    }
    await reader.close()
  }),
)

function print(): void {
  for (let read = readings.get(printed); read; read = readings.get(++printed))
    process.stdout.write(JSON.stringify({ file: names[printed], ...judge(names[printed]!, read) }) + '\n')
}

function judge(file: string, read: Read) {
  if ('refused' in read)
    return { outcome: 'rejected', points: 0, matched: [], unsure: [], checks: [], refused: read.refused }
  const { photo, reading } = read
  const history: EntryHistory = {
    ...NO_HISTORY,
    // A folder of photos has nobody who could be too young.
    admission: 'admitted',
    samePhoto: judged.some((other) => other.photo === photo),
    likeReceipts: findLikeReceipts(reading, judged),
  }
  const decision = decide(reading, { version: 0, rules }, history, values.today)
  const { outcome: state } = decision
  if (state === 'approved' || state === 'needs_review')
    judged.push({ photo, reading, entryId: file, samePerson: false, state })
  const { outcome, points, checks } = decision
  const products = (certainty: 'sure' | 'unsure') => countProducts(decision, certainty)
  return { outcome, points, matched: products('sure'), unsure: products('unsure'), checks }
}

function countProducts({ matched }: Decision, certainty: 'sure' | 'unsure') {
  const counts = new Map<string, number>()
  for (const match of matched)
    if (match.certainty === certainty)
      counts.set(match.productId, (counts.get(match.productId) ?? 0) + match.quantity)
  return [...counts].map(([product, quantity]) => ({ product, quantity }))
}
