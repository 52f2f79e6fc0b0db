import type { Reading } from './reading.ts'
import { receiptKeys } from './receipt-keys.ts'

/** What of a receipt is kept to find it by. */
export interface ReceiptTrace {
  keys: number[]
  /** The shop's telephone number, digits only: it is the branch's own. */
  phone: string | null
  /** YYYY-MM-DD */
  purchasedOn: string | null
  register: string | null
  /** The till's running number. */
  number: number | null
}

/** Longer than any till counts: an approval number or a bar code. */
const LONGEST_NUMBER = 12

export function traceReceipt(reading: Reading): ReceiptTrace {
  const { merchant, purchasedAt, receiptNumber, registerNumber } = reading
  const isNumber = receiptNumber !== null && /^\d+$/.test(receiptNumber)
  return {
    keys: receiptKeys(reading),
    phone: merchant.phone?.replace(/\D/g, '') || null,
    purchasedOn: purchasedAt?.slice(0, 10) ?? null,
    register: registerNumber,
    number: isNumber && receiptNumber.length <= LONGEST_NUMBER ? Number(receiptNumber) : null,
  }
}
