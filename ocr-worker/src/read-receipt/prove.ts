import type { Equation } from '@tamaru/domain'
import type { Good } from './fields/items.ts'
import { fitGoods, goodsNet, type Repair } from './fit-goods.ts'
import { chooseTaxes, fillTax, isTaxOf, type Tax } from './choose-taxes.ts'
import { chooseTotal } from './choose-total.ts'
import type { Sum, Sums } from './fields/sums.ts'

/** The sums that agree with one another, the equations that say so, and those that do not hold. */
export type Proof = {
  goods: Good[]
  subtotal: number | null
  coupon: number
  taxes: Tax[]
  total: number | null
  tendered: number | null
  change: number | null
  holds: Equation[]
  fails: Equation[]
  repairs: Repair[]
  /** How many independent prints support the total. */
  support: number
}

/** Chooses among the ways in which every sum can be read those under which the receipt adds up. */
export function prove(goods: Good[], sums: Sums): Proof {
  const net = goodsNet(goods)
  const coupon = sums.coupons.reduce((s, c) => s + c.values[0]!, 0)
  const { total, support } = chooseTotal(net, coupon, sums)
  const taxes = fillTax(chooseTaxes(sums.taxes, total), sums, total, coupon)
  const added = taxes.filter((t) => !t.included).reduce((s, t) => s + (t.amount ?? 0), 0)
  const subtotal = chooseSubtotal(sums, total, coupon, added, net)
  const target = subtotal ?? (total === null ? null : total - added + coupon)
  const { goods: fitted, repairs } = target === null ? { goods, repairs: [] } : fitGoods(goods, target)
  const tendered = closest(sums.tendered, (v) => total !== null && v >= total)
  const change = closest(sums.change, (v) => tendered !== null && total !== null && tendered - total === v)
  const checked = check({
    lines: goodsNet(fitted),
    printed: sums.subtotals.length > 0,
    subtotal,
    coupon,
    added,
    total,
    tendered,
    change,
    sums,
    taxes,
    count: fitted.length ? pieces(fitted) : 0,
  })
  return { goods: fitted, subtotal, coupon, taxes, total, tendered, change, ...checked, repairs, support }
}

function pieces(goods: Good[]): number {
  return goods.reduce((s, g) => s + (Number.isInteger(g.quantity) ? g.quantity : 1), 0)
}

function chooseSubtotal(
  sums: Sums,
  total: number | null,
  coupon: number,
  added: number,
  net: number,
): number | null {
  if (!sums.subtotals.length) return null
  const values = sums.subtotals.flatMap((s) => s.values)
  if (total !== null) {
    const fits = values.find((v) => v - coupon + added === total) ?? values.find((v) => v - coupon === total)
    if (fits !== undefined) return fits
  }
  return values.find((v) => v === net) ?? values[0]!
}

function closest(sums: Sum[], fits: (v: number) => boolean): number | null {
  const values = sums.flatMap((s) => s.values)
  return values.find(fits) ?? values[0] ?? null
}

type Figures = {
  lines: number
  printed: boolean
  subtotal: number | null
  coupon: number
  added: number
  total: number | null
  tendered: number | null
  change: number | null
  sums: Sums
  taxes: Tax[]
  count: number
}

function check(f: Figures): { holds: Equation[]; fails: Equation[] } {
  const equations: Equation[] = []
  const add = (name: string, left: number, right: number) => equations.push({ name, left, right })
  if (f.subtotal !== null && f.lines !== 0) add('lines = subtotal', f.lines, f.subtotal)
  if (f.subtotal === null && f.total !== null && f.lines !== 0)
    add('lines - coupon + tax = total', f.lines - f.coupon + f.added, f.total)
  if (f.subtotal !== null && f.total !== null)
    add('subtotal - coupon + tax = total', f.subtotal - f.coupon + f.added, f.total)
  if (f.total !== null && f.tendered !== null && f.change !== null)
    add('tendered - total = change', f.tendered - f.total, f.change)
  if (f.total !== null)
    for (const paid of f.sums.payments)
      if (paid.values.includes(f.total)) add('paid = total', f.total, f.total)
  // A total that stands nowhere in print is a reckoning, not a reading: someone must look.
  const shown = [...f.sums.totals, ...f.sums.payments].filter((s) => s.values.length > 0)
  if (f.total !== null && shown.length && !shown.some((s) => s.values.includes(f.total!)))
    add('printed total', Math.max(...shown.flatMap((s) => s.values)), f.total)
  const taxable = f.taxes.filter((t) => t.taxable !== null)
  for (const t of taxable)
    if (t.amount !== null)
      add(
        `tax of ${t.rate} %`,
        isTaxOf(t.amount, t.taxable!, t.rate, t.included)
          ? t.amount
          : Math.floor((t.taxable! * t.rate) / (t.included ? 100 + t.rate : 100)),
        t.amount,
      )
  if (f.total !== null && taxable.length && taxable.length === f.taxes.length)
    add(
      'taxable sums = total',
      taxable.reduce((s, t) => s + t.taxable! + (t.included ? 0 : (t.amount ?? 0)), 0),
      f.total,
    )
  if (f.sums.count !== null && f.count > 0) add('point count', f.count, f.sums.count)
  return {
    holds: equations.filter((e) => e.left === e.right),
    fails: equations.filter((e) => e.left !== e.right),
  }
}
