import type { ReceiptTraits } from './likeness/evidence.ts'
import { normaliseName } from './normalise-name.ts'
import { hashKey } from './receipt-keys.ts'

/**
 * All that two readings of one receipt can have in common, in one line: equal only where `compareReceipts` finds nothing
 * that tells them apart. The database credits one line once, however decisions race; what differs by a misread digit is
 * told by comparing. Null when too little was read to tell two receipts apart.
 */
export function receiptFingerprint(reading: ReceiptTraits): string | null {
  const { merchant, purchasedAt, total, receiptNumber, registerNumber, items } = reading
  const shop =
    merchant.registrationNumber ??
    merchant.phone?.replace(/\D/g, '') ??
    (merchant.name && normaliseName(merchant.name))
  if (!shop || !purchasedAt?.includes('T') || total === null) return null
  const goods = items.map(({ name, amount }) => `${normaliseName(name)} ${amount}`).toSorted()
  const number = receiptNumber?.replace(/^0+(?=\d)/, '')
  return [shop, purchasedAt, total, registerNumber, number, hashKey(goods.join('\n'))].join('|')
}
