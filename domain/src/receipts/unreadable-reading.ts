import { UNMARKED, type Reading } from './reading.ts'

/** A reading of nothing: the entry goes on with the reason, to staff or back to its shopper, instead of being lost. */
export function unreadableReading(
  reason: string,
  kind: 'unreadable' | 'photo_lost' | 'not_drawn' = 'unreadable',
): Reading {
  return {
    merchant: { name: null, branch: null, phone: null, address: null, registrationNumber: null },
    purchasedAt: null,
    receiptNumber: null,
    registerNumber: null,
    slipNumber: null,
    items: [],
    subtotal: null,
    discountTotal: null,
    taxes: [],
    total: null,
    payment: { method: null, tendered: null, change: null },
    currency: 'JPY',
    confidence: 0,
    fields: {},
    proof: { holds: [], fails: [], repairs: [] },
    quality: { kind, reason },
    marks: UNMARKED,
    engine: { name: 'none', version: '0', ms: {} },
  }
}
