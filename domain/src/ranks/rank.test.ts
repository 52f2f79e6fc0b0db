import { expect, test } from 'vitest'
import { firstDayCounted, rankOf, rankReaches, RankThresholds, tallyMoves } from './rank.ts'

const thresholds = { silver: 500, gold: 2000 }

test.each([
  [0, 'bronze', 'silver', 500],
  [499, 'bronze', 'silver', 1],
  [500, 'silver', 'gold', 1500],
  [1999, 'silver', 'gold', 1],
])('with %i points earned a person is %s, and %s is %i points away', (earned, rank, next, missing) => {
  expect(rankOf(earned, thresholds)).toEqual({ rank, earned, next: { rank: next, missing } })
})

test('above gold there is nothing', () => {
  expect(rankOf(2000, thresholds)).toEqual({ rank: 'gold', earned: 2000, next: null })
})

test.each([
  ['2026-11-22', '2025-11-23'],
  ['2024-02-29', '2023-03-01'],
  ['2025-02-28', '2024-02-29'],
])('on %s the twelve months begin on %s', (today, first) => {
  expect(firstDayCounted(today)).toBe(first)
})

test('a higher rank has what a lower one has', () => {
  expect(rankReaches('gold', 'silver')).toBe(true)
  expect(rankReaches('silver', 'silver')).toBe(true)
  expect(rankReaches('bronze', 'silver')).toBe(false)
})

test.each([
  [{ silver: 1, gold: 2 }, []],
  [{ silver: 500, gold: 10_000_000 }, []],
  [{ silver: 500, gold: 500 }, ['gold']],
  [{ silver: 500, gold: 499 }, ['gold']],
  [{ silver: 0, gold: 500 }, ['silver']],
  [{ silver: 0.5, gold: 500 }, ['silver']],
  [{ silver: 500, gold: 10_000_001 }, ['gold']],
  [{ silver: null, gold: '2000' }, ['silver', 'gold']],
])('of the thresholds %o, %o cannot be', (given, faulty) => {
  const issues = RankThresholds.safeParse(given).error?.issues ?? []
  expect(issues.map(({ path }) => path.join('.'))).toEqual(faulty)
})

test('shoppers who change are counted once at each rank, and as raised or lowered', () => {
  const change = tallyMoves([
    { from: 'bronze', to: 'bronze', shoppers: 80 },
    { from: 'bronze', to: 'gold', shoppers: 3 },
    { from: 'silver', to: 'gold', shoppers: 5 },
    { from: 'gold', to: 'silver', shoppers: 2 },
  ])
  expect(change).toEqual({
    now: { bronze: 83, silver: 5, gold: 2 },
    then: { bronze: 80, silver: 2, gold: 8 },
    raised: 8,
    lowered: 2,
  })
})
