import { z } from 'zod'
import { isHoliday, isWeekend } from './business-calendar.ts'
import { isOpenDay, type BusinessCalendar } from './quiet-hours.ts'
import { addDays, tokyoDate } from './tokyo-time.ts'

/** Counts the open days that have begun since an instant; the day itself is none of them. */
export function countOpenDays(calendar: BusinessCalendar, since: Date, now: Date): number {
  const today = tokyoDate(now)
  let days = 0
  for (let day = addDays(tokyoDate(since), 1); day <= today; day = addDays(day, 1))
    if (isOpenDay(calendar, day)) days++
  return days
}

/** Why a day is not like others: the account's own closing day, a national holiday, or the end of a week. */
export const DayMark = z.enum(['closing', 'holiday', 'weekend'])
export type DayMark = z.infer<typeof DayMark>

/** Marks a day; null: a working day as any. */
export function markOfDay(
  { closingDays }: Pick<BusinessCalendar, 'closingDays'>,
  day: string,
): DayMark | null {
  if (closingDays.includes(day)) return 'closing'
  if (isHoliday(day)) return 'holiday'
  return isWeekend(day) ? 'weekend' : null
}
