import type { Equation } from '@tamaru/domain'
import type { Good } from '../fields/good.ts'
import type { Sums } from '../fields/sums.ts'
import { goodsNet, piecesOf } from './goods-net.ts'
import { isTaxOf, type Tax } from './tax-blocks.ts'

/** What the receipt says, once every sum has its value. */
export type Figures = {
  goods: Good[]
  subtotal: number | null
  coupon: number
  taxes: Tax[]
  total: number | null
  tendered: number | null
  change: number | null
}

/** Every equation that the printed sums allow, by whether it holds. */
export function equationsOf(figures: Figures, sums: Sums): { holds: Equation[]; fails: Equation[] } {
  const { goods, subtotal, coupon, taxes, total, tendered, change } = figures
  const equations: Equation[] = []
  const add = (name: string, left: number, right: number) => equations.push({ name, left, right })
  const lines = goodsNet(goods)
  const added = taxes.filter((t) => !t.included).reduce((s, t) => s + (t.amount ?? 0), 0)
  if (goods.length && subtotal !== null) add('lines = subtotal', lines, subtotal)
  if (goods.length && subtotal === null && total !== null)
    add('lines - coupon + tax = total', lines - coupon + added, total)
  if (subtotal !== null && total !== null)
    add('subtotal - coupon + tax = total', subtotal - coupon + added, total)
  if (total !== null && tendered !== null && change !== null)
    add('tendered - total = change', tendered - total, change)
  if (total !== null)
    for (const paid of sums.payments) if (reads(paid).includes(total)) add('paid = total', total, total)
  // A total that stands nowhere in print is a reckoning, not a reading: someone must look.
  const shown = [...sums.totals, ...sums.payments].flatMap(reads)
  if (total !== null && shown.length && !shown.includes(total))
    add('printed total', Math.max(...shown), total)
  for (const { rate, taxable, amount, included } of taxes)
    if (taxable !== null && amount !== null)
      add(`tax of ${rate} %`, expectedTax(rate, taxable, amount, included), amount)
  if (total !== null && taxes.length && taxes.every((t) => t.taxable !== null))
    add(
      'taxable sums = total',
      taxes.reduce((s, t) => s + grossOf(t), 0),
      total,
    )
  if (sums.count !== null && goods.length) add('point count', piecesOf(goods), sums.count)
  return {
    holds: equations.filter((e) => e.left === e.right),
    fails: equations.filter((e) => e.left !== e.right),
  }
}

const reads = (sum: { ways: { value: number }[] }) => sum.ways.map((w) => w.value)

/** The printed tax if it is rate × taxable under any rounding, else what rounding down makes of it. */
function expectedTax(rate: number, taxable: number, amount: number, included: boolean): number {
  if (isTaxOf(amount, taxable, rate, false) || isTaxOf(amount, taxable, rate, true)) return amount
  return Math.floor((taxable * rate) / (included ? 100 + rate : 100))
}

/** Tills print the taxable sum with the tax in it or without; the tax tells which. */
function grossOf({ rate, taxable, amount, included }: Tax): number {
  if (amount === null || included) return taxable!
  return isTaxOf(amount, taxable!, rate, false) ? taxable! + amount : taxable!
}
