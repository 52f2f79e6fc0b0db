import { Reading } from '@tamaru/domain'
import { readdir, readFile } from 'node:fs/promises'

const FOLDER = new URL('../../samples/demo/', import.meta.url)

export interface DemoReceipt {
  photo: Uint8Array
  reading: Reading
}

/** The demo's own photos with what stands on them, oldest purchase first. */
export async function loadDemoReceipts(): Promise<DemoReceipt[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.jpg'))
  const receipts = await Promise.all(
    names.map(async (name) => ({
      photo: await readFile(new URL(name, FOLDER)),
      reading: readingOf(JSON.parse(await readFile(new URL(name.replace('.jpg', '.json'), FOLDER), 'utf8'))),
    })),
  )
  return receipts.sort((a, b) => (a.reading.purchasedAt! < b.reading.purchasedAt! ? -1 : 1))
}

/** What is true of a receipt, as its reading. It was not read by the reader: it says so, in `engine`. */
export function readingOf(truth: object): Reading {
  return Reading.parse({
    ...truth,
    currency: 'JPY',
    confidence: 0.99,
    fields: {},
    proof: { holds: [], fails: [], repairs: [] },
    quality: { kind: 'receipt', reason: null },
    engine: { name: 'demo data', version: '1', ms: {} },
  })
}
