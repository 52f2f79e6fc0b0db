import type { Good } from './fields/items.ts'

export type Repair = { field: string; from: string; to: string; why: string }

type Change = { index: number; by: number; good: Good | null; why: string }

export function goodsNet(goods: Good[]): number {
  return goods.reduce((s, g) => s + g.gross - g.discount, 0)
}

/**
 * If the goods miss the sum, what closes the gap is taken, but only where one single change does: another reading of a
 * sum, a nameless line that is really a discount, two other readings together, or one digit misread.
 */
export function fitGoods(goods: Good[], target: number): { goods: Good[]; repairs: Repair[] } {
  const gap = target - goodsNet(goods)
  if (gap === 0) return { goods, repairs: [] }
  const readings = goods.flatMap(otherReadings)
  const single = [...readings, ...goods.flatMap((good, i) => hiddenDiscount(goods, good, i))].filter(
    (c) => c.by === gap,
  )
  if (single.length === 1) return apply(goods, single)
  if (single.length > 1) return { goods, repairs: [] }
  const pairs = readings.length > 150 ? [] : pairsOf(readings).filter(([a, b]) => a.by + b.by === gap)
  if (pairs.length === 1) return apply(goods, pairs[0]!)
  if (pairs.length > 1) return { goods, repairs: [] }
  const slips = goods.flatMap((good, index) => oneDigitOff(good, index, gap))
  return slips.length === 1 ? apply(goods, slips) : { goods, repairs: [] }
}

function otherReadings(good: Good, index: number): Change[] {
  const why = 'the only other reading with which the lines come to the sum'
  return [
    ...[...good.others, ...good.guesses].map((gross) => ({
      index,
      by: gross - good.gross,
      good: { ...good, gross },
      why,
    })),
    ...good.discountOthers.map((discount) => ({
      index,
      by: good.discount - discount,
      good: { ...good, discount },
      why,
    })),
  ]
}

/** A line whose name is lost and that is cheaper than the good above it may take its amount off that good. */
function hiddenDiscount(goods: Good[], good: Good, index: number): Change[] {
  const above = goods[index - 1]
  if (!above || good.name.length > 2 || good.gross >= above.gross) return []
  return [
    {
      index,
      by: -2 * good.gross,
      good: null,
      why: 'the lines come to the sum only if this one is a discount',
    },
  ]
}

function pairsOf(changes: Change[]): [Change, Change][] {
  return changes.flatMap((a, i) =>
    changes.slice(i + 1).flatMap((b): [Change, Change][] => (a.index === b.index ? [] : [[a, b]])),
  )
}

function oneDigitOff(good: Good, index: number, gap: number): Change[] {
  const gross = good.gross + gap
  if (gross <= 0 || !differsByOne(String(good.gross), String(gross))) return []
  return [
    { index, by: gap, good: { ...good, gross }, why: 'one digit of one line is all that the sum lacks' },
  ]
}

/** One digit replaced, lost or added. */
export function differsByOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let at = 0
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at++
  if (a.length === b.length) return a.slice(at + 1) === b.slice(at + 1)
  return a.length < b.length ? a.slice(at) === b.slice(at + 1) : a.slice(at + 1) === b.slice(at)
}

function apply(goods: Good[], changes: Change[]): { goods: Good[]; repairs: Repair[] } {
  let fitted = [...goods]
  const repairs: Repair[] = []
  for (const { index, good, why } of changes) {
    const old = goods[index]!
    const from = String(old.gross - old.discount)
    if (good) {
      fitted[index] = { ...good, ...unitOf(good) }
      repairs.push({ field: `items.${index}.amount`, from, to: String(good.gross - good.discount), why })
    } else {
      const above = fitted[index - 1]!
      fitted[index - 1] = {
        ...above,
        discount: above.discount + old.gross,
        lines: [...above.lines, ...old.lines],
      }
      fitted = fitted.filter((_, i) => i !== index)
      repairs.push({
        field: `items.${index - 1}.discount`,
        from: String(above.discount),
        to: String(above.discount + old.gross),
        why,
      })
    }
  }
  return { goods: fitted, repairs }
}

/** A unit price that no longer makes the sum is dropped. */
function unitOf(good: Good): { unitPrice: number | null } {
  const fits = good.unitPrice !== null && Math.floor(good.unitPrice * good.quantity + 1e-6) === good.gross
  return { unitPrice: fits ? good.unitPrice : null }
}
