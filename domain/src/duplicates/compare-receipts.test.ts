import { describe, expect, test } from 'vitest'
import { makeItem, makeReading } from '../../../tests/support/make-reading.ts'
import { CERTAIN_AT, compareReceipts, PERHAPS_AT } from './compare-receipts.ts'
import type { Reading } from '../receipts/reading.ts'

const { merchant } = makeReading()
const basket = [
  makeItem('ミナト 緑茶 500ml'),
  makeItem('食パン 6枚切', { unitPrice: 178 }),
  makeItem('牛乳 1L', { unitPrice: 238 }),
]
const large = [...basket, makeItem('バナナ', { unitPrice: 98 }), makeItem('卵 10個', { unitPrice: 258 })]
const tea = [makeItem('ミナト 緑茶 500ml')]
const noNumber = { receiptNumber: null }
const exact: Reading['payment'] = { method: '現金', tendered: null, change: null }

const numbered = (given: Partial<Reading>) => makeReading({ receiptNumber: '4242', ...given })
const compare = (a: Partial<Reading>, b: Partial<Reading> = {}) =>
  compareReceipts(numbered(a), numbered({ ...a, ...b }))
const scoreOf = (a: Partial<Reading>, b: Partial<Reading> = {}) => compare(a, b).score

describe('one receipt, photographed twice, is certain', () => {
  test.each<[string, Partial<Reading>, Partial<Reading>]>([
    ['by its number, with a single good', { items: tea }, {}],
    ['by its basket of five, where no number is printed', { items: large, ...noNumber }, {}],
    [
      'by its approval number, where no other is printed',
      { items: tea, ...noNumber, slipNumber: '376030' },
      {},
    ],
    ['with the time misread', {}, { purchasedAt: '2026-11-02T12:54' }],
    ['with the time not read', {}, { purchasedAt: '2026-11-02' }],
    ['with the day misread', {}, { purchasedAt: '2026-11-03T12:34' }],
    ['with no day read', { items: basket }, { purchasedAt: null }],
    [
      'with a digit of the telephone number misread',
      {},
      { merchant: { ...merchant, phone: '03-0012-3486' } },
    ],
    [
      'with the shop cut off',
      {},
      { merchant: { ...merchant, name: null, phone: null, registrationNumber: null } },
    ],
    ['with a digit of the total misread', { items: basket }, { total: 554 }],
    ['with the total not read', {}, { total: null }],
    ['with the number not read', { items: large }, noNumber],
    ['with the till not read', {}, { registerNumber: null }],
    [
      'with names misread',
      {},
      { items: [makeItem('ミナ卜 禄茶 S00m1'), makeItem('食パソ 6枚切', { unitPrice: 178 })] },
    ],
    ['with a good lost', { items: basket }, { items: basket.slice(0, 2), total: 544 }],
  ])('%s', (_how, a, b) => {
    expect(scoreOf(a, b)).toBeGreaterThanOrEqual(CERTAIN_AT)
    expect(compareReceipts(numbered({ ...a, ...b }), numbered(a)).score).toBe(scoreOf(a, b))
  })
})

describe('one receipt with too little on it to be certain goes to staff', () => {
  test.each<[string, Partial<Reading>, Partial<Reading>]>([
    ['a single good without a number', { items: tea, ...noNumber, payment: exact }, {}],
    ['the same, its minute misread', { items: tea, ...noNumber }, { purchasedAt: '2026-11-02T12:54' }],
    ['the same, its total misread', { items: tea, ...noNumber }, { total: 129 }],
    [
      'the same of a chain, its telephone number cut off',
      { items: tea, ...noNumber },
      { merchant: { ...merchant, phone: null, branch: null } },
    ],
    [
      'another flavour at the same price',
      { items: tea, ...noNumber },
      { items: [makeItem('ミナト ほうじ茶 600ml')] },
    ],
    ['three goods without a number', { items: basket, ...noNumber }, {}],
    ['a number with one digit misread', { items: tea }, { receiptNumber: '4272' }],
  ])('%s', (_how, a, b) => {
    expect(scoreOf(a, b)).toBeGreaterThanOrEqual(PERHAPS_AT)
    expect(scoreOf(a, b)).toBeLessThan(CERTAIN_AT)
  })
})

describe('neighbours in the queue, in the same minute at the same till, are not taken for one another', () => {
  test.each<[string, Partial<Reading>, Partial<Reading>]>([
    ['the same good, paid alike, with the next number', { items: tea }, { receiptNumber: '4243' }],
    ['the same total for another good', { items: tea, ...noNumber }, { items: [makeItem('おにぎり 鮭')] }],
    [
      'two of three goods the same',
      { items: basket },
      {
        receiptNumber: '4243',
        items: [...basket.slice(0, 2), makeItem('バナナ', { unitPrice: 98 })],
        total: 404,
      },
    ],
    ['another basket without numbers', { items: basket, ...noNumber }, { items: tea, total: 128 }],
    [
      'the same goods, paid by another card',
      { items: basket, ...noNumber, slipNumber: '376030' },
      { slipNumber: '118842' },
    ],
    ['three goods the same, with the next number', { items: basket }, { receiptNumber: '4243' }],
    ['the same good from another till', { items: tea }, { registerNumber: '2', receiptNumber: '5310' }],
    ['a minute later, without numbers', { items: tea, ...noNumber }, { purchasedAt: '2026-11-02T12:35' }],
  ])('%s', (_who, a, b) => {
    expect(scoreOf(a, b)).toBeLessThan(PERHAPS_AT)
  })

  test('not even with five goods the same and the next number: that is for staff', () => {
    const score = scoreOf({ items: large }, { receiptNumber: '4243' })
    expect(score).toBeGreaterThanOrEqual(PERHAPS_AT)
    expect(score).toBeLessThan(CERTAIN_AT)
  })
})

test.each<[string, Partial<Reading>]>([
  ['another branch of the chain', { merchant: { ...merchant, phone: '06-0099-1122', branch: '北浜店' } }],
  [
    'another company',
    { merchant: { ...merchant, phone: '06-0099-1122', registrationNumber: 'T1000000000001' } },
  ],
  ['another day at the same hour', { purchasedAt: '2026-11-15T12:34' }],
])('the same goods for the same money at %s are another receipt', (_where, given) => {
  expect(scoreOf({ items: basket, ...noNumber }, given)).toBeLessThan(PERHAPS_AT)
})

describe('a photo that was saved anew', () => {
  const photo = 'f0'.repeat(32)
  const savedAnew = `1f${photo.slice(2)}`
  const nothing: Partial<Reading> = {
    merchant: { name: null, branch: null, phone: null, address: null, registrationNumber: null },
    purchasedAt: null,
    total: null,
    items: [],
    receiptNumber: null,
    registerNumber: null,
    payment: { method: null, tendered: null, change: null },
  }

  test('is for staff to see where nothing on it can be read', () => {
    const { score, reasons } = compare(
      { ...nothing, marks: { photo, edited: null } },
      { marks: { photo: savedAnew, edited: null } },
    )
    expect(score).toBeGreaterThanOrEqual(PERHAPS_AT)
    expect(reasons).toEqual(['same_photo'])
  })

  test.each<[string, Partial<Reading>]>([
    ['number', { receiptNumber: '4243' }],
    ['day', { purchasedAt: '2026-11-15T12:34' }],
    ['total', { total: 982 }],
  ])('is certain though the %s on it was changed', (_what, changed) => {
    expect(scoreOf({ items: tea, marks: { photo, edited: null } }, changed)).toBeGreaterThanOrEqual(
      CERTAIN_AT,
    )
  })

  test('finds a photo that is one of several', () => {
    const parts = { photo: 'e'.repeat(64), edited: null, others: [{ photo: savedAnew, edited: null }] }
    const alone = { marks: { photo, edited: null } }
    expect(scoreOf({ ...nothing, ...alone }, { marks: parts })).toBe(
      scoreOf({ ...nothing, ...alone }, { marks: { photo: savedAnew, edited: null } }),
    )
  })

  test('says nothing where only one of the two has its marks', () => {
    expect(scoreOf({}, { marks: { photo, edited: null } })).toBe(scoreOf({}))
  })
})

test('the reasons name what agrees and what does not, the weightiest first', () => {
  expect(compare({ items: tea }, { receiptNumber: '4243' }).reasons).toEqual([
    'next_number',
    'same_minute',
    'same_shop',
    'same_total',
    'same_basket',
    'same_register',
    'same_cash',
  ])
})

test('a receipt’s number with letters in it is a number all the same', () => {
  const numbered = makeReading({ receiptNumber: 'A-0042' })
  const { score, reasons } = compareReceipts(numbered, numbered)
  expect(score).toBeGreaterThanOrEqual(0.99)
  expect(reasons).toContain('same_number')
})
