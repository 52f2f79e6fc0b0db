import { momentIn } from '../fields/date.ts'
import { dense } from '../fields/words.ts'
import type { Line } from '../lines.ts'

/**
 * What two photos' lines are to one another: one printed line, with how much it tells (0..1) that they are; two that
 * differ in their numbers alone; or any two.
 */
export type Likeness = { kind: 'same'; weight: number } | { kind: 'gainsaid'; decisive: boolean } | null

/** A share of letters that two readings of one line have in common, whatever the light. */
const ALIKE = 0.65
/** So many letters and digits come again by chance only where the same is printed twice. */
const TELLING = 8
/** No dearer than this (`Way.cost`), the amount may be so. */
const LIKELY = 5

export function compareLines(a: Line, b: Line): Likeness {
  const [one, other] = [signsOf(a), signsOf(b)]
  const longer = Math.max(one.length, other.length)
  // A rule of strokes, or a speck, looks like any other.
  if (longer < 2 || 1 - editDistance(one, other) / longer < ALIKE) return null
  if (numbersAgree(a, b)) return { kind: 'same', weight: Math.min(1, longer / TELLING) }
  return { kind: 'gainsaid', decisive: tellOtherMoments(a, b) }
}

const signsOf = ({ text }: Line) => [...dense(text)].filter((sign) => /[\p{L}\p{N}]/u.test(sign))
const digitsOf = (text: string) => text.replace(/\D/g, '')

/** As any reader saw the one and the other; or but for the sum at the end, which has more ways to be read. */
function numbersAgree(a: Line, b: Line): boolean {
  if ([a.text, a.plain].some((one) => [b.text, b.plain].some((other) => digitsOf(one) === digitsOf(other))))
    return true
  if (!a.amount || !b.amount || digitsOf(a.label) !== digitsOf(b.label)) return false
  const values = a.amount.ways.filter(({ cost }) => cost <= LIKELY).map(({ value }) => value)
  return b.amount.ways.some(({ value, cost }) => cost <= LIKELY && values.includes(value))
}

/** Two receipts of one till are alike in everything but this. */
function tellOtherMoments(a: Line, b: Line): boolean {
  const [one, other] = [momentIn(a.text), momentIn(b.text)]
  if (!one || !other || one.weekday === false || other.weekday === false) return false
  return one.date !== other.date || (one.time !== null && other.time !== null && one.time !== other.time)
}

/** Levenshtein's: the fewest signs to put in, take out or change. */
function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = b.map((_, j) => j + 1)
  for (const [i, sign] of a.entries()) {
    let corner = i
    let left = i + 1
    row = row.map((above, j) => {
      left = Math.min(corner + (sign === b[j] ? 0 : 1), above + 1, left + 1)
      corner = above
      return left
    })
  }
  return row.at(-1) ?? a.length
}
