import { expect, test } from 'vitest'
import { countOpenDays, markOfDay } from './open-days.ts'
import { DEFAULT_CALENDAR } from './quiet-hours.ts'

const at = (tokyo: string) => new Date(`${tokyo}+09:00`)

test('what waits since a Friday evening has waited no open day over the weekend, a holiday and a closing day', () => {
  const weekdays = { ...DEFAULT_CALENDAR.quietHours, weekends: true, holidays: true }
  const calendar = { quietHours: weekdays, closingDays: ['2026-11-24'] }
  const waits = (until: string) => countOpenDays(calendar, at('2026-11-20T18:00'), at(until))
  expect(['2026-11-20T23:59', '2026-11-22T12:00', '2026-11-24T12:00', '2026-11-25T00:00'].map(waits)).toEqual(
    [0, 0, 0, 1],
  )
  expect(countOpenDays(DEFAULT_CALENDAR, at('2026-11-20T18:00'), at('2026-11-25T00:00'))).toBe(5)
  const days = ['2026-11-20', '2026-11-22', '2026-11-23', '2026-11-24']
  expect(days.map((day) => markOfDay(calendar, day))).toEqual([null, 'weekend', 'holiday', 'closing'])
})
