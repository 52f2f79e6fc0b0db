import type { Gray } from '../image/gray.ts'

/** Upright strips that a sheet is looked at in. */
export const STRIPS = 16
/** From this level on a pixel is no ink; a hundred levels below it is wholly ink. */
const PAPER = 200
/** More ink than this share of a strip's width counts no more: large and bold print must not outvote the rest. */
const FULL = 0.3
/** Swings slower than a few lines tell of shadows and blocks of print, not of lines. */
const SLOW_PX = 14

/**
 * How inked each row of each strip is, less what it is thereabouts: [strip][row]. A row follows the slope, which is how
 * far lines lie below their middle at the right edge.
 */
export function stripProfiles({ width, height, data }: Gray, slope: number): Float32Array[] {
  const profiles = Array.from({ length: STRIPS }, () => new Float32Array(height))
  for (let x = 0; x < width; x++) {
    const profile = profiles[Math.floor((x * STRIPS) / width)]!
    const fall = Math.round(slope * ((2 * x) / (width - 1) - 1))
    const last = Math.min(height, height + fall)
    for (let y = Math.max(0, fall); y < last; y++) {
      const v = data[y * width + x]!
      if (v < PAPER) profile[y - fall]! += Math.min(1, (PAPER - v) / 100)
    }
  }
  const full = (width / STRIPS) * FULL
  return profiles.map((profile) => {
    const ink = profile.map((v) => Math.min(1, v / full))
    const fine = blur(ink, 1)
    const slow = blur(ink, SLOW_PX)
    return fine.map((v, y) => v - slow[y]!)
  })
}

/** A profile moved up by `falls` of each of its rows. */
export function lift(profile: Float32Array, falls: Float32Array): Float32Array {
  return profile.map((_, y) => between(profile, y + falls[y]!))
}

export function between(values: Float32Array, at: number): number {
  if (at < 0 || at > values.length - 1) return 0
  const i = Math.min(values.length - 2, Math.floor(at))
  return values[i]! + (values[i + 1]! - values[i]!) * (at - i)
}

/** About a Gaussian of `sigma`: three means over boxes. Beyond the ends is nothing. */
export function blur(values: Float32Array, sigma: number): Float32Array {
  const reach = Math.max(1, Math.round(sigma * 0.87))
  let from = values
  for (let pass = 0; pass < 3; pass++) {
    const to = new Float32Array(values.length)
    let sum = 0
    for (let i = -reach; i < to.length; i++) {
      sum += (from[i + reach] ?? 0) - (from[i - reach - 1] ?? 0)
      if (i >= 0) to[i] = sum / (2 * reach + 1)
    }
    from = to
  }
  return from
}
