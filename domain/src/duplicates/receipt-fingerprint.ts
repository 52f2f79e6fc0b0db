import type { ReceiptTraits } from './evidence.ts'
import { normaliseName } from '../names/normalise-name.ts'
import { hashKey } from './receipt-keys.ts'
import { phoneDigits } from '../stores/shop-numbers.ts'

/**
 * Writes all that `compareReceipts` looks at in one line: where it is equal, nothing tells two receipts apart. The
 * database credits one line once, however decisions race; what differs by a misread digit is told by comparing. Null
 * when too little was read to tell two receipts apart.
 */
export function receiptFingerprint(reading: ReceiptTraits): string | null {
  const { merchant, purchasedAt, total, receiptNumber, registerNumber, items, payment } = reading
  const phone = phoneDigits(merchant.phone)
  const name = merchant.name && normaliseName(merchant.name)
  const company = merchant.registrationNumber ?? (phone ? null : name)
  const place = phone ?? (merchant.branch && normaliseName(merchant.branch))
  if (!(company ?? phone) || !purchasedAt?.includes('T') || total === null) return null
  const goods = items.map(({ name, amount }) => `${normaliseName(name)} ${amount}`).toSorted()
  const number = receiptNumber?.replace(/^0+(?=\d)/, '')
  const paid = [payment.method, payment.tendered, reading.slipNumber]
  return [
    company,
    place,
    purchasedAt,
    total,
    registerNumber,
    number,
    ...paid,
    hashKey(goods.join('\n')),
  ].join('|')
}
