import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { PHOTOS_MOST, type Reading } from '@tamaru/domain'
import { namePages } from '../explain/name-pages.ts'
import type { ShownReader } from '../explain/open-shown-reader.ts'
import { openReader, type Reader } from '../open-reader.ts'
import type { Language } from '../read-receipt/recognise/open-line-reader.ts'
import { UnreadableImage } from '../read-receipt/unreadable-image.ts'

const USAGE =
  'usage: npm run --silent read-receipt -- [--lang jpn|eng] [--workers N] [--explain FOLDER] PHOTO …\n' +
  `       npm run --silent read-receipt -- [--lang jpn|eng] --one PHOTO …  (2 or ${PHOTOS_MOST} photos of parts of one receipt)`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lang: { type: 'string' },
    workers: { type: 'string', default: '1' },
    explain: { type: 'string' },
    one: { type: 'boolean', default: false },
  },
})
const workers = Number(values.workers)
if (
  !positionals.length ||
  !Number.isInteger(workers) ||
  workers < 1 ||
  !['jpn', 'eng', undefined].includes(values.lang) ||
  (values.one && (positionals.length > PHOTOS_MOST || values.explain !== undefined))
) {
  console.error(USAGE)
  process.exit(2)
}
const lang = values.lang as Language | undefined
const folder = values.explain
if (folder !== undefined) await mkdir(folder, { recursive: true })

/** The photos of each receipt that is asked for. */
const asked = values.one ? [positionals] : positionals.map((path) => [path])

/** One line a receipt, in the order of the arguments, however many lanes are at work. */
const answers = new Map<number, string>()
let printed = 0
function print(index: number, line: string): void {
  answers.set(index, line)
  for (let next = answers.get(printed); next !== undefined; next = answers.get(++printed)) {
    process.stdout.write(next + '\n')
    answers.delete(printed)
  }
}

let begun = 0
async function work(): Promise<void> {
  const reader = folder === undefined ? openReader() : await openShownReader()
  try {
    for (let index = begun++; index < asked.length; index = begun++) print(index, await answer(index, reader))
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
  const paths = asked[index]!
  const start = performance.now()
  const outcome = await read(paths, reader)
  const ms = Math.round(performance.now() - start)
  if (folder !== undefined && 'explain' in reader)
    await explain(join(folder, namePages(positionals)[index]!), paths[0]!, reader, outcome)
  const names = paths.map((path) => basename(path))
  return JSON.stringify({ ...(values.one ? { files: names } : { file: names[0] }), ms, ...outcome })
}

async function read(paths: readonly string[], reader: Reader): Promise<Outcome> {
  try {
    return { reading: await reader.read(await Promise.all(paths.map((path) => readFile(path))), { lang }) }
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

await Promise.all(Array.from({ length: Math.min(workers, asked.length) }, work))
