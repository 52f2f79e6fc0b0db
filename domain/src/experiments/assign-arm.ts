import type { Hashing } from '../draws/draw-seals.ts'

/** Arms are told apart by shares of so many. */
export const SHARES = 10_000

/** An arm of an experiment, with its share of `SHARES`. */
export interface ArmShare {
  arm: string
  share: number
}

/**
 * Assigns a person to an arm: HMAC-SHA-256 of the person under the experiment's seed, modulo 10,000. The same for the same
 * seed, whenever it is asked and whoever else takes part; two experiments have nothing to do with each other by their seeds.
 * Null where the shares leave somebody out. Throws where they are more than all.
 */
export function assignArm(
  seed: string,
  shopperId: string,
  arms: readonly ArmShare[],
  { hmacSha256 }: Pick<Hashing, 'hmacSha256'>,
): string | null {
  if (arms.reduce((sum, { share }) => sum + share, 0) > SHARES)
    throw new RangeError('more shares than there are')
  // Twelve digits are below 2^48: exact as a number, and no bias that 10,000 shares would show.
  const at = Number.parseInt(hmacSha256(seed, shopperId).slice(0, 12), 16) % SHARES
  let until = 0
  for (const { arm, share } of arms) {
    until += share
    if (at < until) return arm
  }
  return null
}
