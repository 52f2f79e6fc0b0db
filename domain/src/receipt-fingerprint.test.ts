import { describe, expect, test } from 'vitest'
import { makeReading } from '../../tests/support/make-reading.ts'
import { receiptFingerprint } from './receipt-fingerprint.ts'

const { merchant } = makeReading()
const shop = (given: Partial<typeof merchant>) =>
  receiptFingerprint(makeReading({ merchant: { ...merchant, registrationNumber: null, ...given } }))

describe('two photos of one receipt', () => {
  test('have one fingerprint, whatever else was read', () => {
    const other = makeReading({ receiptNumber: null, confidence: 0.4 })
    expect(receiptFingerprint(other)).toBe(receiptFingerprint(makeReading()))
  })

  test('have one fingerprint however telephone and name are spelled', () => {
    expect(shop({ phone: '03(0012)3456' })).toBe(shop({ phone: '03-0012-3456' }))
    expect(shop({ phone: null, name: 'ｺﾓﾚﾋﾞ ﾏｰﾄ' })).toBe(shop({ phone: null, name: 'コモレビマート' }))
  })
})

test.each([
  ['another minute', { purchasedAt: '2026-11-02T12:35' }],
  ['another total', { total: 999 }],
  ['another shop', { merchant: { ...merchant, registrationNumber: 'T1000000000001' } }],
])('%s is another receipt', (_what, given) => {
  expect(receiptFingerprint(makeReading(given))).not.toBe(receiptFingerprint(makeReading()))
})

test.each([
  ['time of day', { purchasedAt: '2026-11-02' }],
  ['date', { purchasedAt: null }],
  ['total', { total: null }],
  ['shop', { merchant: { ...merchant, registrationNumber: null, phone: null, name: null } }],
])('without a %s nothing tells two receipts apart', (_what, given) => {
  expect(receiptFingerprint(makeReading(given))).toBeNull()
})
