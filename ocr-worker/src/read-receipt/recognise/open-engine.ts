import type { Page } from 'tesseract.js'
import type { Gray } from '../image/gray.ts'
import type { Letter } from './decode-steps.ts'
import { openLineReader, type Language } from './open-line-reader.ts'
import { openNumberReader } from './open-number-reader.ts'

/** Two recognisers that learned apart: lines of print, and numbers alone. */
export type Engine = {
  /** Pictures of level lines (`cutLine`) as characters. When the time is up, what is read so far. */
  readLines(lines: Gray[], language: Language, leftMs: () => number): Promise<Letter[][]>
  /** Reads numbers cut out one by one (`cutNumber`), with the model that knows nothing else. */
  readNumbers(cuts: Gray[], limitMs: number): Promise<Page[]>
  close(): Promise<void>
}

/** Models come with the source: nothing is fetched. */
export function openEngine(): Engine {
  const lines = openLineReader()
  const numbers = openNumberReader()
  return {
    readLines: lines.read,
    readNumbers: numbers.read,
    async close() {
      await Promise.all([lines.close(), numbers.close()])
    },
  }
}
