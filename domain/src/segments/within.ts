import { z } from 'zod'
import { isDay } from '../numbers/bounds.ts'
import { addDays, addMonths, startOfTokyoDay } from '../time/tokyo-time.ts'

const MOST_DAYS = 3_660
const MOST_MONTHS = 120

/** A stretch of Tokyo days that ends with today, which is counted: so many days, calendar months, or since a day. */
export const Within = z.union([
  z.strictObject({ days: z.int().min(1).max(MOST_DAYS) }),
  z.strictObject({ months: z.int().min(1).max(MOST_MONTHS) }),
  z.strictObject({ since: z.string().refine(isDay, 'a day, YYYY-MM-DD') }),
])
export type Within = z.infer<typeof Within>

/** Returns the first Tokyo day of a stretch. Of months as of ranks: on the 31st, the last month began on its own last day, plus one. */
export function firstDayOf(within: Within, today: string): string {
  if ('since' in within) return within.since
  return addDays('days' in within ? addDays(today, -within.days) : addMonths(today, -within.months), 1)
}

/** Tells whether a day lies in a stretch; where there is none, every day does. */
export function isWithin(day: string, within: Within | undefined, today: string): boolean {
  return within === undefined || day >= firstDayOf(within, today)
}

/** As `isWithin`, of an instant. */
export function happenedWithin(at: Date, within: Within | undefined, today: string): boolean {
  return within === undefined || at >= startOfTokyoDay(firstDayOf(within, today))
}

/** Puts a stretch in front of what is said of it. */
export function wordsOfWithin(within: Within | undefined): { ja: string; en: string } {
  if (within === undefined) return { ja: '', en: '' }
  if ('since' in within) return { ja: `${within.since}以降に`, en: ` since ${within.since}` }
  if ('days' in within) return { ja: `直近${within.days}日に`, en: ` in the last ${within.days} days` }
  return { ja: `直近${within.months}か月に`, en: ` in the last ${within.months} months` }
}
