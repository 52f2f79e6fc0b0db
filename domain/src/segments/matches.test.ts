import { describe, expect, test } from 'vitest'
import { REFERENCE_KINDS, type Known } from './known.ts'
import { matches } from './matches.ts'
import type { PersonFacts } from './person-facts.ts'
import { startOfTokyoDay } from '../time/tokyo-time.ts'
import { understandRule } from './understand-rule.ts'

const known = Object.fromEntries(REFERENCE_KINDS.map((of) => [of, new Map()])) as unknown as Known
const nobody: PersonFacts = {
  ...{ shopperId: '1', friend: null, friendSince: null, analysis: true, rank: 'bronze', points: 0 },
  ...{
    memberSince: null,
    nps: null,
    npsAt: null,
    consents: [],
    tagIds: [],
    audienceIds: [],
    attributes: {},
    receipts: [],
    products: [],
    ownShop: [],
  },
  happened: [],
}
const isMeant = (facts: Partial<PersonFacts>, rule: object, day: string) =>
  matches({ ...nobody, ...facts }, understandRule(rule, known), startOfTokyoDay(day))

describe('a person’s own rhythm', () => {
  const boughtOn = (...days: string[]) => ({
    receipts: days.map((boughtOn) => ({ boughtOn, yen: 100, pieces: 1, storeId: null })),
  })
  const overdue = (days: string[], today: string, times = 2) =>
    isMeant(boughtOn(...days), { kind: 'rhythm', atLeast_intervals: times }, today)

  test('is the mean of days between days, however many receipts a day has', () => {
    const weekly = ['2026-11-01', '2026-11-08', '2026-11-08', '2026-11-15']
    expect(overdue(weekly, '2026-11-28')).toBe(false)
    expect(overdue(weekly, '2026-11-29')).toBe(true)
    const monthly = ['2026-09-01', '2026-10-01', '2026-10-31']
    expect(overdue(monthly, '2026-11-29')).toBe(false)
  })

  test('is held against the days to the last of a third', () => {
    // Four days in 20: intervals of six and two thirds; three of them are 20 days, to the day.
    const thirds = ['2026-11-01', '2026-11-05', '2026-11-11', '2026-11-21']
    expect(overdue(thirds, '2026-12-10', 3)).toBe(false)
    expect(overdue(thirds, '2026-12-11', 3)).toBe(true)
  })

  test('is nobody’s who bought on two days only', () => {
    expect(overdue(['2026-01-01', '2026-01-02', '2026-01-02'], '2026-12-01')).toBe(false)
  })
})

describe('a price band', () => {
  const good = { productId: 'p', receipts: 2, firstOn: '2026-11-01', lastOn: '2026-11-20' }
  const within = (pieces: number, yen: number, range: object) =>
    isMeant({ products: [{ ...good, pieces, yen }] }, { kind: 'price', ...range }, '2026-11-30')

  test('is of what somebody paid apiece, on average, both ends counted', () => {
    expect(within(3, 300, { atLeast: 100, atMost: 100 })).toBe(true)
    expect(within(3, 301, { atMost: 100 })).toBe(false)
    expect(within(3, 299, { atLeast: 100 })).toBe(false)
    expect(within(0, 0, { atMost: 100 })).toBe(false)
    expect(within(3, 300, { atLeast: 100, within: { days: 10 } })).toBe(false)
  })
})
