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

/** A third clear, a third so-so, a third hard. All at once would leave nothing to read: two are bad, the rest slight. */
export function pickTrouble(random: Random): Trouble {
  const level = random.next()
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
