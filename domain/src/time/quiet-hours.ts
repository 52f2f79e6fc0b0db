import { addDays, startOfTokyoDay, tokyoDate } from './tokyo-time.ts'

/** Messages that the shopper did not ask for wait outside these hours (Asia/Tokyo). */
const OPENS_AT_HOUR = 9
const CLOSES_AT_HOUR = 21
const HOUR_MS = 60 * 60 * 1000

/** Tells when a message that nobody is waiting for may go out: now, or the next morning at nine in Tokyo. */
export function nextSendingTime(now: Date): Date {
  const midnight = startOfTokyoDay(tokyoDate(now)).getTime()
  const hour = (now.getTime() - midnight) / HOUR_MS
  if (hour < OPENS_AT_HOUR) return new Date(midnight + OPENS_AT_HOUR * HOUR_MS)
  if (hour < CLOSES_AT_HOUR) return now
  return new Date(startOfTokyoDay(addDays(tokyoDate(now), 1)).getTime() + OPENS_AT_HOUR * HOUR_MS)
}
