import { expect, test } from 'vitest'
import { DEFAULT_CALENDAR, nextBusinessTime } from './quiet-hours.ts'

const at = (tokyo: string) => new Date(`${tokyo}+09:00`)

test.each([
  ['at nine sharp', '2026-11-02T09:00:00.000'],
  ['in the afternoon', '2026-11-02T15:30:00.000'],
  ['one millisecond before nine in the evening', '2026-11-02T20:59:59.999'],
])('%s in Tokyo a message may go out at once', (_when, now) => {
  expect(nextBusinessTime(DEFAULT_CALENDAR, at(now))).toEqual(at(now))
})

test.each([
  ['at nine in the evening', '2026-11-02T21:00:00.000', '2026-11-03T09:00:00.000'],
  ['a moment before midnight', '2026-11-02T23:59:59.999', '2026-11-03T09:00:00.000'],
  ['at midnight', '2026-11-03T00:00:00.000', '2026-11-03T09:00:00.000'],
  ['when it is still the day before in UTC', '2026-11-03T08:59:59.999', '2026-11-03T09:00:00.000'],
  ['on the last evening of a month', '2026-11-30T22:00:00.000', '2026-12-01T09:00:00.000'],
  ['on New Year’s Eve', '2026-12-31T21:00:00.000', '2027-01-01T09:00:00.000'],
  ['on the last of February', '2028-02-28T23:00:00.000', '2028-02-29T09:00:00.000'],
])('%s in Tokyo it waits until nine in the morning', (_when, now, then) => {
  expect(nextBusinessTime(DEFAULT_CALENDAR, at(now))).toEqual(at(then))
})
