import { describe, expect, test } from 'vitest'
import { seededRandom } from '../simulation/seeded-random.ts'
import { COUNT_STEP, roundCount } from './round-count.ts'
import { insightDays } from './insight-days.ts'
import { pairLift } from './pair-lift.ts'
import { shareBetween } from './share-between.ts'

describe('two goods on receipts', () => {
  test('go together as often as chance has it: the lift is 1, and its interval holds it', () => {
    const found = pairLift({ a: 200, b: 300, both: 60, receipts: 1000 })
    expect(found).toMatchObject({ support: 0.06, confidence: 0.3, lift: 1 })
    expect([found.liftFrom < 1, found.liftTo > 1]).toEqual([true, true])
  })

  test('the interval holds the true lift about 19 times in 20', () => {
    const random = seededRandom(7)
    let held = 0
    for (let draw = 0; draw < 1000; draw++) {
      const counts = { a: 0, b: 0, both: 0, receipts: 800 }
      for (let n = 0; n < counts.receipts; n++) {
        const a = random() < 0.3
        const b = random() < (a ? 0.4 : 0.2)
        counts.a += Number(a)
        counts.b += Number(b)
        counts.both += Number(a && b)
      }
      const { liftFrom, liftTo } = pairLift(counts)
      held += Number(liftFrom <= 0.4 / 0.26 && 0.4 / 0.26 <= liftTo)
    }
    expect(held / 1000).toBeGreaterThan(0.93)
    expect(held / 1000).toBeLessThan(0.97)
  })

  test('that are never on one receipt are no pair', () => {
    expect(() => pairLift({ a: 3, b: 3, both: 0, receipts: 10 })).toThrow(RangeError)
  })
})

test('a share has the interval of Wilson, also where nobody or everybody does', () => {
  expect(shareBetween(0, 10)).toMatchObject({ share: 0, from: 0 })
  expect(shareBetween(0, 10)!.to).toBeCloseTo(0.2775, 4)
  expect(shareBetween(81, 263)!.from).toBeCloseTo(0.2553, 4)
  expect(shareBetween(81, 263)!.to).toBeCloseTo(0.3662, 4)
  expect(shareBetween(0, 0)).toBeNull()
})

describe('a number of people, for whoever may not open them', () => {
  test('under the floor is not told', () => {
    expect([0, 1, 9].map(roundCount)).toEqual([null, null, null])
  })

  test('one person more or less is never told by the difference of two cells', () => {
    for (let people = COUNT_STEP; people < 500; people++) {
      const difference = roundCount(people + 1)! - roundCount(people)!
      expect([0, COUNT_STEP]).toContain(difference)
    }
  })
})

describe('the days that are looked at', () => {
  test('are whole months that are over, on every day of a month the same', () => {
    for (const today of ['2026-11-01', '2026-11-15', '2026-11-30'])
      expect(insightDays(3, today, false)).toEqual({ from: '2026-08-01', to: '2026-10-31' })
  })

  test('end today for whoever sees exact counts', () => {
    expect(insightDays(1, '2026-03-30', true)).toEqual({ from: '2026-02-28', to: '2026-03-30' })
    expect(insightDays(12, '2026-11-30', true)).toEqual({ from: '2025-12-01', to: '2026-11-30' })
  })
})
