import { Reading, type ReadingItem } from '@tamaru/domain'

/** One line of a receipt: a piece at the reduced rate. */
export function makeItem(name: string, given: Partial<ReadingItem> = {}): ReadingItem {
  const { quantity = 1, unitPrice = 128, discount = 0 } = given
  return {
    name,
    quantity,
    unitPrice,
    discount,
    amount: quantity * (unitPrice ?? 0) - discount,
    taxRate: 8,
    ...given,
  }
}

/** A reading without a doubt in it, of a receipt that adds up: tax included, paid in cash. */
export function makeReading(given: Partial<Reading> = {}): Reading {
  const items = given.items ?? [makeItem('ミナト 緑茶 500ml'), makeItem('食パン 6枚切', { unitPrice: 178 })]
  const total = items.reduce((sum, item) => sum + item.amount, 0)
  const tendered = Math.ceil((total + 1) / 1000) * 1000
  return Reading.parse({
    merchant: {
      name: 'コモレビマート',
      branch: '若葉町店',
      phone: '03-0012-3456',
      address: '東京都汐見区若葉町3-14-2',
      registrationNumber: 'T7433698846159',
    },
    purchasedAt: '2026-11-02T12:34',
    receiptNumber: '0042',
    registerNumber: '1',
    items,
    subtotal: total,
    discountTotal: 0,
    taxes: [{ rate: 8, taxable: total, amount: Math.floor((total * 8) / 108), included: true }],
    total,
    payment: { method: '現金', tendered, change: tendered - total },
    currency: 'JPY',
    confidence: 0.99,
    fields: {
      total: { confidence: 0.995, box: { x: 0.5, y: 0.8, w: 0.4, h: 0.03 }, won: 'proved' },
      purchasedAt: { confidence: 0.99, box: { x: 0.1, y: 0.2, w: 0.4, h: 0.03 }, won: 'read' },
    },
    proof: { holds: [{ name: 'lines = subtotal', left: total, right: total }], fails: [], repairs: [] },
    quality: { kind: 'receipt', reason: null },
    engine: { name: 'made for a test', version: '1', ms: {} },
    ...given,
  })
}
