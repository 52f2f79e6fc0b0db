import type { Equation, EquationKind } from '@tamaru/domain'
import type { Good } from '../fields/good.ts'
import type { Sum, Sums } from '../fields/sums.ts'
import { goodsNet, piecesOf } from './goods-net.ts'
import { isTaxOf, isTaxOfRest, type Tax } from './tax-blocks.ts'

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

/** `ofTotal`: it speaks for the total or against it. */
export type Proving = Equation & { kind: EquationKind; ofTotal: boolean }

/** Every equation that the printed sums allow, by whether it holds. */
export function equationsOf(figures: Figures, sums: Sums): { holds: Proving[]; fails: Proving[] } {
  const { goods, subtotal, coupon, taxes, total, tendered, change } = figures
  const equations: Proving[] = []
  const put = (kind: Proving['kind'], ofTotal: boolean) => (name: string, left: number, right: number) =>
    equations.push({ name, left, right, kind, ofTotal })
  const add = put('total', true)
  const lines = goodsNet(goods)
  const added = taxes.filter((t) => !t.included).reduce((s, t) => s + (t.amount ?? 0), 0)
  if (goods.length && subtotal !== null) put('lines', false)('lines = subtotal', lines, subtotal)
  if (goods.length && subtotal === null && total !== null)
    put('lines', true)('lines - coupon + tax = total', lines - coupon + added, total)
  if (subtotal !== null && total !== null)
    add('subtotal - coupon + tax = total', subtotal - coupon + added, total)
  if (total !== null && tendered !== null && change !== null)
    add('tendered - total = change', tendered - total, change)
  if (total !== null)
    for (const paid of sums.payments)
      if (reads(paid).includes(total) && isToldBeside(paid, total, sums)) add('paid = total', total, total)
  const together = sums.payments.reduce((sum, paid) => sum + (reads(paid)[0] ?? 0), 0)
  if (total !== null && sums.payments.length > 1 && together === total)
    add('payments together = total', together, total)
  // A total that stands nowhere in print is a reckoning, not a reading: someone must look.
  const shown = [...sums.totals, ...sums.payments].flatMap(reads)
  if (total !== null && shown.length && !shown.includes(total))
    add('printed total', Math.max(...shown), total)
  for (const { rate, taxable, amount, included } of taxes)
    if (taxable !== null && amount !== null)
      put('tax', false)(`tax of ${rate} %`, expectedTax(rate, taxable, amount, included), amount)
  if (total !== null && taxes.length && taxes.every((t) => t.taxable !== null)) {
    const sumOf = (isNet: boolean) => taxes.reduce((s, t) => s + grossOf(t, isNet), 0)
    // A tax inside the prices stands beside their sum, or beside what is left of it.
    const gross =
      [false, true].map(sumOf).find((sum) => sum === total || sum === total + coupon) ?? sumOf(false)
    // Points and rounding come off after the tax.
    if (coupon && gross === total + coupon) add('taxable sums - coupon = total', gross - coupon, total)
    else add('taxable sums = total', gross, total)
  }
  if (sums.count !== null && goods.length) put('pieces', false)('point count', piecesOf(goods), sums.count)
  return {
    holds: equations.filter((e) => e.left === e.right),
    fails: equations.filter((e) => e.left !== e.right),
  }
}

const reads = (sum: { ways: { value: number }[] }) => sum.ways.map((w) => w.value)

/** The total stands in another line too: a sum proves nothing of itself. */
function isToldBeside(paid: Sum, total: number, sums: Sums): boolean {
  return [...sums.totals, ...sums.payments, ...sums.subtotals].some(
    (s) => s !== paid && reads(s).includes(total),
  )
}

/** The printed tax if it is rate × taxable under any rounding, else what rounding down makes of it. */
function expectedTax(rate: number, taxable: number, amount: number, included: boolean): number {
  if (isTaxOf(amount, taxable, rate, false) || isTaxOf(amount, taxable, rate, true)) return amount
  if (included && isTaxOfRest(amount, taxable, rate)) return amount
  return Math.floor((taxable * rate) / (included ? 100 + rate : 100))
}

/** Tills print the taxable sum with the tax in it or without; the tax tells which. */
function grossOf({ rate, taxable, amount, included }: Tax, isNet: boolean): number {
  if (amount === null) return taxable!
  if (included) return isNet ? taxable! + amount : taxable!
  return isTaxOf(amount, taxable!, rate, false) ? taxable! + amount : taxable!
}
