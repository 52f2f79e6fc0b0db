import type { ReceiptTraits } from './evidence.ts'
import { marksOfEach } from '../receipts/reading.ts'
import { normaliseName } from '../names/normalise-name.ts'
import { phoneDigits } from '../stores/shop-numbers.ts'

/** A mark is cut into pieces of so many hex digits: of a photo saved anew most pieces stay as they were. */
const PIECE = 6
const PIECES = 10

/**
 * Makes the keys by which another entry is looked for: two readings of one receipt share at least one key though any
 * one field of either was misread or is missing, and two of different receipts hardly ever share one. Each joins two or
 * three fields that together are rare, so that a million entries do not make a key common. 32 bits each, since they
 * only lead to the readings that are then compared.
 */
export function receiptKeys(reading: ReceiptTraits): number[] {
  const { merchant, purchasedAt, total, items } = reading
  const [day, time] = (purchasedAt?.split('T') ?? []) as [string?, string?]
  const number = reading.receiptNumber?.replace(/^0+(?=\d)/, '')
  const phone = phoneDigits(merchant.phone)
  const name = merchant.name && normaliseName(merchant.name)
  const place = phone || merchant.registrationNumber || name
  const amounts = items.length > 1 ? items.map(({ amount }) => amount).toSorted((a, b) => a - b) : null
  const joined: (string | number | null | undefined)[][] = [
    ['minute', purchasedAt, time, total],
    ['shop', place, purchasedAt, time],
    ['day', place, day, total],
    ['time', place, time, total],
    ['number', number, day],
    ['till', place, number],
    ['slip', reading.slipNumber, total],
    ['slip', reading.slipNumber, day],
    ['basket', amounts?.join(), day],
    ...marksOfEach(reading.marks).flatMap(({ photo }) => piecesOf(photo)),
  ]
  const known = joined.filter((parts) =>
    parts.every((part) => part !== null && part !== undefined && part !== ''),
  )
  return [...new Set(known.map((parts) => hashKey(parts.join('|'))))]
}

function piecesOf(mark: string | null): (string | number)[][] {
  if (mark === null) return []
  return Array.from({ length: PIECES }, (_, i) => ['photo', i, mark.slice(i * PIECE, (i + 1) * PIECE)])
}

/** FNV-1a over UTF-16 units, as a signed integer of 32 bits. */
export function hashKey(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}
