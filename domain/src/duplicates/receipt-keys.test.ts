import { describe, expect, test } from 'vitest'
import { makeReading } from '../../../tests/support/make-reading.ts'
import { receiptKeys } from './receipt-keys.ts'
import type { Reading } from '../receipts/reading.ts'

const reading = makeReading()
const { merchant } = reading
const shared = (a: Reading, b: Reading) => {
  const keys = new Set(receiptKeys(a))
  return receiptKeys(b).filter((key) => keys.has(key)).length
}

describe('whichever one field is misread, a key leads to the other photo of the receipt', () => {
  const misreadings: Partial<Reading>[] = [
    { merchant: { ...merchant, registrationNumber: null } },
    { merchant: { ...merchant, registrationNumber: 'T1000000000001' } },
    { merchant: { ...merchant, phone: null } },
    { merchant: { ...merchant, phone: '03-0012-3466' } },
    { merchant: { name: null, branch: null, phone: null, address: null, registrationNumber: null } },
    { purchasedAt: '2026-11-02T12:84' },
    { purchasedAt: '2026-11-02' },
    { purchasedAt: '2026-11-08T12:34' },
    { purchasedAt: null },
    { total: 308 },
    { total: null },
    { receiptNumber: '0047' },
    { receiptNumber: null },
    { items: [] },
  ]
  test.each(misreadings)('%o', (misread) => {
    expect(shared(reading, { ...reading, ...misread })).toBeGreaterThan(0)
  })

  test.each(misreadings.filter((misread) => misread.purchasedAt !== null))(
    '%o, where no number is printed',
    (misread) => {
      const unnumbered = { ...reading, receiptNumber: null }
      expect(shared(unnumbered, { ...unnumbered, ...misread, receiptNumber: null })).toBeGreaterThan(0)
    },
  )
})

test('receipts of one shop, of one day and of one total alone share no key', () => {
  const other = makeReading({
    merchant: {
      ...merchant,
      phone: '06-0099-1122',
      registrationNumber: 'T1000000000001',
      name: 'カフェ ロンド坂',
    },
    purchasedAt: '2026-11-05T18:01',
    receiptNumber: '7310',
    items: [],
    total: 980,
  })
  const { purchasedAt, total } = reading
  expect(shared(reading, other)).toBe(0)
  expect(shared(reading, { ...other, merchant })).toBe(0)
  expect(shared(reading, { ...other, purchasedAt: '2026-11-02T18:01' })).toBe(0)
  expect(shared(reading, { ...other, total })).toBe(0)
  expect(shared(reading, { ...other, purchasedAt, total })).toBeGreaterThan(0)
})

test('a photo of which nothing was read is found by its marks, though some of their bits changed', () => {
  const nothing: Partial<Reading> = {
    merchant: { name: null, branch: null, phone: null, address: null, registrationNumber: null },
    purchasedAt: null,
    receiptNumber: null,
    items: [],
    total: null,
  }
  const photo = '0123456789abcdef'.repeat(4)
  const a = makeReading({ ...nothing, marks: { photo, edited: null } })
  const b = makeReading({
    ...nothing,
    marks: { photo: `f${photo.slice(1, 30)}0${photo.slice(31)}`, edited: null },
  })
  expect(shared(a, b)).toBe(8)
  expect(receiptKeys(makeReading(nothing))).toEqual([])
})

test('a photo that was one of several is found again in another entry, and so are several in any order', () => {
  const [photo, second, other] = ['1', '2', '3'].map((digit) => digit.repeat(64)) as [string, string, string]
  const nothing = { total: null, purchasedAt: null, items: [], receiptNumber: null }
  const keys = (first: string, ...others: string[]) =>
    receiptKeys(
      makeReading({
        ...nothing,
        marks: { photo: first, edited: null, others: others.map((one) => ({ photo: one, edited: null })) },
      }),
    )
  const shared = (a: number[], b: number[]) => a.filter((key) => b.includes(key)).length
  expect(shared(keys(photo, second), keys(second))).toBeGreaterThan(0)
  expect(keys(photo, second).toSorted()).toEqual(keys(second, photo).toSorted())
  expect(shared(keys(photo, second), keys(other))).toBe(0)
})
