import type { Reader } from '../open-reader.ts'
import { readReceipt } from '../read-receipt/read-receipt.ts'
import { openReadingEngine } from '../read-receipt/open-reading-engine.ts'
import { explainReading, watchReading } from './explain-reading.ts'

export type ShownReader = Reader & {
  /** The page of the photo that was read last, of as many steps as its reading came to. */
  explain(file: string, photo: Uint8Array, problem?: string): Promise<string>
}

/** Reads in the process that asks, so that every step can be shown. */
export function openShownReader(): ShownReader {
  const engine = openReadingEngine()
  let last = watchReading()
  return {
    read(photos, options) {
      last = watchReading()
      return readReceipt(photos, engine, { ...options, observe: last.observe })
    },
    explain: (file, photo, problem) => explainReading(file, photo, last.seen, problem),
    close: engine.close,
  }
}
