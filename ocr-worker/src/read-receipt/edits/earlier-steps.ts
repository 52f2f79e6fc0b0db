import { WAVES, type BlockWaves } from './block-waves.ts'

/** Coarser steps than these leave no print. */
const COARSEST = 24
/** Nearer to the present step than this, the present step itself looks like it. */
const COARSER = 1.5
/** 1 is what lies on the steps, 0 what lies anywhere. */
const ON_STEPS = 0.75
/** As many values as tell a step; more cost time only. */
const [LEAST_VALUES, MOST_VALUES] = [400, 1200]

/**
 * The steps of an earlier saving, by wave: a picture that was saved coarsely and then finely has only every so-manieth
 * of its fine steps (Popescu and Farid 2004, "Statistical Tools for Digital Forensics"). Null where a wave shows none
 * that is coarser than its present step.
 */
export function earlierSteps({ strengths }: BlockWaves, present: readonly number[]): (number | null)[] {
  return WAVES.map(([row, column], wave) => {
    const now = present[row * 8 + column]!
    const values: number[] = []
    for (let i = wave; i < strengths.length; i += WAVES.length) {
      const value = Math.abs(strengths[i]!)
      if (value > now / 2 && value < 8 * COARSEST) values.push(value)
    }
    return values.length < LEAST_VALUES ? null : likeliestStep(thinOut(values), now)
  })
}

function thinOut(values: number[]): number[] {
  const every = Math.ceil(values.length / MOST_VALUES)
  return values.filter((_, i) => i % every === 0)
}

function likeliestStep(values: number[], now: number): number | null {
  let best: { step: number; on: number } | null = null
  for (let step = Math.ceil(now * COARSER); step <= COARSEST; step++) {
    const on = onSteps(values, step)
    if (on !== null && on >= ON_STEPS && (!best || on > best.on + 0.02)) best = { step, on }
  }
  return best?.step ?? null
}

/** 1 where all values are multiples of the step, about 0 where they are anywhere; null where few are large enough. */
function onSteps(values: number[], step: number): number | null {
  let [sum, count] = [0, 0]
  for (const value of values)
    if (value > step / 2) {
      sum += Math.cos((2 * Math.PI * value) / step)
      count++
    }
  return count < LEAST_VALUES / 4 ? null : sum / count
}
