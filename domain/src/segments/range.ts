import { z } from 'zod'

/** A number from, up to, or between; both ends are counted, and one at least is given. */
export interface Range {
  atLeast?: number
  atMost?: number
}

const MOST = 1_000_000_000
const Bound = z.int().min(0).max(MOST).optional()
/** The members of a range, to stand in a condition's schema. */
export const rangeShape = { atLeast: Bound, atMost: Bound }

/** Tells that a range has an end, and that it is not the wrong way round. */
export const isRange = ({ atLeast, atMost }: Range) =>
  atLeast === undefined ? atMost !== undefined : atMost === undefined || atLeast <= atMost
export const RANGE_FAULT = 'atLeast, atMost or both, the lesser first'

export function isInRange(value: number, { atLeast = 0, atMost = Infinity }: Range): boolean {
  return value >= atLeast && value <= atMost
}

/** Puts a range of something into words. */
export function wordsOfRange({ atLeast, atMost }: Range, unit: { ja: string; en: string }) {
  const [least, most] = [atLeast?.toLocaleString('en'), atMost?.toLocaleString('en')]
  if (atMost === undefined) return { ja: `${least}${unit.ja}以上`, en: `at least ${least}${unit.en}` }
  if (atLeast === undefined) return { ja: `${most}${unit.ja}以下`, en: `at most ${most}${unit.en}` }
  return { ja: `${least}${unit.ja}以上${most}${unit.ja}以下`, en: `${least} to ${most}${unit.en}` }
}
