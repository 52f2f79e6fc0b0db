import type { Random } from '../random.ts'

/** How badly off a line is, each from 0 to 1. */
export type Trouble = {
  /** Worn, faint, smeared or broken print. */
  print: number
  /** Few pixels to a letter. */
  far: number
  /** Out of focus, or shaken. */
  soft: number
  noise: number
  /** Slant, bend, folds, neighbours in the cut. */
  shape: number
  /** Shadows, grey print. */
  light: number
}

/**
 * As much clear print as hard, or only what is harder than `least`. All at once would leave nothing to read: two are
 * bad, the rest slight.
 */
export function pickTrouble(random: Random, least: number): Trouble {
  const level = random.between(least, 1)
  const slight = level * 0.35
  const trouble: Trouble = {
    print: slight,
    far: slight,
    soft: slight,
    noise: slight,
    shape: slight,
    light: slight,
  }
  const kinds = Object.keys(trouble) as (keyof Trouble)[]
  for (let n = 0; n < 2; n++) trouble[random.pick(kinds)] = level
  return trouble
}
