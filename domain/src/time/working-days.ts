import { z } from 'zod'
import { isHoliday, isWeekend } from './business-calendar.ts'
import { addDays, tokyoDate } from './tokyo-time.ts'

/** Why nobody works on a day: the account's own closing day, a national holiday, or the end of a week. */
export const DayMark = z.enum(['closing', 'holiday', 'weekend'])
export type DayMark = z.infer<typeof DayMark>

/** Marks a day on which nobody works; null: a working day. */
export function markOfDay(closingDays: readonly string[], day: string): DayMark | null {
  if (closingDays.includes(day)) return 'closing'
  if (isHoliday(day)) return 'holiday'
  return isWeekend(day) ? 'weekend' : null
}

/** Counts the working days that have begun since an instant; the day itself is none of them. */
export function countWorkingDays(closingDays: readonly string[], since: Date, now: Date): number {
  const today = tokyoDate(now)
  let days = 0
  for (let day = addDays(tokyoDate(since), 1); day <= today; day = addDays(day, 1))
    if (markOfDay(closingDays, day) === null) days++
  return days
}
