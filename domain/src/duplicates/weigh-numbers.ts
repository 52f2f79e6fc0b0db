import type { Evidence, ReceiptTraits } from './evidence.ts'
import { isMisread } from '../names/is-misread.ts'

/** More customers than these a till does not serve within a minute. */
const NEXT = 3
const MOST_BITS = 10

/**
 * Weighs the till's running number. The next one or two are another customer's, however alike all else is; a number
 * that differs by one digit and is not among the next may be misread; a wholly different one may stand elsewhere on the
 * paper (a card slip's).
 */
export function weighNumber(a: string | null, b: string | null): Evidence | null {
  if (a === null || b === null) return null
  const [left, right] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')]
  if (left === right) return { reason: 'same_number', bits: bitsOfNumber(countIn(left)) }
  if (Math.abs(Number(left) - Number(right)) <= NEXT) return { reason: 'next_number', bits: -10 }
  return isMisread(a, b) || isMisread(left, right)
    ? { reason: 'number_misread', bits: -1 }
    : { reason: 'other_number', bits: -3 }
}

/** The running number in what is printed: "A-0042" is the 42nd, as far as anybody can tell. */
function countIn(printed: string): number {
  return Number(printed.replace(/\D/g, ''))
}

/** Tills count up from one: a day's third customer comes again at every till, its four-thousandth hardly. */
function bitsOfNumber(number: number): number {
  return Math.min(MOST_BITS, Math.log2(2 * Math.max(1, number)))
}

/** Weighs the card company's own number for one payment: nobody else's is the same, and the next customer's is far off. */
export function weighSlip(a: string | null, b: string | null): Evidence | null {
  if (a === null || b === null) return null
  if (a === b) return { reason: 'same_slip', bits: 10 }
  return isMisread(a, b) ? null : { reason: 'other_slip', bits: -10 }
}

export function weighRegister(a: string | null, b: string | null): Evidence | null {
  if (a === null || b === null) return null
  return a === b ? { reason: 'same_register', bits: 0.5 } : { reason: 'other_register', bits: -4 }
}

export function weighTotal(a: number | null, b: number | null): Evidence | null {
  if (a === null || b === null) return null
  if (a === b) return { reason: 'same_total', bits: 3 }
  return isMisread(String(a), String(b))
    ? { reason: 'total_misread', bits: -2.5 }
    : { reason: 'other_total', bits: -8 }
}

/** Weighs what was handed over. Cash that is the total to the yen says nothing that the total does not. */
export function weighPayment(a: ReceiptTraits, b: ReceiptTraits): Evidence | null {
  const [left, right] = [a.payment, b.payment]
  if (left.method !== null && right.method !== null && left.method !== right.method)
    return { reason: 'other_payment', bits: -2 }
  if (left.tendered === null || right.tendered === null) return null
  if (left.tendered !== right.tendered) return { reason: 'other_cash', bits: -4 }
  return left.tendered === a.total ? null : { reason: 'same_cash', bits: 0.5 }
}
