import type { Row } from './row.ts'
import type { Gray } from './image/gray.ts'

/** Of the height of a line: how wide the windows are, and how much blank there may be between two faint letters. */
const WINDOW = 0.3
const GAP_WINDOWS = 2
/** Farther than a brand's name nothing is looked for: where all of a gap seems to be print, it is a crease. */
const FARTHEST_WINDOWS = 12
/** Levels of grey that a window with print differs by at least, and deviations beyond what blank paper does. */
const LEAST = 7
const DEVIATIONS = 3

/**
 * Rows with the faint letters beside what is dark enough to be found: where a head is worn or a fold has taken the ink,
 * the first letter of every name may be a shade of grey. Paper there is told from print by how much more its grey varies than
 * blank paper's elsewhere on the sheet; a shadow is even.
 */
export function reachFaintPrint(sheet: Gray, rows: Row[], lineHeight: number): Row[] {
  const step = Math.max(2, Math.round(lineHeight * WINDOW))
  const usual = variationOfBlank(sheet, rows, step)
  if (usual === null) return rows
  const isPrint = (row: Row, from: number) => variation(sheet, row, from, step) > usual
  return rows.map((row) => ({ ...row, runs: reach(row, step, sheet.width, (from) => isPrint(row, from)) }))
}

function reach(row: Row, step: number, width: number, isPrint: (from: number) => boolean): Row['runs'] {
  const found = [...row.runs]
  const walk = (start: number, by: number, least: number, most: number) => {
    let from = start
    for (let n = 0, blank = 0; n < FARTHEST_WINDOWS && blank <= GAP_WINDOWS; n++, from += by) {
      if (from < least || from > most) return
      const print = isPrint(from)
      if (print) found.push({ from, to: from + step })
      blank = print ? 0 : blank + 1
    }
  }
  row.runs.forEach((run, i) => {
    walk(run.from - step, -step, row.runs[i - 1]?.to ?? 0, run.from)
    walk(run.to, step, run.to, (row.runs[i + 1]?.from ?? width) - step)
  })
  return merge(found.sort((a, b) => a.from - b.from))
}

function merge(runs: Row['runs']): Row['runs'] {
  const merged: Row['runs'] = []
  for (const run of runs) {
    const last = merged.at(-1)
    if (last && run.from <= last.to) last.to = Math.max(last.to, run.to)
    else merged.push({ ...run })
  }
  return merged
}

/** What hardly any window of blank paper varies by; null if there is hardly any blank between and beside the rows. */
function variationOfBlank(sheet: Gray, rows: Row[], step: number): number | null {
  const seen: number[] = []
  for (const row of rows)
    for (let i = 0; i <= row.runs.length; i++) {
      const from = row.runs[i - 1]?.to ?? 0
      const to = row.runs[i]?.from ?? sheet.width
      // The first windows beside print may hold what is looked for.
      for (let at = from + 2 * step; at + 3 * step <= to; at += step)
        seen.push(variation(sheet, row, at, step))
    }
  if (seen.length < 20) return null
  seen.sort((a, b) => a - b)
  const middle = seen[seen.length >> 1]!
  const spread = seen[Math.floor(seen.length * 0.75)]! - middle
  return middle + Math.max(LEAST, DEVIATIONS * spread)
}

/** Standard deviation of the grey in one window of a row. */
function variation({ width, data }: Gray, row: Row, from: number, step: number): number {
  let [sum, squares] = [0, 0]
  for (let y = row.top; y < row.foot; y++)
    for (let i = y * width + from; i < y * width + from + step; i++) {
      sum += data[i]!
      squares += data[i]! * data[i]!
    }
  const count = (row.foot - row.top) * step
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2))
}
