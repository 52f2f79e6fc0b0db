import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { moveDate } from './move-date.ts'

const FILE = 'clock.json'
/** Ten years, leap days left out. */
export const MOST_AHEAD_S = 10 * 365 * 86_400

/** The clock of a demo: the machine's, and so many seconds ahead of it. It is only ever moved forward. */
export interface DemoClock {
  ahead_s(): number
  /** Moves it, and keeps that. Refuses, with a `RangeError`, what is no whole number of seconds, or goes too far. */
  advance(advance_s: unknown): void
}

/** The clock that is kept in a folder; this process's `Date` goes by it from now on. */
export function openDemoClock(folder: string): DemoClock {
  const file = path.join(folder, FILE)
  let ahead_s = readAhead_s(file)
  moveDate(ahead_s)
  return {
    ahead_s: () => ahead_s,
    advance(advance_s) {
      if (!Number.isInteger(advance_s) || (advance_s as number) < 1)
        throw new RangeError('advance_s must be a whole number of seconds, 1 or more')
      if (ahead_s + (advance_s as number) > MOST_AHEAD_S)
        throw new RangeError(`the clock may run ${MOST_AHEAD_S} s ahead (ten years); it does by ${ahead_s} s`)
      ahead_s += advance_s as number
      writeFileSync(file, JSON.stringify({ ahead_s }))
      moveDate(ahead_s)
    },
  }
}

function readAhead_s(file: string): number {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { ahead_s: number }).ahead_s
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw new Error(`${file} cannot be read; delete it, and the clock is the machine's`, { cause: error })
  }
}
