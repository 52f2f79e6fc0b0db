import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { openEngine, type Engine, type Language } from '../read-receipt/recognise/open-engine.ts'
import { readReceipt } from '../read-receipt/read-receipt.ts'
import { UnreadableImage } from '../read-receipt/unreadable-image.ts'

const USAGE = 'usage: npm run --silent read-receipt -- [--lang jpn|eng] [--workers N] PHOTO …'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { lang: { type: 'string' }, workers: { type: 'string', default: '1' } },
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
  const engine = await openEngine()
  try {
    for (let index = asked++; index < positionals.length; index = asked++)
      print(index, await answer(positionals[index]!, engine))
  } finally {
    await engine.close()
  }
}

async function answer(path: string, engine: Engine): Promise<string> {
  const start = performance.now()
  const told = (rest: object) =>
    JSON.stringify({ file: basename(path), ms: Math.round(performance.now() - start), ...rest })
  try {
    return told({ reading: await readReceipt(await readFile(path), engine, { lang }) })
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    if (error instanceof UnreadableImage)
      return told({ problem: { kind: error.kind, title: 'The photo can not be read', detail } })
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return told({
      problem: {
        kind: missing ? 'not_found' : 'unexpected',
        title: missing ? 'There is no such file' : 'The reader failed',
        detail,
      },
    })
  }
}

await Promise.all(Array.from({ length: Math.min(workers, positionals.length) }, work))
