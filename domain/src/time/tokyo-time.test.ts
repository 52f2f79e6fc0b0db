import { expect, test } from 'vitest'
import { addDays, startOfTokyoDay, tokyoDate, tokyoMinute } from './tokyo-time.ts'

test('Tokyo’s day turns at three in the afternoon, UTC', () => {
  expect(tokyoDate(new Date('2026-11-02T14:59:59.999Z'))).toBe('2026-11-02')
  expect(tokyoDate(new Date('2026-11-02T15:00:00.000Z'))).toBe('2026-11-03')
  expect(tokyoDate(new Date('2026-12-31T15:00:00.000Z'))).toBe('2027-01-01')
})

test('a minute is Tokyo’s wall clock', () => {
  expect(tokyoMinute(new Date('2026-11-02T15:04:59Z'))).toBe('2026-11-03T00:04')
})

test('a day begins at its midnight, and belongs to itself', () => {
  expect(startOfTokyoDay('2026-11-03').toISOString()).toBe('2026-11-02T15:00:00.000Z')
  expect(tokyoDate(startOfTokyoDay('2026-11-03'))).toBe('2026-11-03')
})

test('days are added over the ends of months and years, and taken off', () => {
  expect(addDays('2026-11-30', 1)).toBe('2026-12-01')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  expect(addDays('2026-11-02', 180)).toBe('2027-05-01')
})

test('days beyond every calendar end where years have four digits', () => {
  expect(addDays('2026-11-02', 9_007_199_254_740_991)).toBe('9999-12-31')
  expect(addDays('2026-11-02', -9_007_199_254_740_991)).toBe('0001-01-01')
})
