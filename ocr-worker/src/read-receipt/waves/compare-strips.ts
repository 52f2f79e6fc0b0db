import { blur } from './strip-profiles.ts'

/** Rows of a strip that are measured together. */
export const CELL_PX = 6

/** How far one strip's print lies below another's, in pixels, and how much that can be relied on: of each cell. */
export type Falls = { falls: Float32Array; weights: Float32Array }

/** A likeness below this may be chance. */
const CHANCE = 0.2
/** Mean energy of a strip that holds print on most of its lines. */
const PRINT = 0.02

/**
 * @param reach the farthest that is looked for, in pixels; less than half the way to the next line
 * @param window standard deviation of the rows that a cell's measure takes in, in pixels
 */
export function compareStrips(a: Float32Array, b: Float32Array, reach: number, window: number): Falls {
  const cells = Math.ceil(a.length / CELL_PX)
  const over = (fall: number, x: Float32Array, y: Float32Array) => {
    // Half of the way in either strip, so that the middle stays where it is.
    const up = Math.floor(fall / 2)
    const sums = new Float32Array(cells)
    const end = Math.min(a.length + up, a.length + up - fall, a.length)
    for (let row = Math.max(0, up, up - fall); row < end; row++)
      sums[Math.floor(row / CELL_PX)]! += x[row - up]! * y[row - up + fall]!
    return blur(sums, window / CELL_PX)
  }
  const likeness = Array.from({ length: 2 * reach + 1 }, (_, k) => over(k - reach, a, b))
  const [own, others] = [over(0, a, a), over(0, b, b)]
  const falls = new Float32Array(cells)
  const weights = new Float32Array(cells)
  for (let cell = 0; cell < cells; cell++) {
    const best = highest(likeness, cell, reach)
    if (!best) continue
    const energy = Math.sqrt(Math.max(0, own[cell]! * others[cell]!)) / CELL_PX
    falls[cell] = best.at - reach
    weights[cell] =
      Math.max(0, best.value / CELL_PX / (energy + PRINT / 10) - CHANCE) * Math.min(1, energy / PRINT)
  }
  return { falls, weights }
}

/** The summit, between two measures; none if it lies at an end. Ties go to the shorter way. */
function highest(
  likeness: Float32Array[],
  cell: number,
  reach: number,
): { at: number; value: number } | null {
  let [at, value] = [0, 0]
  likeness.forEach((of, k) => {
    const v = of[cell]! * (1 - 0.01 * Math.abs(k - reach))
    if (v > value) [at, value] = [k, v]
  })
  if (at === 0 || at === likeness.length - 1) return null
  const [before, top, after] = [likeness[at - 1]![cell]!, likeness[at]![cell]!, likeness[at + 1]![cell]!]
  const bend = before - 2 * top + after
  const aside = bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / bend)) : 0
  return { at: at + aside, value }
}
