import type { Good } from '../fields/good.ts'
import { goodsNet, piecesOf } from './goods-net.ts'
import { printOf } from './print.ts'
import type { Repair } from './repair.ts'

/** Some goods in a row taken otherwise than they were read: `made` stands instead of those from `from` to `to`. */
export type Change = {
  from: number
  to: number
  made: Good[]
  /** What that does to the sum of all goods. */
  by: number
  cost: number
  why: string
  part: 'amount' | 'discount' | 'line'
}

const HIDDEN_DISCOUNT = 3.5
/** What the count of pieces adds to the odds against a line's being no good at all. */
const NO_GOOD = { uncounted: 0, counted: -2, miscounted: 3 }
/** Odds against a line's being none that has no name, or comes to all that stands above it. */
const NAMELESS = 4
const MOST_DOUBT = 8

/** Everything about the goods that may have been read wrongly, each with its cost. */
export function changesOf(goods: Good[], count: number | null): Change[] {
  return [...goods.flatMap(amounts), ...goods.flatMap(hiddenDiscount), ...goods.flatMap(noGood)]

  function change(
    range: [number, number],
    made: Good[],
    cost: number,
    why: string,
    part: Change['part'],
  ): Change {
    const [from, to] = range
    return { from, to, made, by: goodsNet(made) - goodsNet(goods.slice(from, to + 1)), cost, why, part }
  }

  function amounts(good: Good, index: number): Change[] {
    const print = printOf(good.ways, good.confirmed)
    const sums = print.ways
      .filter(({ value }) => value > good.discount && value !== good.gross)
      .map(({ value, cost, why }) => {
        const made = { ...good, gross: value, unitPrice: unitPriceOf(good, value) }
        return change([index, index], [made], Math.max(0, cost - print.read.cost), why, 'amount')
      })
    const discounts = good.discounts.flatMap((ways) => {
      const print = printOf(ways, false)
      return print.ways
        .map((way) => ({ ...way, discount: good.discount - print.read.value + way.value }))
        .filter(({ value, discount }) => value !== print.read.value && discount < good.gross)
        .map(({ discount, cost, why }) =>
          change([index, index], [{ ...good, discount }], cost, why, 'amount'),
        )
    })
    return [...sums, ...discounts]
  }

  /** A line whose name is lost and that is cheaper than the good above it may take its amount off that good. */
  function hiddenDiscount(good: Good, index: number): Change[] {
    const above = goods[index - 1]
    if (!above || good.name.length > 2 || good.gross >= above.gross) return []
    const lines = [...above.lines, ...good.lines]
    const made = { ...above, discount: above.discount + good.gross, lines }
    const why = 'the lines come to the sum only if this one is a discount'
    return [change([index - 1, index], [made], HIDDEN_DISCOUNT, why, 'discount')]
  }

  /** What may be no good at all, at the odds that the network of roles gives; the count of pieces speaks for it or against. */
  function noGood(good: Good, index: number): Change[] {
    const repeats = index > 0 && good.gross === goodsNet(goods.slice(0, index))
    const doubt = good.name.length > 2 && !repeats ? good.doubt : Math.min(good.doubt, NAMELESS)
    const left = goods.filter((_, i) => i !== index)
    if (doubt > MOST_DOUBT || !left.length) return []
    const counted = count === null ? 'uncounted' : count === piecesOf(left) ? 'counted' : 'miscounted'
    const why = 'the lines come to the sum only if this one is no good'
    return [change([index, index], [], Math.max(1, doubt + NO_GOOD[counted]), why, 'line')]
  }
}

/** A unit price that no longer makes the sum is dropped. */
function unitPriceOf({ unitPrice, quantity }: Good, gross: number): number | null {
  return unitPrice !== null && Math.floor(unitPrice * quantity + 1e-6) === gross ? unitPrice : null
}

/** The goods with the changes made, each told as a repair. */
export function applyChanges(goods: Good[], changes: Change[]): { goods: Good[]; repairs: Repair[] } {
  const made: Good[] = []
  const repairs: Repair[] = []
  let next = 0
  for (const change of [...changes].sort((a, b) => a.from - b.from)) {
    made.push(...goods.slice(next, change.from))
    repairs.push(repairOf(change, goods, made.length))
    made.push(...change.made)
    next = change.to + 1
  }
  return { goods: [...made, ...goods.slice(next)], repairs }
}

function repairOf({ from, made, part, why }: Change, goods: Good[], place: number): Repair {
  const old = goods[from]!
  const [now] = made
  if (part === 'line')
    return { field: `items.${place}`, from: `${old.name} ${old.gross}`.trim(), to: '', why }
  const value = (good: Good) => String(part === 'discount' ? good.discount : good.gross - good.discount)
  return { field: `items.${place}.${part}`, from: value(old), to: value(now!), why }
}
