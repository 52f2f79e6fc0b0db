import { normaliseName } from './normalise-name.ts'
import type { Reading } from './reading.ts'

/**
 * What makes one printed receipt the same whoever photographs it: shop, minute and total. (Its number, which a second
 * photo may not show, is compared beside it.) Null when too little was read to tell two receipts apart.
 */
export function receiptFingerprint(reading: Reading): string | null {
  const { merchant, purchasedAt, total } = reading
  const shop =
    merchant.registrationNumber ??
    merchant.phone?.replace(/\D/g, '') ??
    (merchant.name && normaliseName(merchant.name))
  if (!shop || !purchasedAt?.includes('T') || total === null) return null
  return [shop, purchasedAt, total].join('|')
}

/**
 * Two readings whose fingerprints agree. Equal receipt numbers, or one person twice, make it the same receipt;
 * different numbers, or two people where no number tells, may be neighbours at two tills (or two branches of a chain):
 * a person looks.
 */
export function compareReceipts(
  a: Pick<Reading, 'receiptNumber'>,
  b: Pick<Reading, 'receiptNumber'>,
  samePerson: boolean,
): 'same' | 'perhaps' {
  if (a.receiptNumber !== null && b.receiptNumber !== null)
    return a.receiptNumber === b.receiptNumber ? 'same' : 'perhaps'
  return samePerson ? 'same' : 'perhaps'
}
