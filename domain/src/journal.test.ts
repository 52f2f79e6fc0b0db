import { describe, expect, test } from 'vitest'
import { creditEntry, expireLot, postingFault, type Posting } from './journal.ts'

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

test('crediting an entry opens a lot of as many points as it moves onto the card', () => {
  const journal = creditEntry({
    entryId: 'e',
    shopperId: 's',
    campaignId: 'c',
    points: 30,
    expiresOn: '2027-05-01',
  })
  expect(postingFault(journal.postings)).toBeNull()
  expect(journal).toMatchObject({
    naturalKey: 'entry:e:credit',
    lot: { shopperId: 's', points: 30, expiresOn: '2027-05-01' },
    lotUses: [],
  })
  expect(journal.postings).toContainEqual({ account: { kind: 'shopper', shopperId: 's' }, points: 30 })
})

test('a lot that lapses is used up by as many points as leave the card', () => {
  const journal = expireLot({ lotId: 'l', shopperId: 's', pointsLeft: 12 })
  expect(postingFault(journal.postings)).toBeNull()
  expect(journal).toMatchObject({
    naturalKey: 'lot:l:expiry',
    lot: null,
    lotUses: [{ lotId: 'l', points: 12 }],
  })
  expect(journal.postings).toContainEqual({ account: { kind: 'shopper', shopperId: 's' }, points: -12 })
})
