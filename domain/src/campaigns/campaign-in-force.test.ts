import { expect, test } from 'vitest'
import { campaignInForce, type EntryPeriod } from './campaign-in-force.ts'

const made = (
  slug: string,
  opens: string,
  closes: string,
  createdAt = '2026-01-01T00:00:00Z',
): EntryPeriod => ({
  slug,
  opens,
  closes,
  createdAt: new Date(createdAt),
})
const year = made('year', '2026-01-01', '2026-12-31')
const week = made('golden-week', '2026-04-29', '2026-05-05', '2025-12-01T00:00:00Z')
const autumn = made('autumn', '2026-10-01', '2026-11-30', '2026-09-01T00:00:00Z')
const next = made('next-year', '2027-01-15', '2027-03-31')

const inForce = (campaigns: EntryPeriod[], day: string) => campaignInForce(campaigns, day)?.slug

test.each([
  ['2026-04-28', 'year'],
  ['2026-04-29', 'golden-week'],
  ['2026-05-05', 'golden-week'],
  ['2026-05-06', 'year'],
  ['2026-11-01', 'autumn'],
])('on %s of several campaigns the one that opened last is in force: %s', (day, slug) => {
  expect(inForce([year, week, autumn, next], day)).toBe(slug)
  expect(inForce([next, autumn, week, year], day)).toBe(slug)
})

test('of two that opened on one day it is the one that was made last, and then the last by slug', () => {
  const rival = made('rival', '2026-01-01', '2026-12-31', '2026-01-02T00:00:00Z')
  const twin = made('zwilling', '2026-01-01', '2026-12-31')
  expect(inForce([rival, year], '2026-02-01')).toBe('rival')
  expect(inForce([year, rival], '2026-02-01')).toBe('rival')
  expect(inForce([year, twin], '2026-02-01')).toBe('zwilling')
  expect(inForce([twin, year], '2026-02-01')).toBe('zwilling')
})

test('where none takes entries the one that closed last answers, or the one that opens next', () => {
  expect(inForce([year, week, next], '2027-01-03')).toBe('year')
  expect(inForce([week, autumn], '2026-03-01')).toBe('golden-week')
  expect(inForce([], '2026-03-01')).toBeUndefined()
})
