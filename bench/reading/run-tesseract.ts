import { execFileSync } from 'node:child_process'
import type { KnownPhoto } from './list-photos.ts'
import { runMeasured } from './run-measured.ts'

const PROGRAM = 'tesseract'
/** On cloth and wood the program may go on for minutes: it is ended then, and the limit stands as its time. */
const LIMIT_MS = 120_000

export interface TesseractPhoto {
  name: string
  ms: number
  peak_mib: number | null
  cpu_ms: number | null
  gave_up: boolean
  /** Whether the right total stands anywhere in its text; null where the receipt prints none. */
  holds_total: boolean | null
}

/** The first line of what the native program says of itself; null where there is none with Japanese. */
export function findTesseract(): string | null {
  try {
    const ask = (what: string) =>
      execFileSync(PROGRAM, [what], { stdio: ['ignore', 'pipe', 'pipe'] }).toString()
    return /^jpn$/m.test(ask('--list-langs')) ? ask('--version').split('\n')[0]! : null
  } catch {
    return null
  }
}

/** The native program on the photos as they are, one after another, on one thread: a process each, as it is made. */
export async function runTesseract(photos: readonly KnownPhoto[]): Promise<TesseractPhoto[]> {
  const env = { ...process.env, OMP_THREAD_LIMIT: '1' }
  const results: TesseractPhoto[] = []
  for (const { name, file, truth } of photos) {
    const args = [file, 'stdout', '-l', 'jpn', '--psm', '6', '--loglevel', 'OFF']
    const { output, code, wall_ms, peak_mib, cpu_ms } = await runMeasured(PROGRAM, args, {
      env,
      limitMs: LIMIT_MS,
    })
    const holds_total = typeof truth.total === 'number' ? holdsNumber(output, truth.total) : null
    results.push({ name, ms: wall_ms, peak_mib, cpu_ms, gave_up: code !== 0, holds_total })
  }
  return results
}

/** Whether the number stands in the text by itself, however it is spaced and grouped. */
export function holdsNumber(text: string, number: number): boolean {
  const plain = text.normalize('NFKC').replace(/(?<=\d)[ ,.]+(?=\d)/g, '')
  return new RegExp(`(?<!\\d)${number}(?!\\d)`).test(plain)
}
