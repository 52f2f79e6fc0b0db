import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Reading } from '@tamaru/domain'
import { explainReading, watchReading, type Seen } from '../explain/explain-reading.ts'
import { namePages } from '../explain/name-pages.ts'
import type { Observe } from '../read-receipt/observed-step.ts'
import { openReader } from '../open-reader.ts'
import { openEngine } from '../read-receipt/recognise/open-engine.ts'
import { readReceipt } from '../read-receipt/read-receipt.ts'
import type { Language } from '../read-receipt/recognise/open-line-reader.ts'
import { UnreadableImage } from '../read-receipt/unreadable-image.ts'

const USAGE =
  'usage: npm run --silent read-receipt -- [--lang jpn|eng] [--workers N] [--explain FOLDER] PHOTO …'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lang: { type: 'string' },
    workers: { type: 'string', default: '1' },
    explain: { type: 'string' },
  },
})
const workers = Number(values.workers)
if (
  !positionals.length ||
  !Number.isInteger(workers) ||
  workers < 1 ||
  !['jpn', 'eng', undefined].includes(values.lang)
) {
  console.error(USAGE)
  process.exit(2)
}
const lang = values.lang as Language | undefined
const folder = values.explain
if (folder !== undefined) await mkdir(folder, { recursive: true })

/** One line a photo, in the order of the arguments, however many threads are at work. */
const answers = new Map<number, string>()
let printed = 0
function print(index: number, line: string): void {
  answers.set(index, line)
  for (let next = answers.get(printed); next !== undefined; next = answers.get(++printed)) {
    process.stdout.write(next + '\n')
    answers.delete(printed)
  }
}

let asked = 0
async function work(): Promise<void> {
  const reader = folder === undefined ? openReader() : openShownReader()
  try {
    for (let index = asked++; index < positionals.length; index = asked++)
      print(index, await answer(index, reader))
  } finally {
    await reader.close()
  }
}

type ShownReader = {
  read(photo: Uint8Array, options: { lang?: Language; observe?: Observe }): Promise<Reading>
  close(): Promise<void>
}

/** On this thread, so that every step can be shown. */
function openShownReader(): ShownReader {
  const engine = openEngine()
  return { read: (photo, options) => readReceipt(photo, engine, options), close: engine.close }
}

type Outcome = { reading: Reading } | { problem: { kind: string; title: string; detail: string } }

async function answer(index: number, reader: ShownReader): Promise<string> {
  const path = positionals[index]!
  const start = performance.now()
  const { seen, observe } = watchReading()
  const outcome = await read(path, reader, folder === undefined ? undefined : observe)
  const ms = Math.round(performance.now() - start)
  if (folder !== undefined) await explain(join(folder, namePages(positionals)[index]!), path, seen, outcome)
  return JSON.stringify({ file: basename(path), ms, ...outcome })
}

async function read(path: string, reader: ShownReader, observe?: Observe): Promise<Outcome> {
  try {
    return { reading: await reader.read(await readFile(path), { lang, ...(observe && { observe }) }) }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    if (error instanceof UnreadableImage)
      return { problem: { kind: error.kind, title: 'The photo can not be read', detail } }
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return {
      problem: {
        kind: missing ? 'not_found' : 'unexpected',
        title: missing ? 'There is no such file' : 'The reader failed',
        detail,
      },
    }
  }
}

/** The page of one photo, of as many steps as its reading came to; where there is no file there is no page. */
async function explain(page: string, path: string, seen: Seen, outcome: Outcome): Promise<void> {
  const photo = await readFile(path).catch(() => null)
  if (!photo) return
  const problem = 'problem' in outcome ? `${outcome.problem.title}: ${outcome.problem.detail}` : undefined
  await writeFile(page, await explainReading(basename(path), photo, seen, problem))
}

await Promise.all(Array.from({ length: Math.min(workers, positionals.length) }, work))
