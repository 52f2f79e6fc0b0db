import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Reading, ReceiptTraits } from '@tamaru/domain'
import { addUpPairs, judgePairs, type PairCounts, type ReadPhoto } from './duplicates/judge-pairs.ts'
import { plantPhotos } from './duplicates/plant-photos.ts'
import { readPhotos } from './reading/read-photos.ts'
import { openPrinter } from './samples/open-printer.ts'

/**
 * `npm run bench:duplicates`: receipts are drawn and photographed again from another angle, cropped, lit and saved anew,
 * by another shopper; and so are those of the customers who stood next in the queue. All are read, and every two of them
 * are compared as two entries are. `--keep FILE` writes what was read for the test beside it; `--ways photo,angle` takes
 * only photos that came about in these ways.
 */
const { values: given } = parseArgs({
  options: {
    tills: { type: 'string', default: '12' },
    seed: { type: 'string', default: 'duplicates' },
    workers: { type: 'string', default: '1' },
    ways: { type: 'string' },
    keep: { type: 'string' },
  },
})

const photos = await drawAndRead()
if (given.keep) await writeFile(given.keep, photos.map((photo) => JSON.stringify(photo) + '\n').join(''))
report(photos)

async function drawAndRead(): Promise<ReadPhoto[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'duplicates-'))
  const printer = await openPrinter()
  try {
    const ways = given.ways?.split(',')
    const planted = await plantPhotos(folder, Number(given.tills), given.seed, printer, ways)
    const { readings } = await readPhotos(planted, Number(given.workers))
    return planted.flatMap(({ file, receipt, how }) => {
      const { reading } = readings.get(path.parse(file).name)!
      if (!reading) return []
      const { confidence } = Reading.parse(reading)
      return [{ receipt, how, confidence, reading: ReceiptTraits.parse(reading) }]
    })
  } finally {
    await printer.close()
    await rm(folder, { recursive: true })
  }
}

function report(read: ReadPhoto[]): void {
  const { duplicates, neighbours, strangers } = judgePairs(read)
  const line = (name: string, { certain, staff, unread, passed }: PairCounts) =>
    console.log(
      name.padEnd(28) + [certain, staff, unread, passed].map((count) => String(count).padStart(9)).join(''),
    )
  console.log(`${read.length} photos of ${given.tills} tills, every two compared\n`)
  console.log(`${''.padEnd(28)}  certain    staff   unread   passed`)
  for (const [name, row] of duplicates) line(name, row)
  line('one receipt twice', addUpPairs(duplicates.values()))
  console.log()
  for (const [name, row] of neighbours) line(name, row)
  line('neighbours in the queue', addUpPairs(neighbours.values()))
  line('two tills', strangers)
}
