import { cheapestOfEach, type Way } from '../fields/amount.ts'
import type { RoledLine, TaggedNumber } from './roled-line.ts'

export type Count = {
  quantity: number
  unitPrice: number | null
  /** The ways to read the good's sum before what is taken off in its own line. */
  ways: Way[]
  inLine: number
  /** Count and unit price, both printed, make the sum. */
  confirmed: boolean
  /** Nothing else that is printed makes another count nearly as likely. */
  sure: boolean
}

/** A digit misread in a sum that a count and a price, both printed, speak against; in the costs of `Way`. */
const DIGIT_COST = 4
/** Two counts are a tie unless one is so much likelier: 20 to 1. */
const MARGIN = 3
const NOT_PRINTED = 2
const MOST = 999

/**
 * How many pieces, from numbers that stand in the good's own lines: nothing is reckoned with that is not printed. The
 * network says which number is which; of count and price, which make the same sum either way, the likelier is taken.
 * @param sums the ways to read what the line comes to
 */
export function countOf(lines: RoledLine[], sums: Way[], off: TaggedNumber[]): Count {
  const numbers = lines.flatMap((l) => l.numbers)
  const alone = { quantity: 1, unitPrice: null, ways: sums, inLine: 0, confirmed: false, sure: true }
  const counts = numbers.filter((n) => n.costs.count < MARGIN && n.value > 0 && n.value <= MOST)
  const units = numbers.filter((n) => n.costs.unit < MARGIN && n.value > 0)
  const pairs = counts
    .flatMap((count) => units.filter((unit) => unit !== count).flatMap((unit) => fit(count, unit, sums, off)))
    .sort((a, b) => a.cost - b.cost)
  const [best] = pairs
  if (best) {
    const rival = pairs.find((p) => p.quantity !== best.quantity)
    return { ...best, confirmed: best.exact, sure: !rival || rival.cost - best.cost >= MARGIN }
  }
  const count = numbers.find((n) => n.tag === 'count' && n.value > 0 && n.value <= MOST)
  const unit = numbers.find((n) => n.tag === 'unit' && n.value > 0)
  if (count) {
    const price = sums[0]!.value / count.value
    if (Number.isInteger(price))
      return { ...alone, quantity: count.value, unitPrice: price, sure: !unit && isPlain(count) }
    // Ten eggs for 198 yen are one box; a count that stands for itself is a count, whatever was misread.
    if (off.length === 0 && !isPlain(count)) return alone
    return { ...alone, quantity: count.value, sure: !unit && off.length > 0 }
  }
  const implied = unit && unit.tag === 'unit' ? sums[0]!.value / unit.value : 1
  if (unit && Number.isInteger(implied) && implied > 0 && implied <= 30)
    return { ...alone, quantity: implied, unitPrice: unit.value, sure: implied === 1 }
  const melted = unit && meltedPair(unit.value, sums[0]!.value)
  if (melted) return { ...alone, ...melted, confirmed: true }
  // A price that does not make the sum has a count that was not read.
  return { ...alone, sure: !unit || unit.value === sums[0]!.value }
}

/** Price and count read as one number, 118 1 as 1181: where the two make the sum, both were printed. */
function meltedPair(value: number, sum: number): { quantity: number; unitPrice: number } | null {
  const [unitPrice, quantity] = [Math.floor(value / 10), value % 10]
  return quantity > 0 && unitPrice > 9 && unitPrice * quantity === sum ? { quantity, unitPrice } : null
}

/** A number that may as well be part of the name (単4電池 4本) is no sure count. */
const isPlain = ({ costs, value }: TaggedNumber): boolean => value === 1 || costs.name >= MARGIN

type Fit = { quantity: number; unitPrice: number; ways: Way[]; inLine: number; cost: number; exact: boolean }

function fit(count: TaggedNumber, unit: TaggedNumber, sums: Way[], off: TaggedNumber[]): Fit[] {
  const told = Math.floor(unit.value * count.value + 1e-6)
  const cost = count.costs.count + unit.costs.unit + rarity(count.value)
  const make = (ways: Way[], inLine: number, more: number, exact: boolean): Fit[] => [
    { quantity: count.value, unitPrice: unit.value, ways, inLine, cost: cost + more, exact },
  ]
  const exact = sums.find((way) => way.value === told)
  if (exact) return make([exact, ...sums.filter((way) => way !== exact)], 0, exact.cost, true)
  const less = [...off.map((o) => o.value), ...off.map((o) => o.value * count.value)]
  const net = sums.find((way) => less.some((by) => way.value === told - by))
  if (net) return make([{ ...net, value: told }], told - net.value, net.cost, true)
  const near = sums.find((way) => differsInOneDigit(way.value, told))
  if (!near || !Number.isInteger(told)) return []
  const ways = cheapestOfEach([
    ...sums,
    { value: told, cost: near.cost + DIGIT_COST, why: `it is ${count.value} of ${unit.value}` },
  ])
  return make(ways, 0, DIGIT_COST + NOT_PRINTED, false)
}

/** Odds against so many pieces of one good. */
const rarity = (count: number): number =>
  count <= 1 ? 0 : count <= 6 ? 0.5 : count <= 12 ? 1.5 : count <= 30 ? 3 : 6

function differsInOneDigit(one: number, other: number): boolean {
  const [a, b] = [String(one), String(other)]
  return a.length > 2 && a.length === b.length && [...a].filter((digit, i) => digit !== b[i]).length === 1
}
