import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { accuracyPage } from './reading/accuracy-page.ts'
import { listPhotos } from './reading/list-photos.ts'
import { measureReading } from './reading/measure-reading.ts'
import { measureTills } from './reading/measure-tills.ts'
import { reliabilityTable, tillsTable } from './reading/report-tables.ts'
import { tableAsText } from './reading/table.ts'
import { renderCorpus } from './reading/render-corpus.ts'
import { reportText } from './reading/report-text.ts'

const PAGE = path.join(import.meta.dirname, '../docs/accuracy.md')
const USAGE = `npm run bench:reading -- [options]

--photos DIR          photos to read, NAME.jpg with its truth in NAME.json; else a corpus is drawn, once
--seed 2026           of the corpus that is drawn
--count 60            photos in it
--workers 1           lanes of the reader, a process each
--readings FILE       score these lines (npm run --silent read-receipt) in place of reading
--unseen              no photo: receipts of the grammar of tills as text, tills like those learned from beside others
--against tesseract   the native program on the same photos in the same run, and the ratios
--json                everything as one line of JSON
--page                write docs/accuracy.md; for the drawn corpus only`

/** `npm run bench:reading`: how much of a receipt is read right, whether its confidence can be believed, at what cost. */
const { values: given } = parseArgs({
  options: {
    photos: { type: 'string' },
    seed: { type: 'string', default: '2026' },
    count: { type: 'string', default: '60' },
    workers: { type: 'string', default: '1' },
    readings: { type: 'string' },
    against: { type: 'string' },
    unseen: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
  },
})
const [count, workers] = [Number(given.count), Number(given.workers)]
const isWhole = [count, workers].every((it) => Number.isInteger(it) && it > 0)
// A page is for photos that anyone can draw; a ratio is for two programs on one machine at one time.
const isPageOfOthers = given.page && (given.photos !== undefined || given.readings !== undefined)
const isRatioToThePast = given.against !== undefined && given.readings !== undefined
if (!isWhole || isPageOfOthers || isRatioToThePast || !['tesseract', undefined].includes(given.against)) {
  console.error(USAGE)
  process.exit(2)
}

if (given.unseen) {
  const [seen, unseen] = [
    await measureTills('seen', count, given.seed),
    await measureTills('unseen', count, given.seed),
  ]
  const parts = [
    tillsTable(seen, unseen),
    reliabilityTable(seen.reliability),
    reliabilityTable(unseen.reliability),
  ]
  console.log(given.json ? JSON.stringify({ seen, unseen }) : parts.map(tableAsText).join('\n\n'))
  process.exit(0)
}

const plan = { seed: given.seed, count }
const folder = given.photos ?? (await renderCorpus(plan))
const report = await measureReading({
  folder,
  workers,
  readingsFile: given.readings,
  againstTesseract: given.against === 'tesseract',
})
console.log(given.json ? JSON.stringify(report) : reportText(report))
if (given.page) {
  const corpus = { plan, photos: await listPhotos(folder) }
  await writeFile(PAGE, accuracyPage(report, corpus, new Date().toISOString().slice(0, 10)))
  console.error(`wrote ${path.relative(process.cwd(), PAGE)}`)
}
