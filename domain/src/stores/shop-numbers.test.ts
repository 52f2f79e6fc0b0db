import { expect, test } from 'vitest'
import { makeReading } from '../../../tests/support/make-reading.ts'
import { weighShop } from '../duplicates/weigh-shop.ts'
import { receiptFingerprint } from '../duplicates/receipt-fingerprint.ts'
import { receiptKeys } from '../duplicates/receipt-keys.ts'
import { isCompanyLine, isWholePhone, phoneDigits, registrationDigits } from './shop-numbers.ts'
import { traceReceipt } from '../duplicates/trace-receipt.ts'

const SPELLINGS = [
  '03-0012-3456',
  '０３（００１２）３４５６',
  'TEL 03 0012 3456',
  '+81 3-0012-3456',
  '+81 (0)3-0012-3456',
  '＋８１ 03 0012 3456',
]

test.each(SPELLINGS)('%s is one telephone number', (printed) => {
  expect(phoneDigits(printed)).toBe('0300123456')
})

test.each([null, '', 'TEL', '電話'])('%o has no telephone number in it', (printed) => {
  expect(phoneDigits(printed)).toBe(null)
})

test('half a number is no whole one', () => {
  expect(isWholePhone(phoneDigits('0012-3456')!)).toBe(false)
  expect(isWholePhone(phoneDigits('+81 3-0012-3456')!)).toBe(true)
})

test('a company’s line is told from a shop’s', () => {
  expect(
    ['0120-57-2132', '0800-123-4567', '0570-00-1234'].map((p) => isCompanyLine(phoneDigits(p)!)),
  ).toEqual([true, true, true])
  expect(
    ['03-0120-5713', '080-1123-4567', '050-5701-2345'].map((p) => isCompanyLine(phoneDigits(p)!)),
  ).toEqual([false, false, false])
})

test('a registration number has thirteen digits, however it is printed', () => {
  expect(registrationDigits('Ｔ７-4336-9884-6159')).toBe('7433698846159')
  expect(registrationDigits('T743369884615')).toBe(null)
  expect(registrationDigits(null)).toBe(null)
})

test.each(SPELLINGS)('duplicates are looked for by the same telephone number: %s', (phone) => {
  const one = makeReading()
  const other = makeReading({ merchant: { ...one.merchant, phone } })
  expect(receiptKeys(other)).toEqual(receiptKeys(one))
  expect(receiptFingerprint(other)).toBe(receiptFingerprint(one))
  expect(traceReceipt(other)).toEqual(traceReceipt(one))
  expect(weighShop(other.merchant, one.merchant)).toEqual({ reason: 'same_shop', bits: 5 })
})

test('a company’s line makes no shop of a chain’s receipts, and no pace of one', () => {
  const { merchant, ...rest } = makeReading()
  const free = { ...merchant, phone: '0120-57-2132', branch: null }
  expect(weighShop(free, free)).toEqual({ reason: 'same_chain', bits: 2 })
  const lineAlone = { ...free, registrationNumber: null, name: null }
  expect(weighShop(free, lineAlone)).toEqual({ reason: 'same_chain', bits: 2 })
  expect(weighShop(lineAlone, { ...lineAlone, phone: '0120-57-9999' })).toBe(null)
  expect(weighShop({ ...free, branch: '若葉町店' }, { ...free, branch: '北浜店' })).toMatchObject({
    reason: 'other_branch',
  })
  expect(traceReceipt({ ...rest, merchant: free }).phone).toBe(null)
})
