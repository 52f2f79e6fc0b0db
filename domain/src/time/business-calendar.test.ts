import { expect, test } from 'vitest'
import { HOLIDAYS_END_YEAR, isHoliday } from './business-calendar.ts'
import { addDays, weekdayOf } from './tokyo-time.ts'

const YEARS = [2026, 2027]
const daysOf = (year: number) => {
  const days: string[] = []
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) days.push(day)
  return days
}

test('the list ends with the year that it says', () => {
  expect(daysOf(HOLIDAYS_END_YEAR).some(isHoliday)).toBe(true)
  expect(daysOf(HOLIDAYS_END_YEAR + 1).some(isHoliday)).toBe(false)
})

// 国民の祝日に関する法律: fixed days, Mondays by their number, the equinoxes of 2026 and 2027 as announced.
test.each(YEARS)('the holidays of %i are those of the law', (year) => {
  const monday = (month: string, nth: number) =>
    daysOf(year).filter((day) => day.slice(5, 7) === month && weekdayOf(day) === 1)[nth - 1]!
  const fixed = ['01-01', '02-11', '02-23', '04-29', '05-03', '05-04', '05-05', '08-11', '11-03', '11-23']
  const equinoxes = { 2026: ['03-20', '09-23'], 2027: ['03-21', '09-23'] }[year]!
  const named = new Set([
    ...[...fixed, ...equinoxes].map((day) => `${year}-${day}`),
    ...[monday('01', 2), monday('07', 3), monday('09', 3), monday('10', 2)],
  ])
  for (const day of [...named].sort()) {
    if (weekdayOf(day) !== 0) continue
    let instead = addDays(day, 1)
    while (named.has(instead)) instead = addDays(instead, 1)
    named.add(instead)
  }
  for (const day of daysOf(year))
    if (!named.has(day) && named.has(addDays(day, -1)) && named.has(addDays(day, 1)) && weekdayOf(day) !== 0)
      named.add(day)
  expect(daysOf(year).filter(isHoliday)).toEqual([...named].sort())
})
