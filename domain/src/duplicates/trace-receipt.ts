import { isDay } from '../numbers/bounds.ts'
import type { Reading } from '../receipts/reading.ts'
import { receiptKeys } from './receipt-keys.ts'
import { isCompanyLine, phoneDigits } from '../stores/shop-numbers.ts'

/** What of a receipt is kept to find it by. */
export interface ReceiptTrace {
  keys: number[]
  /** The branch's own telephone number, digits only; null where a line of the whole company is printed. */
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
  const phone = phoneDigits(merchant.phone)
  const isNumber = receiptNumber !== null && /^\d+$/.test(receiptNumber)
  const day = purchasedAt?.slice(0, 10)
  return {
    keys: receiptKeys(reading),
    phone: phone !== null && isCompanyLine(phone) ? null : phone,
    purchasedOn: day && isDay(day) ? day : null,
    register: registerNumber,
    number: isNumber && receiptNumber.length <= LONGEST_NUMBER ? Number(receiptNumber) : null,
  }
}
