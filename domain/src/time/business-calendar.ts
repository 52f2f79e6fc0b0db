import { weekdayOf } from './tokyo-time.ts'

/** The national holidays of Japan with the days that replace those on Sundays, as 内閣府 publishes them a year ahead. */
const HOLIDAYS = {
  2026: '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23',
  2027: '01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23',
}
const holidays = new Set(
  Object.entries(HOLIDAYS).flatMap(([year, days]) => days.split(' ').map((day) => `${year}-${day}`)),
)

/** The last year whose holidays are known; later days are told by their weekday and by the account's own days only. */
export const HOLIDAYS_END_YEAR = 2027

/** Tells whether a day as YYYY-MM-DD is a national holiday of Japan, as far as they are known. */
export const isHoliday = (date: string): boolean => holidays.has(date)

/** Tells whether a day is a Saturday or a Sunday. */
export const isWeekend = (date: string): boolean => [0, 6].includes(weekdayOf(date))
