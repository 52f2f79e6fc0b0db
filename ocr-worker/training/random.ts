export type Random = {
  /** 0 (in) to 1 (out). */
  next(): number
  between(low: number, high: number): number
  /** Both ends may come. */
  whole(low: number, high: number): number
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
  digits(count: number): string
  /** About a standard normal, as the sum of four uniform draws. */
  bell(): number
}

/** mulberry32 over a hashed seed: the same lines from the same seed, on every machine. */
export function seededRandom(seed: string): Random {
  let state = hash(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    whole,
    between: (low, high) => low + next() * (high - low),
    chance: (share) => next() < share,
    pick: (list) => list[whole(0, list.length - 1)]!,
    digits: (count) => Array.from({ length: count }, () => whole(0, 9)).join(''),
    bell: () => (next() + next() + next() + next() - 2) * 1.732,
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const char of text) value = Math.imul(value ^ char.codePointAt(0)!, 0x01000193)
  return value >>> 0
}
