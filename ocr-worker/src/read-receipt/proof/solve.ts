import type { Way } from '../fields/amount.ts'
import type { Good } from '../fields/good.ts'
import type { Sums } from '../fields/sums.ts'
import { goodsSum, type Fit } from './goods-sum.ts'
import { costOf, type Print } from './print.ts'
import { printedCost, printsCost, printsOf, type Prints } from './printed-sums.ts'
import { isTaxOf, taxesOf, type Taxes } from './tax-blocks.ts'

/** What the receipt comes to under one reading of all its sums, and what that reading costs. */
export type Solution = {
  total: number
  cost: number
  /** What the goods come to before a coupon and before tax on top. */
  net: number
  coupon: number
  taxes: Taxes
  /** False where subtotal, tax and total do not fit together. */
  linked: boolean
}

/** Costs (see `Way`) of an equation that does not hold. */
const COST = {
  subtotal: 3,
  subtotalOfOtherKind: 1.5,
  /** Between subtotal and total stands something that was not read. */
  between: 6,
  taxable: 5,
  couponIgnored: 3,
  reduction: 3,
  pricesWithTax: 3,
}
/** A total so much dearer than the best has no chance. */
const WINDOW = 8
/** Readings no dearer than this are worth reckoning with. */
const LIKELY = 4
const CHEAPEST_TAXES = 30
const MOST_COUPONS = 12

export type Solved = {
  /** All totals that anything on the receipt speaks for, each with its cheapest reading; the cheapest first. */
  solutions: Solution[]
  /** The ways to read the taxes under a solution's total, cheapest first. */
  taxesFor(solution: Solution): { taxes: Taxes; cost: number }[]
  /** What must be changed for the goods to come to a solution. */
  goodsFor(solution: Solution): Fit
}

export function solve(goods: Good[], sums: Sums): Solved {
  const added = goodsSum(goods, sums.count)
  const goodsCost = goods.length ? added.costTo : () => 0
  const taxes = taxesOf(sums.taxes, sums.loose)
  const byGross = Map.groupBy(taxes.slice(CHEAPEST_TAXES), (t) => t.gross)
  const coupons = couponsOf(sums)
  const prints = printsOf(sums)
  const { subtotals } = prints
  const alone = subtotalAlone()
  const printed = printedCost(prints)
  const totals = [...candidates(added.net, taxes, coupons[0]!.value, prints)]
    .map((total) => ({ total, cost: printed(total) }))
    .sort((a, b) => a.cost - b.cost)
  const found: Solution[] = []
  let best = Infinity
  for (const { total, cost } of totals) {
    if (cost > best + WINDOW) break
    const solution = cheapestFor(total, cost)
    found.push(solution)
    best = Math.min(best, solution.cost)
  }
  return {
    solutions: found.filter((s) => s.cost <= best + WINDOW).sort((a, b) => a.cost - b.cost),
    taxesFor,
    goodsFor,
  }

  function cheapestFor(total: number, print: number): Solution {
    let best: Solution | null = null
    for (const coupon of coupons)
      for (const tax of likelyTaxes(total, coupon.value)) {
        const cost = print + coupon.cost + tax.cost + taxableCost(tax, total, coupon.value)
        if (best && cost >= best.cost) continue
        const rest = restOf(total, coupon.value, tax)
        if (!best || cost + rest.cost < best.cost)
          best = { total, ...rest, cost: cost + rest.cost, coupon: coupon.value, taxes: tax }
      }
    return best!
  }

  /** The cheapest, and those that come to this total. */
  function likelyTaxes(total: number, coupon: number): Taxes[] {
    const come = new Set([total, total + coupon].flatMap((gross) => byGross.get(gross) ?? []))
    return [...taxes.slice(0, CHEAPEST_TAXES), ...come]
  }

  /** Subtotal and goods, in step with the total or, at a price, for themselves. */
  function restOf(total: number, coupon: number, tax: Taxes): { cost: number; net: number; linked: boolean } {
    const net = total - tax.added + coupon
    const withTax = tax.added ? goodsCost(total + coupon) + COST.pricesWithTax : Infinity
    const cost = subtotalCost(subtotals, net, coupon, total) + Math.min(goodsCost(net), withTax)
    return alone && alone.cost < cost ? { ...alone, linked: false } : { cost, net, linked: true }
  }

  function subtotalAlone(): { cost: number; net: number } | null {
    const ways = subtotals.flatMap((s) => s.ways.map((w) => w.value))
    return ways
      .map((net) => ({ net, cost: COST.between + subtotalCost(subtotals, net, 0, net) + goodsCost(net) }))
      .reduce<{ cost: number; net: number } | null>((a, b) => (a && a.cost <= b.cost ? a : b), null)
  }

  function goodsFor({ net, total, coupon, taxes }: Solution): Fit {
    const fit = added.to(net, reducedOf(taxes, total + coupon))
    return fit.cost >= added.lost && added.net === total + coupon ? added.to(total + coupon, null) : fit
  }

  function taxesFor({ total, coupon }: Solution): { taxes: Taxes; cost: number }[] {
    return likelyTaxes(total, coupon)
      .map((tax) => ({
        taxes: tax,
        cost: tax.cost + taxableCost(tax, total, coupon) + restOf(total, coupon, tax).cost,
      }))
      .sort((a, b) => a.cost - b.cost)
  }
}

/** What the goods of the lower of two rates come to, where both rates are printed and make the total. */
function reducedOf({ blocks, gross }: Taxes, total: number): number | null {
  const [reduced, standard] = blocks
  if (!standard || gross !== total) return null
  return reduced!.gross! - reduced!.added
}

/** Every print of the subtotal shows it before the coupon or after, or with tax. */
function subtotalCost(prints: Print[], net: number, coupon: number, total: number): number {
  if (!prints.length) return 0
  const other = COST.subtotalOfOtherKind
  return printsCost(
    prints.map((p) => ({
      cost: Math.min(costOf(p, net), costOf(p, net - coupon) + other, costOf(p, total) + other),
      most: COST.subtotal,
    })),
  )
}

/** The rates' sums make the total, before the coupon or after; a tax alone must suit what is left for its rate. */
function taxableCost({ blocks, gross }: Taxes, total: number, coupon: number): number {
  if (!blocks.length) return 0
  if (gross !== null) return gross === total ? 0 : coupon && gross === total + coupon ? 0.5 : COST.taxable
  const open = blocks.filter((b) => b.gross === null)
  if (open.length > 1) return 1
  const rest = total - blocks.reduce((s, b) => s + (b.gross ?? 0), 0)
  return isTaxOf(open[0]!.amount!, rest, open[0]!.rate, true) ? 0 : COST.taxable
}

/** All coupons as one reader or another saw them; or, at a price, none. A slip nobody saw is not looked for. */
function couponsOf({ coupons, reductions }: Sums): { value: number; cost: number }[] {
  let all = [{ value: 0, cost: 0 }]
  const dearer = (ways: Way[]) => ways.map((way) => ({ ...way, cost: way.cost + COST.reduction }))
  const choices = [
    ...coupons.map(({ ways }) => [...ways, { value: 0, cost: COST.couponIgnored }]),
    ...reductions.map(({ ways }) => [{ value: 0, cost: 0 }, ...dearer(ways)]),
  ]
  for (const ways of choices) {
    all = all
      .flatMap((sum) => ways.map((w) => ({ value: sum.value + w.value, cost: sum.cost + w.cost })))
      .sort((a, b) => a.cost - b.cost)
      .slice(0, MOST_COUPONS)
  }
  return all
}

/** Every number that a print of the total may be, and what the other prints come to. */
function candidates(goods: number, taxes: Taxes[], coupon: number, prints: Prints): Set<number> {
  const { subtotals, totals, payments, tendered, change, loose } = prints
  const found = new Set<number>()
  const add = (value: number) => value > 0 && found.add(value)
  const likely = (print: Print) => print.ways.filter((w) => w.cost < LIKELY).map((w) => w.value)
  for (const print of [...totals, ...payments, ...(change.length ? [] : tendered)])
    for (const way of print.ways) add(way.value)
  for (const print of loose) add(print.read.value)
  for (const given of [...tendered, ...payments].flatMap(likely))
    for (const back of change.flatMap(likely)) add(given - back)
  if (payments.length > 1) add(payments.reduce((s, p) => s + p.read.value, 0))
  const nets = [goods, ...subtotals.flatMap(likely)]
  for (const { gross, added } of taxes.slice(0, CHEAPEST_TAXES)) {
    if (gross !== null) [gross, gross - coupon].forEach(add)
    for (const net of nets) [net + added, net + added - coupon].forEach(add)
  }
  return found
}
