import { cleanName } from '../fields/items.ts'
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
/** A line that is no good at all; the count of pieces speaks for it or against. */
const NO_GOOD = { uncounted: 4, counted: 2, miscounted: 7 }

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

  /** A number without a name, a sum of all above it, or what stands above the first good and is no money. */
  function noGood(good: Good, index: number): Change[] {
    const why = 'the lines come to the sum only if this one is no good'
    const below = goods[index + 1]
    const dropped = (from: number, to: number, made: Good[]) => {
      const left = [...goods.slice(0, from), ...made, ...goods.slice(to + 1)]
      const counted = count === null ? 'uncounted' : count === piecesOf(left) ? 'counted' : 'miscounted'
      return left.length ? [change([from, to], made, NO_GOOD[counted], why, 'line')] : []
    }
    const head = goods.slice(0, index + 1).some(isMoney) ? [] : dropped(0, index, [])
    const repeats = index > 0 && good.gross === goodsNet(goods.slice(0, index))
    if ((index === 0 && head.length) || (good.name.length > 2 && !repeats)) return head
    // A code before a name was taken for a sum: the name is the next line's.
    const named = below && below.name === '' ? [{ ...below, name: nameIn(good) }] : null
    return [...head, ...(named ? dropped(index, index + 1, named) : dropped(index, index, []))]
  }
}

const isMoney = ({ lines }: Good) => lines.some((line) => line.amount?.money)

function nameIn({ lines }: Good): string {
  return cleanName(lines[0]!.text.replace(/^[\d\s*]+/, ''))
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
