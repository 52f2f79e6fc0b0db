import { describe, expect, test } from 'vitest'
import { postingFault, type Posting } from './journal.ts'

const onto = (points: number): Posting => ({ account: { kind: 'shopper', shopperId: 's' }, points })

describe('postings', () => {
  test('are sound when they are whole numbers that add up to zero', () => {
    expect(postingFault([onto(10), onto(-10)])).toBeNull()
    expect(postingFault([onto(10), onto(-4), onto(-6)])).toBeNull()
  })

  test.each([
    ['none at all', []],
    ['one alone', [onto(10)]],
    ['a sum that is not zero', [onto(10), onto(-9)]],
    ['a zero', [onto(10), onto(-10), onto(0)]],
    ['a fraction', [onto(0.5), onto(-0.5)]],
    ['a number that is none', [onto(NaN), onto(-10)]],
    ['more than can be counted', [onto(Infinity), onto(-Infinity)]],
  ])('are faulty with %s', (_fault, postings) => {
    expect(postingFault(postings)).toEqual(expect.any(String))
  })
})
