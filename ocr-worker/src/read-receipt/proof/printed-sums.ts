import type { Sums } from '../fields/sums.ts'
import { costOf, printOfSum, type Print } from './print.ts'

/** Costs (see `Way`) of prints that do not go with a total. */
const COST = {
  total: 5,
  payment: 4,
  /** No print of its kind goes with it. */
  none: 4,
  cash: 7,
  exactCash: 2,
  loose: 1.5,
}

export type Prints = {
  [K in 'subtotals' | 'totals' | 'payments' | 'tendered' | 'change' | 'loose']: Print[]
}

export function printsOf(sums: Sums): Prints {
  const { subtotals, totals, payments, tendered, change, loose } = sums
  const all = { subtotals, totals, payments, tendered, change, loose }
  return Object.fromEntries(Object.entries(all).map(([kind, list]) => [kind, list.map(printOfSum)])) as Prints
}

/** What the sums below the goods say of a total, by themselves. */
export function printedCost({
  totals,
  payments,
  tendered,
  change,
  loose,
}: Prints): (total: number) => number {
  const cash = cashTotals(tendered, change)
  const paidCash = cashTotals(payments, change)
  const paidTogether = payments.reduce((s, p) => s + p.read.value, 0)
  const elsewhere = new Set(loose.map((p) => p.read.value))
  return (total) => {
    const paid = (p: Print) =>
      Math.min(costOf(p, total), paidCash.get(total) ?? Infinity, total === paidTogether ? 0.5 : Infinity)
    let cost = printsCost([
      ...totals.map((p) => ({ cost: costOf(p, total), most: COST.total })),
      ...payments.map((p) => ({ cost: paid(p), most: COST.payment })),
      ...(change.length ? [] : tendered.map((p) => ({ cost: costOf(p, total), most: givenCost(p, total) }))),
    ])
    if (tendered.length && change.length) cost += Math.min(cash.get(total) ?? Infinity, COST.cash)
    if (loose.length && !elsewhere.has(total)) cost += COST.loose
    return cost
  }
}

/** Change that was not read is likelier than less given than asked for. */
function givenCost(given: Print, total: number): number {
  return given.read.value > total ? COST.exactCash : COST.cash
}

/** Totals for which what was given less what came back is right, each at its cost. */
function cashTotals(given: Print[], back: Print[]): Map<number, number> {
  const totals = new Map<number, number>()
  for (const g of given)
    for (const b of back)
      for (const gave of g.ways)
        for (const got of b.ways) {
          const cost = gave.cost + got.cost
          const total = gave.value - got.value
          if (cost < COST.cash && total > 0 && cost < (totals.get(total) ?? Infinity)) totals.set(total, cost)
        }
  return totals
}

/** Each print at its cost or, as one that goes with nothing, at most at `most`; and more if that is all of them. */
export function printsCost(prints: { cost: number; most: number }[]): number {
  const over = Math.min(...prints.map((p) => Math.max(0, p.cost - p.most)))
  return prints.reduce((sum, p) => sum + Math.min(p.cost, p.most), Math.min(over, COST.none))
}
