import type { Reading } from './reading.ts'

/** What staff put right in a reading; what is not said stays. */
export type Correction = Partial<Pick<Reading, 'purchasedAt' | 'total' | 'items'>> & {
  merchantName?: string | null
}

/**
 * Corrects a reading as a person says. What they wrote is in no doubt; what the machine's sums said of other numbers is
 * void, and lines that make the total prove it anew.
 */
export function correctReading(reading: Reading, { merchantName, ...fields }: Correction): Reading {
  const items = fields.items?.map(({ doubts: _, ...item }) => item) ?? reading.items
  const name = merchantName === undefined ? reading.merchant.name : merchantName
  const corrected = { ...reading, ...fields, items, merchant: { ...reading.merchant, name } }
  return hasSameSums(reading, corrected) ? corrected : { ...corrected, proof: proveAnew(corrected) }
}

/** Tells whether two readings agree in every number that sums are made of. */
export function hasSameSums(a: Reading, b: Reading): boolean {
  const sumsOf = ({ total, items }: Reading) =>
    JSON.stringify([total, items.map(({ quantity, amount }) => [quantity, amount])])
  return sumsOf(a) === sumsOf(b)
}

function proveAnew({ items, total, proof }: Reading): Reading['proof'] {
  const left = items.reduce((sum, { amount }) => sum + amount, 0)
  const holds = total !== null && left === total ? [{ name: 'lines = total', left, right: total }] : []
  return { ...proof, holds, fails: [] }
}
