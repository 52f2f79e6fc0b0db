import type { Box } from '@tamaru/domain'
import { BLOCK_PX, blockWaves, WAVES, type BlockWaves, type Rgb } from './block-waves.ts'
import { earlierSteps } from './earlier-steps.ts'
import { quantisationSteps } from './quantisation-steps.ts'

/** A place that was not there when the rest of the photo was saved before. */
export type Edit = {
  /** In the picture as it is stored, before its EXIF note turns it. */
  box: Box
  /** How well the place, and the whole picture, lie on the steps of the earlier saving: 1 wholly, 0 not at all. */
  here: number
  elsewhere: number
}

/** Steps are looked for in every so-manieth row of blocks; most photos were saved once and are done with then. */
const ROWS_APART = 4
const LEAST_WAVES = 3
/** Coarser on average than this, about quality 84, a saving leaves too little of an earlier one. */
const COARSEST_NOW = 4
/** About two digits of small print, and as many values as tell it from chance. */
const [PLACE_ACROSS, PLACE_DOWN, LEAST_VALUES] = [4, 3, 25]
/**
 * So little of the earlier saving is left in an edited place, so many deviations below the rest. Of photos that were
 * only saved anew, places of 13 deviations have half of the steps left, and those with less than a third have 9.
 */
const [LEFT_OVER, DEVIATIONS] = [0.2, -13]

/** Whether a file is saved so finely that an earlier saving can show: most are not, and need not be looked at. */
export function mayShowEdits(file: Uint8Array): boolean {
  const steps = quantisationSteps(file)
  if (!steps) return false
  return (
    WAVES.reduce((sum, [row, column]) => sum + steps[row * 8 + column]!, 0) <= COARSEST_NOW * WAVES.length
  )
}

/**
 * The most conspicuous place that was drawn or pasted into a photo and then saved again, or null. A JPEG keeps each 8 x 8
 * block's waves in steps; the second saving leaves the steps of the first to be seen in all that was there before, and
 * what was put in later has none (Lin, He, Tang and Tang 2009, "Fast, automatic and fine-grained tampered JPEG image
 * detection"). Shows nothing where the second saving was as coarse as the first, or the photo was resized between:
 * no finding is no proof.
 */
export function findEdit(file: Uint8Array, picture: Rgb): Edit | null {
  const present = quantisationSteps(file)
  if (!present) return null
  const steps = earlierSteps(blockWaves(picture, ROWS_APART), present)
  if (steps.filter((step) => step !== null).length < LEAST_WAVES) return null
  const waves = blockWaves(picture)
  const blocks = traceSteps(waves, steps)
  const found = leastTraced(blocks, waves)
  if (!found) return null
  const { x, y, here, elsewhere, deviations } = found
  if (here > LEFT_OVER || deviations > DEVIATIONS) return null
  const [w, h] = [BLOCK_PX / picture.width, BLOCK_PX / picture.height]
  return { box: { x: x * w, y: y * h, w: PLACE_ACROSS * w, h: PLACE_DOWN * h }, here, elsewhere }
}

type Traces = { sums: Float64Array; counts: Uint16Array }

/** How well each block lies on the earlier steps: the sum over its waves, and how many of them say something. */
function traceSteps({ across, down, strengths }: BlockWaves, steps: readonly (number | null)[]): Traces {
  const sums = new Float64Array(across * down)
  const counts = new Uint16Array(across * down)
  for (let block = 0; block < sums.length; block++)
    for (let wave = 0; wave < WAVES.length; wave++) {
      const step = steps[wave]
      const value = Math.abs(strengths[block * WAVES.length + wave]!)
      // Not `<=`: a block that says nothing is NaN.
      if (!step || !(value > step / 2)) continue
      sums[block]! += Math.cos((2 * Math.PI * value) / step)
      counts[block]!++
    }
  return { sums, counts }
}

function leastTraced({ sums, counts }: Traces, { across, down }: BlockWaves) {
  const total = counts.reduce((n, count) => n + count, 0)
  const elsewhere = sums.reduce((sum, value) => sum + value, 0) / total
  const spread = Math.sqrt(spreadOf(sums, counts, elsewhere) / total)
  let least: { x: number; y: number; here: number; elsewhere: number; deviations: number } | null = null
  for (let y = 0; y + PLACE_DOWN <= down; y++)
    for (let x = 0; x + PLACE_ACROSS <= across; x++) {
      let [sum, count] = [0, 0]
      for (let j = y; j < y + PLACE_DOWN; j++)
        for (let i = j * across + x; i < j * across + x + PLACE_ACROSS; i++) {
          sum += sums[i]!
          count += counts[i]!
        }
      if (count < LEAST_VALUES) continue
      const here = sum / count
      const deviations = ((here - elsewhere) * Math.sqrt(count)) / spread
      if (!least || deviations < least.deviations) least = { x, y, here, elsewhere, deviations }
    }
  return least
}

/** The variance of single values, from that of the blocks' sums. */
function spreadOf(sums: Float64Array, counts: Uint16Array, mean: number): number {
  let squares = 0
  for (let i = 0; i < sums.length; i++) if (counts[i]) squares += (sums[i]! - mean * counts[i]!) ** 2
  return squares
}
