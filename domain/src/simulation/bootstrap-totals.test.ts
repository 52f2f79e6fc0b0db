import { describe, expect, test } from 'vitest'
import { bootstrapTotals } from './bootstrap-totals.ts'
import { seededRandom } from './seeded-random.ts'

const total = (sums: Float64Array) => [sums[0]!]

describe('the interval over people', () => {
  test('is the same for the same seed', () => {
    const rows = [[1], [5], [9]]
    expect(bootstrapTotals(rows, total, seededRandom(7))).toEqual(
      bootstrapTotals(rows, total, seededRandom(7)),
    )
  })

  test('is a point where all are alike', () => {
    expect(bootstrapTotals([[3], [3], [3]], total, seededRandom(1))).toEqual([{ low: 9, high: 9 }])
  })

  test('measures several things on the same draws', () => {
    const [sum, difference] = bootstrapTotals(
      [
        [1, 1],
        [4, 4],
        [9, 9],
      ],
      (sums) => [sums[0]!, sums[0]! - sums[1]!],
      seededRandom(3),
    )
    expect(sum!.high).toBeGreaterThan(sum!.low)
    expect(difference).toEqual({ low: 0, high: 0 })
  })

  test('holds the true total about 19 times in 20', () => {
    const random = seededRandom(11)
    const people = 200
    const mean = 10
    let held = 0
    const rounds = 100
    for (let round = 0; round < rounds; round++) {
      // Exponential: a few people bring much, as with receipts.
      const rows = Array.from({ length: people }, () => [-mean * Math.log(1 - random())])
      const [interval] = bootstrapTotals(rows, total, random)
      if (interval!.low <= mean * people && mean * people <= interval!.high) held++
    }
    expect(held).toBeGreaterThanOrEqual(88)
    expect(held).toBeLessThanOrEqual(100)
  })
})

test('a seed makes its numbers again and again, spread over 0 to 1', () => {
  const draw = (seed: number) => Array.from({ length: 10_000 }, seededRandom(seed))
  expect(draw(5)).toEqual(draw(5))
  expect(draw(5)).not.toEqual(draw(6))
  const numbers = draw(5)
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...numbers)).toBeLessThan(1)
  const tenths = Array.from({ length: 10 }, (_, n) => numbers.filter((x) => Math.floor(x * 10) === n).length)
  for (const n of tenths) expect(Math.abs(n - 1_000)).toBeLessThan(150)
})
