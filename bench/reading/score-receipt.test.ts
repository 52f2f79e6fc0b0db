import { describe, expect, test } from 'vitest'
import type { Answer } from './answer.ts'
import { scoreReceipt } from './score-receipt.ts'

const truth = {
  merchant: { name: 'ソラマメマート', phone: '092-040-9108', registrationNumber: 'T2775466381620' },
  purchasedAt: '2026-10-07T16:45',
  total: 401,
  subtotal: 401,
  taxes: [
    { rate: 8, amount: 21 },
    { rate: 10, amount: 10 },
  ],
  items: [
    { name: 'ミナト緑茶500', amount: 123 },
    { name: 'ホットコーヒー S', amount: 120 },
    { name: 'ミナト緑茶500', amount: 158 },
  ],
} satisfies Answer
const reading = (change: Answer = {}): Answer => ({ ...structuredClone(truth), ...change })
const fieldsOf = (change: Answer) => scoreReceipt(truth, reading(change)).fields

test('the truth itself is right in everything', () => {
  const score = scoreReceipt(truth, reading())
  expect(Object.values(score.fields).every(({ right, of }) => right === of)).toBe(true)
  expect(Object.keys(score.fields)).toHaveLength(8)
  expect(score).toMatchObject({ totalAndDate: true, allRight: true })
})

test('a photo without a reading is wrong in everything that is printed', () => {
  const score = scoreReceipt(truth, null)
  expect(Object.values(score.fields).some(({ right }) => right > 0)).toBe(false)
  expect(score.items).toEqual({ printed: 3, read: 0, paired: 0, amountsPaired: 0 })
  expect(score).toMatchObject({ totalAndDate: false, allRight: false })
})

test('what the receipt does not print is not asked for', () => {
  const plain: Answer = { merchant: { name: 'ソラマメマート', phone: null }, total: 401, subtotal: null }
  const score = scoreReceipt(plain, reading())
  expect(Object.keys(score.fields)).toEqual(['merchant.name', 'total'])
  expect(score).toMatchObject({ items: null, totalAndDate: true, allRight: true })
  expect(scoreReceipt({}, reading())).toMatchObject({ fields: {}, totalAndDate: null, allRight: null })
})

describe('a field', () => {
  test('is right when numbers have the same digits, however they are written', () => {
    const merchant = { name: null, phone: '（０９２）０４０ ９１０８', registrationNumber: '2775466381620' }
    expect(fieldsOf({ merchant })).toMatchObject({
      'merchant.name': { right: 0, of: 1 },
      'merchant.phone': { right: 1, of: 1 },
      registrationNumber: { right: 1, of: 1 },
    })
  })

  test('may have the day right and the minute wrong', () => {
    for (const purchasedAt of ['2026-10-07T16:46', '2026-10-07'])
      expect(fieldsOf({ purchasedAt })).toMatchObject({
        'purchasedAt.date': { right: 1, of: 1 },
        'purchasedAt.minute': { right: 0, of: 1 },
      })
  })

  test('of a shop bears one letter in seven wrong, not two', () => {
    expect(fieldsOf({ merchant: { name: 'ソラマメマー卜' } })['merchant.name']).toMatchObject({ right: 1 })
    expect(fieldsOf({ merchant: { name: 'ソラマメマ' } })['merchant.name']).toMatchObject({ right: 0 })
  })

  test('of taxes counts every rate, and one that is told twice as wrong', () => {
    expect(fieldsOf({ taxes: [{ rate: 10, amount: 10 }] }).taxes).toEqual({ right: 1, of: 2 })
    expect(fieldsOf({ taxes: [...truth.taxes, { rate: 8, amount: 21 }] }).taxes).toEqual({ right: 1, of: 2 })
    expect(fieldsOf({ taxes: [{ rate: 8, amount: null }] }).taxes).toEqual({ right: 0, of: 2 })
  })

  test('of foreign money is held to the cent', () => {
    expect(scoreReceipt({ total: 12.3 }, { total: 12.3 + 1e-9 }).totalAndDate).toBe(true)
    expect(scoreReceipt({ total: 12.3 }, { total: 12.31 }).totalAndDate).toBe(false)
  })
})

describe('items', () => {
  const itemsOf = (items: Answer['items']) => scoreReceipt(truth, reading({ items }))

  test('are right in any order', () => {
    expect(itemsOf(truth.items.toReversed())).toMatchObject({ items: { paired: 3 }, allRight: true })
  })

  test('need the amount and most of the name', () => {
    const [tea, coffee, more] = truth.items
    const misread = [{ name: 'ミナ卜禄茶S00', amount: 123 }, { name: '一', amount: 120 }, more!]
    expect(itemsOf(misread).items).toMatchObject({ paired: 2, amountsPaired: 3 })
    expect(itemsOf([{ ...tea!, amount: 128 }, coffee!, more!]).items).toMatchObject({
      paired: 2,
      amountsPaired: 2,
    })
  })

  test('that are made up spoil a receipt as much as those left out', () => {
    const tooMany = itemsOf([...truth.items, { name: '小計', amount: 401 }])
    expect(tooMany).toMatchObject({ items: { paired: 3, read: 4 }, totalAndDate: true, allRight: false })
    expect(itemsOf(truth.items.slice(1))).toMatchObject({ items: { paired: 2, read: 2 }, allRight: false })
  })
})
