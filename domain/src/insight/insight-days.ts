import { addDays } from '../time/tokyo-time.ts'
import type { InsightMonths } from './insight.ts'

/**
 * The days that are looked at, the last included. For whoever sees exact counts up to today; for the others whole
 * calendar months that are over, so that two days that follow each other cannot be told apart.
 */
export function insightDays(
  months: InsightMonths,
  today: string,
  exact: boolean,
): { from: string; to: string } {
  const firstOfMonth = `${today.slice(0, 7)}-01`
  if (!exact) return { from: monthsBefore(firstOfMonth, months), to: addDays(firstOfMonth, -1) }
  return { from: monthsBefore(addDays(today, 1), months), to: today }
}

/** The same day so many months before, or the last of that month. */
function monthsBefore(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate()
  const at = new Date(Date.UTC(year, month - 1 - months, Math.min(day, last)))
  return at.toISOString().slice(0, 10)
}
