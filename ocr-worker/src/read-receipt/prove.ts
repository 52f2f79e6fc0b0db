import type { Good } from './fields/good.ts'
import type { Sum, Sums } from './fields/sums.ts'
import { cashOf } from './proof/cash.ts'
import { equationsOf, type Figures, type Proving } from './proof/equations.ts'
import { applyChanges } from './proof/goods-changes.ts'
import { MARGIN, type Repair } from './proof/repair.ts'
import { solve, type Solution } from './proof/solve.ts'
import { settleTaxes } from './proof/settle-taxes.ts'

/** The sums that agree with one another, the equations that say so, and those that do not hold. */
export type Proof = Figures & {
  holds: Proving[]
  fails: Proving[]
  repairs: Repair[]
  /** Some reader saw the total in print. */
  printed: boolean
  /** Chance that the total is right, as far as the costs of all ways to read the receipt tell. */
  certainty: number
  /** The likeliest totals with what each costs, the cheapest first. */
  rivals: { total: number; cost: number }[]
}

/**
 * The receipt as one system of integers: of all ways to read its sums, the cheapest under which it adds up. A print is
 * repaired only where every other way to make it add up is far less likely; else it stands as read, and its equation
 * fails.
 */
export function prove(goods: Good[], sums: Sums): Proof {
  const { solutions, taxesFor, goodsFor } = solve(goods, sums)
  const best = choose(solutions, sums)
  const total = best?.total ?? null
  const coupon = best?.coupon ?? 0
  const certainty = best ? certaintyOf(best, solutions) : 0
  const fit = best && certainty > SURE_ENOUGH ? goodsFor(best) : null
  const fitted =
    fit && fit.rival - fit.cost >= MARGIN ? applyChanges(goods, fit.changes) : { goods, repairs: [] }
  const taxed = best ? settleTaxes(best, taxesFor(best), sums) : { taxes: [], repairs: [] }
  const subtotal = best ? subtotalOf(sums.subtotals, best) : null
  const cash = cashOf(sums, total)
  const figures = {
    goods: fitted.goods,
    subtotal,
    coupon,
    taxes: taxed.taxes,
    total,
    tendered: cash.tendered,
    change: cash.change,
  }
  const repairs = [
    ...repairOf('total', sums.totals, total),
    ...repairOf('subtotal', sums.subtotals, subtotal),
    ...taxed.repairs,
    ...cash.repairs,
    ...fitted.repairs,
  ]
  const printed = total !== null && isPrinted(total, sums)
  const rivals = solutions.slice(0, 4).map(({ total, cost }) => ({ total, cost }))
  return { ...figures, ...equationsOf(figures, sums), repairs, printed, certainty, rivals }
}

/** Goods are made to come to no total that may be wrong itself. */
const SURE_ENOUGH = 0.9
/** No dearer than this, some reader saw it (`Way.cost`). */
const SEEN = 2

/** A total that no reader saw: more than one equation must gainsay the one that stands beside 合計. */
const UNSEEN_MARGIN = 6

/** The cheapest; but one that no reader saw in print only if it is clearly likelier than that beside 合計. */
function choose(solutions: Solution[], sums: Sums): Solution | null {
  const [best] = solutions
  if (!best || isPrinted(best.total, sums)) return best ?? null
  const printed = solutions.find((s) => isSeen(s.total, sums.totals))
  return printed && printed.cost - best.cost < UNSEEN_MARGIN ? printed : best
}

function isPrinted(total: number, sums: Sums): boolean {
  const exact = sums.change.length ? [] : sums.tendered
  return isSeen(total, [...sums.totals, ...sums.payments, ...exact])
}

function isSeen(total: number, prints: Sum[]): boolean {
  return prints.some((s) => s.ways.some((way) => way.value === total && way.cost <= SEEN))
}

/** Share of this total among all that anything speaks for. */
function certaintyOf(best: Solution, solutions: Solution[]): number {
  return 1 / solutions.reduce((sum, s) => sum + Math.exp(best.cost - s.cost), 0)
}

/** As printed: before the coupon, after it, or with the tax. */
function subtotalOf(prints: Sum[], { net, coupon, total }: Solution): number | null {
  const fits = [net, net - coupon, total].find((v) => prints.some((p) => p.ways[0]!.value === v))
  const way = prints.some((p) => p.ways.some((w) => w.value === net)) ? net : null
  return fits ?? way ?? prints[0]?.ways[0]!.value ?? null
}

function repairOf(field: string, prints: Sum[], value: number | null): Repair[] {
  const [first] = prints
  if (!first || value === null || prints.some((p) => p.ways[0]!.value === value)) return []
  const why = first.ways.find((w) => w.value === value)?.why ?? 'the other sums come to it'
  return [{ field, from: String(first.ways[0]!.value), to: String(value), why }]
}
