import type { z } from 'zod'
import { fault } from '../faults/fault.ts'

/** A day as rules and terms write it. Days outside of these years are typing errors, and some are no days at all. */
const DAY = /^\d{4}-\d\d-\d\d$/
const [FIRST_YEAR, LAST_YEAR] = ['2000', '2099']
const LONGEST_TEXT = 500

/**
 * The largest number that a field of this name may hold, above or below zero. Each fits its column (a PostgreSQL int ends at 2,147,483,647), and
 * so do the sums that are made of it in a campaign's life; a product times a quantity stays an exact number.
 */
export const MOST: Readonly<Record<string, number>> = {
  points: 1_000_000,
  pointsPerProduct: 1_000_000,
  maxPointsPerReceipt: 1_000_000,
  maxPointsPerPersonPerDay: 1_000_000,
  maxPointsPerPerson: 100_000_000,
  budget_points: 1_000_000_000,
  cost_points: 100_000_000,
  cost_yen: 100_000_000,
  price_yen: 100_000_000,
  per_yen: 100_000_000,
  from_yen: 100_000_000,
  yen: 100_000_000,
  value_yen: 1_000_000_000,
  transaction_yen: 1_000_000_000,
  expectedSales_yen: 10_000_000_000_000,
  yenPerPoint: 1_000_000,
  percent: 10_000,
  different: 1_000,
  timesPerReceipt: 1_000,
  goal: 1_000,
  oneIn: 1_000_000_000,
  stock: 10_000_000,
  winners: 100_000,
  perPersonLimit: 10_000,
  maxReceiptAgeDays: 3_650,
  pendingDays: 366,
  pointsLiveForDays: 3_660,
  couponDays: 3_650,
  surveyAfter_min: 527_040,
  // What staff correct in a reading.
  total: 100_000_000,
  amount: 100_000_000,
  unitPrice: 100_000_000,
  discount: 100_000_000,
  quantity: 10_000,
  cancelWithin_min: 43_200,
}

/** How many a list of this name may hold. */
export const LONGEST: Readonly<Record<string, number>> = {
  products: 20_000,
  otherProducts: 20_000,
  stores: 20_000,
  aliases: 200,
  registrationNumbers: 200,
  phones: 200,
  names: 200,
  sets: 1_000,
  all: 200,
  of: 20_000,
  steps: 100,
  multipliers: 100,
  prizes: 100,
  draws: 100,
  items: 500,
}

type Issue = Parameters<z.core.ParsePayload['issues']['push']>[0]

/**
 * Finds what is too large to be worked with: a number above that of its name in MOST, a list longer than in LONGEST, a
 * text that is no text for people, a day that no calendar has. Issues are zod's, for `superRefine`.
 */
export function* outOfBounds(value: unknown, path: PropertyKey[] = []): Generator<Issue> {
  const name = String(path.findLast((key) => typeof key === 'string'))
  if (typeof value === 'number') {
    const maximum = MOST[name]
    if (maximum !== undefined && Math.abs(value) > maximum) yield tooBig('number', maximum, path, value)
  } else if (typeof value === 'string') {
    if (value.length > LONGEST_TEXT) yield tooBig('string', LONGEST_TEXT, path, value)
    if (DAY.test(value.slice(0, 10)) && !isDay(value.slice(0, 10)))
      yield { code: 'custom', ...fault('not_a_day'), path, input: value }
  } else if (Array.isArray(value)) {
    const maximum = LONGEST[name]
    if (maximum !== undefined && value.length > maximum) return yield tooBig('array', maximum, path, value)
    for (const [place, inner] of value.entries()) yield* outOfBounds(inner, [...path, place])
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* outOfBounds(inner, [...path, key])
  }
}

function tooBig(
  origin: 'number' | 'string' | 'array',
  maximum: number,
  path: PropertyKey[],
  input: unknown,
): Issue {
  return { code: 'too_big', origin, maximum, inclusive: true, path, input } as Issue
}

/** Tells whether there is such a day, and it is one of our time. */
export function isDay(text: string): boolean {
  const year = text.slice(0, 4)
  const at = new Date(`${text}T00:00:00Z`)
  return (
    year >= FIRST_YEAR &&
    year <= LAST_YEAR &&
    !Number.isNaN(at.getTime()) &&
    at.toISOString().startsWith(text)
  )
}
