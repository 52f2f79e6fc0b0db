import { expect, test } from 'vitest'
import { firstDayCounted, rankOf, rankReaches, RankThresholds } from './rank.ts'

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

test('gold below silver is refused', () => {
  expect(RankThresholds.safeParse({ silver: 500, gold: 500 }).success).toBe(false)
})
