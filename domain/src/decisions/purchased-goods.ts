import type { MatchedProduct } from './decision.ts'
import { isDay } from '../numbers/bounds.ts'
import { equationKind } from '../receipts/equation-kind.ts'
import type { Reading } from '../receipts/reading.ts'

/** One good of a receipt, as it is kept for whatever is chosen from it later. */
export interface PurchasedGood {
  /** Its place among the receipt's lines; what no line was read for stands behind them. */
  line: number
  name: string
  /** The product that it is, as the campaign's rules call it, or by its id in the account; null: none. */
  productId: string | null
  quantity: number
  /** After its own discount; 0 where it is not known. */
  amount_yen: number
}

/** Lists all goods of a receipt: its lines, and behind them the products that staff saw where no line was read. */
export function listGoods(reading: Reading, matched: readonly MatchedProduct[]): PurchasedGood[] {
  const lines = reading.items.map(({ name, quantity, amount }, line) => ({
    line,
    name,
    productId: matched.find(({ printed }) => printed === name)?.productId ?? null,
    quantity,
    amount_yen: wholeYen(amount),
  }))
  const unread = matched.filter((match) => !lines.some(({ productId }) => productId === match.productId))
  return [
    ...lines,
    ...unread.map(({ name, productId, quantity }, i) => ({
      line: lines.length + i,
      name,
      productId,
      quantity,
      amount_yen: 0,
    })),
  ]
}

/** The day of a purchase, where it was read as one. A misread day is no reason to lose the rest. */
export function purchasedOn({ purchasedAt }: Pick<Reading, 'purchasedAt'>): string | null {
  const day = purchasedAt?.slice(0, 10)
  return day && isDay(day) ? day : null
}

/** The hour of a purchase in Tokyo, 0 to 23, where a time was read. */
export function purchasedHour({ purchasedAt }: Pick<Reading, 'purchasedAt'>): number | null {
  const hour = Number(/T(\d\d):/.exec(purchasedAt ?? '')?.[1] ?? NaN)
  return hour < 24 ? hour : null
}

/** As far as a number is exact: a bar code that was read as an amount is longer. */
function wholeYen(amount: number): number {
  const most = Number.MAX_SAFE_INTEGER
  return Math.round(Math.min(most, Math.max(-most, amount)))
}

export const sumOfGoods = (goods: readonly PurchasedGood[]): number =>
  goods.reduce((sum, { amount_yen }) => sum + amount_yen, 0)

/**
 * The goods that the receipt's total supports, so that never more is kept as bought than was paid: all of them where
 * they fit it, else the campaign's products alone, and without amounts where even these cost more. Where no total was
 * read, nothing says that they fit.
 */
export function supportedGoods(reading: Reading, matched: readonly MatchedProduct[]): PurchasedGood[] {
  const goods = listGoods(reading, matched)
  if (goodsFit(goods, reading)) return goods
  const counting = goods.filter(({ productId }) => productId !== null)
  return goodsFit(counting, reading) ? counting : counting.map((good) => ({ ...good, amount_yen: 0 }))
}

/** Tells whether goods cost no more than was paid for the receipt, coupons that its own sums agree on not counted. */
export function goodsFit(goods: readonly PurchasedGood[], { total, proof }: Reading): boolean {
  if (total === null) return goods.length === 0
  return (
    sumOfGoods(goods) <= total ||
    (proof.fails.length === 0 && proof.holds.some((e) => equationKind(e) === 'lines'))
  )
}
