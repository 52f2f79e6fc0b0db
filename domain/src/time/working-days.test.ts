import { expect, test } from 'vitest'
import { countWorkingDays, markOfDay } from './working-days.ts'

const at = (tokyo: string) => new Date(`${tokyo}+09:00`)
const closed = ['2026-11-24']

test('what waits since a Friday evening has waited no working day over the weekend, a holiday and a closing day', () => {
  const waits = (until: string) => countWorkingDays(closed, at('2026-11-20T18:00'), at(until))
  const until = ['2026-11-20T23:59', '2026-11-22T12:00', '2026-11-24T12:00', '2026-11-25T00:00']
  expect(until.map(waits)).toEqual([0, 0, 0, 1])
  const days = ['2026-11-20', '2026-11-22', '2026-11-23', '2026-11-24']
  expect(days.map((day) => markOfDay(closed, day))).toEqual([null, 'weekend', 'holiday', 'closing'])
})
