import { fileURLToPath } from 'node:url'
import { createWorker, OEM, PSM, type Page } from 'tesseract.js'
import type { Gray } from '../image/gray.ts'

/** The numbers took longer than their share; the worker that was at it has been put down. */
export class RecognitionTimeout extends Error {}

export type NumberReader = {
  /** @throws RecognitionTimeout after `limitMs`. */
  read(cuts: Gray[], limitMs: number): Promise<Page[]>
  close(): Promise<void>
}

const MODELS = fileURLToPath(new URL('../../../models', import.meta.url))
/** WebAssembly memory only ever grows; a fresh worker after so many pages keeps a long-lived process small. */
const PAGES_PER_WORKER = 150

type Held = { worker: Awaited<ReturnType<typeof createWorker>>; pages: number }

/** The model of our own for numbers (`../../../models`), on a thread of its own, started when it is first asked. */
export function openNumberReader(): NumberReader {
  let held: Held | null = null

  async function drop(): Promise<void> {
    const known = held
    held = null
    await known?.worker.terminate()
  }

  return {
    async read(cuts, limitMs) {
      if (held && held.pages >= PAGES_PER_WORKER) await drop()
      held ??= { worker: await startWorker(), pages: 0 }
      held.pages++
      const { worker } = held
      const end = performance.now() + limitMs
      const pages: Page[] = []
      try {
        for (const cut of cuts) {
          const answer = worker.recognize(pgm(cut), {}, { text: false, blocks: true })
          pages.push((await within(end - performance.now(), answer)).data)
        }
        return pages
      } catch (error) {
        await drop()
        throw error
      }
    },
    close: drop,
  }
}

async function startWorker() {
  const worker = await createWorker('numbers', OEM.LSTM_ONLY, {
    langPath: MODELS,
    gzip: true,
    cacheMethod: 'none',
    errorHandler: () => {}, // the failed call rejects by itself; without this the library throws from an event
  })
  await worker.setParameters({ tessedit_pageseg_mode: PSM.RAW_LINE, user_defined_dpi: '300' })
  return worker
}

/** A picture as small as a number needs no compression. */
function pgm({ width, height, data }: Gray): Buffer {
  return Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), data])
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
