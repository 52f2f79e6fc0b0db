import { z } from 'zod'
import { isHoliday, isWeekend } from './business-calendar.ts'
import { addDays, startOfTokyoDay, tokyoDate } from './tokyo-time.ts'

const HOUR_MS = 60 * 60 * 1000
/** No account writes earlier or later than this to who is not waiting for it. */
const [EARLIEST_HOUR, LATEST_HOUR] = [7, 22]
const Day = z.iso.date()

/**
 * When messages that nobody is waiting for may go out, in Asia/Tokyo: from `opensAt` until before `closesAt`, in hours.
 */
export const QuietHours = z
  .object({
    opensAt: z.number().multipleOf(0.5).min(EARLIEST_HOUR).max(LATEST_HOUR),
    closesAt: z.number().multipleOf(0.5).min(EARLIEST_HOUR).max(LATEST_HOUR),
    /** Whether Saturdays and Sundays, and national holidays, are quiet all day. */
    weekends: z.boolean(),
    holidays: z.boolean(),
  })
  .refine(({ opensAt, closesAt }) => opensAt < closesAt, { path: ['closesAt'], message: 'not after opensAt' })
export type QuietHours = z.infer<typeof QuietHours>

export const DEFAULT_QUIET_HOURS: QuietHours = { opensAt: 9, closesAt: 21, weekends: false, holidays: false }

/** Days on which the account is closed, and quiet. */
export const ClosingDays = z.array(Day).max(400)

/** More days in a row than all kinds of closed days can make. */
const MOST_DAYS_AHEAD = 600

/** When an account is open: its hours, and its days. */
export interface BusinessCalendar {
  quietHours: QuietHours
  closingDays: readonly string[]
}
export const DEFAULT_CALENDAR: BusinessCalendar = { quietHours: DEFAULT_QUIET_HOURS, closingDays: [] }

/** Finds when what nobody is waiting for may begin: now, or when the next open day opens in Tokyo. */
export function nextBusinessTime({ quietHours: hours, closingDays }: BusinessCalendar, now: Date): Date {
  const closed = new Set(closingDays)
  const isOpen = (day: string) =>
    !closed.has(day) && !(hours.weekends && isWeekend(day)) && !(hours.holidays && isHoliday(day))
  const today = tokyoDate(now)
  for (let ahead = 0; ahead <= MOST_DAYS_AHEAD; ahead++) {
    const day = addDays(today, ahead)
    const midnight = startOfTokyoDay(day).getTime()
    if (!isOpen(day) || now.getTime() >= midnight + hours.closesAt * HOUR_MS) continue
    return new Date(Math.max(now.getTime(), midnight + hours.opensAt * HOUR_MS))
  }
  return startOfTokyoDay(addDays(today, MOST_DAYS_AHEAD))
}
