import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Reading } from '@tamaru/domain'
import { namePages } from '../explain/name-pages.ts'
import type { ShownReader } from '../explain/open-shown-reader.ts'
import { openReader, type Reader } from '../open-reader.ts'
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

/** One line a photo, in the order of the arguments, however many lanes are at work. */
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
  const reader = folder === undefined ? openReader() : await openShownReader()
  try {
    for (let index = asked++; index < positionals.length; index = asked++)
      print(index, await answer(index, reader))
  } finally {
    await reader.close()
  }
}

/** Loaded only where it is wanted: what reads is large, and a lane has it in a process of its own. */
async function openShownReader(): Promise<ShownReader> {
  const shown = await import('../explain/open-shown-reader.ts')
  return shown.openShownReader()
}

type Outcome = { reading: Reading } | { problem: { kind: string; title: string; detail: string } }

async function answer(index: number, reader: Reader | ShownReader): Promise<string> {
  const path = positionals[index]!
  const start = performance.now()
  const outcome = await read(path, reader)
  const ms = Math.round(performance.now() - start)
  if (folder !== undefined && 'explain' in reader)
    await explain(join(folder, namePages(positionals)[index]!), path, reader, outcome)
  return JSON.stringify({ file: basename(path), ms, ...outcome })
}

async function read(path: string, reader: Reader): Promise<Outcome> {
  try {
    return { reading: await reader.read(await readFile(path), { lang }) }
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

/** Where there is no file there is no page. */
async function explain(page: string, path: string, reader: ShownReader, outcome: Outcome): Promise<void> {
  const photo = await readFile(path).catch(() => null)
  if (!photo) return
  const problem = 'problem' in outcome ? `${outcome.problem.title}: ${outcome.problem.detail}` : undefined
  await writeFile(page, await reader.explain(basename(path), photo, problem))
}

await Promise.all(Array.from({ length: Math.min(workers, positionals.length) }, work))
