import { bookshop } from './layouts/bookshop.ts'
import { cafe } from './layouts/cafe.ts'
import { drugstore } from './layouts/drugstore.ts'
import { hyakuen } from './layouts/hyakuen.ts'
import { konbiniExcluded } from './layouts/konbini-excluded.ts'
import { konbiniIncluded } from './layouts/konbini-included.ts'
import { two, type Layout, type PrintFont } from './layouts/layout.ts'
import { supermarketKana } from './layouts/supermarket-kana.ts'
import { supermarketKanji } from './layouts/supermarket-kanji.ts'
import type { PrintLine } from './print-line.ts'
import { seededRandom, type Random } from './random.ts'
import { ringUp } from './sale.ts'
import type { Sale } from './sale-record.ts'
import { shops, type Shop } from './shops.ts'
import type { Truth } from './truth.ts'

const layouts = [
  konbiniIncluded,
  konbiniExcluded,
  supermarketKana,
  supermarketKanji,
  drugstore,
  cafe,
  bookshop,
  hyakuen,
]

/** How the tills of a shop print. */
export const layoutOf = (shop: Shop): Layout => layouts.find(({ name }) => name === shop.layout)!

export type Receipt = { print: { font: PrintFont; columns: number; lines: PrintLine[] }; truth: Truth }

type Wish = { layout?: string; sponsored?: number }

/**
 * One receipt of our own making: what the till prints, and what is true of it. Pure: the same seed, the same receipt.
 * Left open, the shop and the number of the sponsor's goods come from the seed.
 */
export function drawReceipt(seed: number | string, wish: Wish = {}): Receipt {
  const { sale, layout, random } = drawSale(seed, wish)
  return printSale(sale, layout, random.branch('print'))
}

/** The purchase behind a receipt, and the till that it was made at. */
export function drawSale(
  seed: number | string,
  wish: Wish = {},
): { sale: Sale; layout: Layout; random: Random } {
  const random = seededRandom(seed)
  const shop = random.pick(shops.filter((shop) => !wish.layout || shop.layout === wish.layout))
  const layout = layoutOf(shop)
  const sponsored = wish.sponsored ?? (sellsSponsor(layout) ? random.pick([0, 0, 1, 1, 2, 3]) : 0)
  return { sale: ringUp(shop, layout, sponsored, random.branch('sale')), layout, random }
}

export function printSale(sale: Sale, layout: Layout, random: Random): Receipt {
  const lines = layout.print(sale, random)
  return { print: { font: layout.font, columns: layout.columns, lines }, truth: truthOf(sale, layout) }
}

/** Whether the sponsor's goods are sold there. */
export const sellsSponsor = (layout: Layout) => layout.shelf !== 'cafe' && layout.shelf !== 'bookshop'

/** What stands on the receipt of a sale at such a till. */
export function truthOf(sale: Sale, { name, font, prints }: Layout): Truth {
  const { at, payment } = sale
  const cash = payment.method === '現金'
  return {
    merchant: {
      name: sale.shop,
      branch: sale.branch,
      phone: sale.phone,
      address: prints.address ? sale.address : null,
      registrationNumber: sale.registrationNumber,
    },
    purchasedAt: `${at.year}-${two(at.month)}-${two(at.day)}T${two(at.hour)}:${two(at.minute)}`,
    receiptNumber: prints.receiptNumber ? sale.receiptNumber : null,
    registerNumber: prints.registerNumber ? String(sale.registerNumber) : null,
    items: sale.items.map(({ name, quantity, unitPrice, amount, taxRate, discount }) => ({
      name,
      quantity,
      unitPrice,
      amount,
      taxRate,
      discount,
    })),
    subtotal: prints.subtotal ? sale.subtotal : null,
    discountTotal: sale.discountTotal,
    taxes: sale.taxes,
    total: sale.total,
    payment: {
      method: payment.method,
      tendered: cash ? payment.tendered : null,
      change: cash ? payment.change : null,
    },
    meta: { style: name, font, degradations: [], difficulty: 'easy' },
    campaign: sale.items.flatMap(({ product, quantity }) => (product ? [{ product, quantity }] : [])),
  }
}
