import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { createWorker, OEM, PSM, type Page } from 'tesseract.js'
import type { Gray } from '../image/gray.ts'

export type Language = 'jpn' | 'eng'

/** The languages of print, and the model of our own for numbers alone. */
type Model = Language | 'numbers'

/** What the recogniser may answer: everything it knows, or the signs of numbers only. */
export type Alphabet = 'any' | 'numbers'

export type Engine = {
  /** Reads a page of level lines. Whoever waits longer than `limitMs` gets a RecognitionTimeout. */
  recognise(page: Gray, language: Language, alphabet: Alphabet, limitMs: number): Promise<Page>
  /** Reads numbers cut out one by one (`cutNumber`), with the model that knows nothing else. */
  readNumbers(cuts: Gray[], limitMs: number): Promise<Page[]>
  close(): Promise<void>
}

/** The page took longer than its share; the engine that was at it has been put down. */
export class RecognitionTimeout extends Error {}

const VERSION = 'tesseract.js 7.0.0'
export const engineVersion = {
  name: 'tesseract.js jpn/eng best_int, own numbers',
  version: VERSION,
}

/** WebAssembly memory only ever grows; a fresh worker after so many pages keeps a long-lived process small. */
const PAGES_PER_WORKER = 150
const NUMBER_SIGNS = '0123456789,.-:/¥%()*'

type Held = { worker: Awaited<ReturnType<typeof createWorker>>; pages: number; alphabet: Alphabet }

/** One recogniser on a thread of its own. Models come from the installed packages: nothing is fetched. */
export async function openEngine(): Promise<Engine> {
  const held = new Map<Model, Held>()

  async function workerFor(language: Model): Promise<Held> {
    const known = held.get(language)
    if (known && known.pages < PAGES_PER_WORKER) return known
    if (known) await drop(language)
    const fresh = { worker: await startWorker(language), pages: 0, alphabet: 'any' as Alphabet }
    held.set(language, fresh)
    return fresh
  }

  async function drop(language: Model): Promise<void> {
    const known = held.get(language)
    held.delete(language)
    await known?.worker.terminate()
  }

  return {
    async recognise(page, language, alphabet, limitMs) {
      const mine = await workerFor(language)
      if (mine.alphabet !== alphabet) {
        await mine.worker.setParameters({ tessedit_char_whitelist: alphabet === 'any' ? '' : NUMBER_SIGNS })
        mine.alphabet = alphabet
      }
      mine.pages++
      const png = await encode(page)
      try {
        const answer = await within(limitMs, mine.worker.recognize(png, {}, { text: false, blocks: true }))
        return answer.data
      } catch (error) {
        await drop(language)
        throw error
      }
    },
    async readNumbers(cuts, limitMs) {
      const mine = await workerFor('numbers')
      mine.pages++
      const end = performance.now() + limitMs
      const pages: Page[] = []
      try {
        for (const cut of cuts) {
          const left = end - performance.now()
          const answer = await within(
            left,
            mine.worker.recognize(pgm(cut), {}, { text: false, blocks: true }),
          )
          pages.push(answer.data)
        }
        return pages
      } catch (error) {
        await drop('numbers')
        throw error
      }
    },
    async close() {
      for (const language of [...held.keys()]) await drop(language)
    },
  }
}

async function startWorker(language: Model) {
  const worker = await createWorker(language, OEM.LSTM_ONLY, {
    langPath: folderOf(language),
    gzip: true,
    cacheMethod: 'none',
    errorHandler: () => {}, // the failed call rejects by itself; without this the library throws from an event
  })
  // A number comes as one line without a margin; a page of print is one block of lines.
  const mode = language === 'numbers' ? PSM.RAW_LINE : PSM.SINGLE_BLOCK
  await worker.setParameters({
    tessedit_pageseg_mode: mode,
    user_defined_dpi: '300',
  })
  return worker
}

function folderOf(language: Model): string {
  if (language === 'numbers') return fileURLToPath(new URL('../../../models', import.meta.url))
  const packaged = createRequire(import.meta.url).resolve(`@tesseract.js-data/${language}/package.json`)
  return join(dirname(packaged), '4.0.0_best_int')
}

/** A picture as small as a number needs no compression. */
function pgm({ width, height, data }: Gray): Buffer {
  return Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), data])
}

function encode(page: Gray): Promise<Buffer> {
  return sharp(page.data, { raw: { width: page.width, height: page.height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toBuffer()
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new RecognitionTimeout(`no answer within ${limitMs} ms`)), limitMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
