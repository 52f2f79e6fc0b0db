import { describe, expect, test } from 'vitest'
import { makeItem, makeReading } from '../../../tests/support/make-reading.ts'
import { compareReceipts, PERHAPS_AT } from './compare-receipts.ts'
import { receiptFingerprint } from './receipt-fingerprint.ts'

const reading = makeReading()
const { merchant } = reading
const shop = (given: Partial<typeof merchant>) =>
  receiptFingerprint(makeReading({ merchant: { ...merchant, registrationNumber: null, ...given } }))

describe('two readings that agree', () => {
  test('have one fingerprint, however sure they are, and whatever order their lines have', () => {
    const other = makeReading({ confidence: 0.4, items: reading.items.toReversed() })
    expect(receiptFingerprint(other)).toBe(receiptFingerprint(reading))
  })

  test('have one fingerprint however telephone, name and number are spelled', () => {
    expect(shop({ phone: '03(0012)3456' })).toBe(shop({ phone: '03-0012-3456' }))
    expect(shop({ phone: null, name: 'ｺﾓﾚﾋﾞ ﾏｰﾄ' })).toBe(shop({ phone: null, name: 'コモレビマート' }))
    expect(receiptFingerprint(makeReading({ receiptNumber: '42' }))).toBe(receiptFingerprint(reading))
  })

  test('are never taken for two receipts, or the machine would credit what the database refuses', () => {
    const made = [[makeItem('ミナト 緑茶 500ml')], reading.items].flatMap((items) =>
      [null, '7', '4242', '4243'].flatMap((receiptNumber) =>
        [null, merchant.phone, '06-0099-1122'].flatMap((phone) =>
          [null, merchant.registrationNumber].flatMap((registrationNumber) =>
            [null, '若葉町店', '北浜店'].flatMap((branch) =>
              [null, 500, 1000].map((tendered) =>
                makeReading({
                  items,
                  receiptNumber,
                  merchant: { ...merchant, phone, registrationNumber, branch },
                  payment: { method: '現金', tendered, change: null },
                }),
              ),
            ),
          ),
        ),
      ),
    )
    const alike = Map.groupBy(made, receiptFingerprint)
    for (const readings of alike.values())
      for (const one of readings)
        for (const other of readings)
          expect(compareReceipts(one, other).score).toBeGreaterThanOrEqual(PERHAPS_AT)
  })
})

test.each([
  ['another minute', { purchasedAt: '2026-11-02T12:35' }],
  ['another total', { total: 999 }],
  ['another shop', { merchant: { ...merchant, registrationNumber: 'T1000000000001' } }],
  ['the next number', { receiptNumber: '0043' }],
  ['other goods for the same money', { items: [makeItem('おにぎり 鮭', { unitPrice: 306 })] }],
])('%s is another receipt', (_what, given) => {
  expect(receiptFingerprint(makeReading(given))).not.toBe(receiptFingerprint(reading))
})

test.each([
  ['time of day', { purchasedAt: '2026-11-02' }],
  ['date', { purchasedAt: null }],
  ['total', { total: null }],
  ['shop', { merchant: { ...merchant, registrationNumber: null, phone: null, name: null } }],
])('without a %s nothing tells two receipts apart', (_what, given) => {
  expect(receiptFingerprint(makeReading(given))).toBeNull()
})
