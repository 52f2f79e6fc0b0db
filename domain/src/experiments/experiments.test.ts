import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { assignArm } from './assign-arm.ts'
import { peopleAnArm, smallestLift } from './power.ts'

const hashing = {
  hmacSha256: (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex'),
}
const half = [
  { arm: 'a', share: 5_000 },
  { arm: 'b', share: 5_000 },
]
const ids = Array.from({ length: 20_000 }, (_, n) => `person-${n}`)
const armsOf = (seed: string, arms = half) => ids.map((id) => assignArm(seed, id, arms, hashing))

describe('an arm', () => {
  test('is the same whenever it is asked, and by another seed has nothing to do with it', () => {
    const [one, again, other] = [armsOf('s1'), armsOf('s1'), armsOf('s2')]
    expect(again).toEqual(one)
    const same = one.filter((arm, n) => arm === other[n]).length
    expect(Math.abs(same / ids.length - 0.5)).toBeLessThan(0.015)
  })

  test('holds its share, and whom no share takes is in none', () => {
    const arms = armsOf('s', [
      { arm: 'held', share: 500 },
      { arm: 'told', share: 4_500 },
    ])
    const shareOf = (arm: string | null) => arms.filter((each) => each === arm).length / ids.length
    expect(shareOf('held')).toBeCloseTo(0.05, 2)
    expect(shareOf('told')).toBeCloseTo(0.45, 1)
    expect(shareOf(null)).toBeCloseTo(0.5, 1)
    expect(() => armsOf('s', [...half, { arm: 'c', share: 1 }])).toThrow('more shares')
  })
})

// Worked out apart from the code: two-sided 5 %, 80 %, arms of equal size.
describe.each([
  [0.05, 0.1, 31_234],
  [0.02, 0.1, 80_682],
  [0.1, 0.05, 57_763],
])('of people of whom a share of %d buy, a lift of %d', (base, lift, people) => {
  test(`takes ${people} an arm`, () => expect(peopleAnArm(base, lift)).toBe(people))
  test('is the least that so many can show', () => {
    expect(smallestLift(2 * people, base)).toBeCloseTo(lift, 2)
    expect(smallestLift(2 * people, base)!).toBeGreaterThanOrEqual(lift)
  })
})

test('few people show nothing', () => expect(smallestLift(199, 0.05)).toBeNull())
