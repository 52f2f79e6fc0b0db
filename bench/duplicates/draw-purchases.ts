import { addUp } from '../samples/add-up.ts'
import { drawSale, printSale, type Receipt } from '../samples/draw-receipt.ts'
import type { Sale } from '../samples/sale-record.ts'

const LAYOUTS = [
  'konbini-included',
  'supermarket-kana',
  'drugstore',
  'konbini-excluded',
  'supermarket-kanji',
  'hyakuen',
  'cafe',
]

export type Purchase = { id: string; receipt: Receipt }

/**
 * One visit to a till and the customers who stood next in the queue: the same shop, till, clerk and minute, the next
 * receipt numbers. `next` bought and paid the very same, `similar` all but one line, `one` and `one-next` a single
 * good each, the same. Pure: the same seed, the same customers.
 */
export function drawPurchases(seed: string, index: number): Purchase[] {
  const layoutName = LAYOUTS[index % LAYOUTS.length]!
  const { sale, layout, random } = drawSale(`${seed}/${index}`, { layout: layoutName })
  const other = drawSale(`${seed}/${index}/other`, { layout: layoutName }).sale.items[0]!
  const after = (steps: number, items: Sale['items']): Sale => {
    const sums = addUp(items, layout.taxIncluded)
    const { method } = sale.payment
    const tendered = method === '現金' ? Math.ceil((sums.total + 1) / 1000) * 1000 : sums.total
    return {
      ...sale,
      ...sums,
      items,
      receiptNumber: String(Number(sale.receiptNumber) + steps),
      payment: { method, tendered, change: tendered - sums.total },
      pointsEarned: Math.floor(sums.total / 100),
    }
  }
  const first = sale.items.slice(0, 1)
  const customers: [string, Sale][] = [
    ['base', after(0, sale.items)],
    ['next', after(1, sale.items)],
    ['similar', after(2, [...sale.items.slice(0, -1), other])],
    ['one', after(3, first)],
    ['one-next', after(4, first)],
  ]
  return customers.map(([name, each]) => ({
    id: `${String(index).padStart(2, '0')}-${name}`,
    // What the till prints anew for each customer: approval numbers, adverts.
    receipt: printSale(each, layout, random.branch(`print/${name}`)),
  }))
}
