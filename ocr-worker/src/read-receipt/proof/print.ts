import { cheapestOfEach, type Way } from '../fields/amount.ts'
import type { Sum } from '../fields/sums.ts'
import { slipsOf } from './slips.ts'

/** A printed number with what it costs to be any other: what the readers' characters allow, and slips nobody saw. */
export type Print = { read: Way; ways: Way[]; byValue: Map<number, Way> }

/** Where two readers that learned apart agree, or a count times a unit price is the sum, a slip is that much rarer. */
const CONFIRMED = 2.5

/** @param ways as `Amount.ways`: the first is taken for what was read */
export function printOf(ways: Way[], confirmed: boolean): Print {
  const [read, ...rest] = ways as [Way, ...Way[]]
  const slips = slipsOf(read.value).map((way) => ({ ...way, cost: way.cost + read.cost }))
  const others = [...rest, ...slips].map((way) => ({ ...way, cost: way.cost + (confirmed ? CONFIRMED : 0) }))
  const all = cheapestOfEach([read, ...others])
  return { read, ways: all, byValue: new Map(all.map((way) => [way.value, way])) }
}

export const printOfSum = (sum: Sum) => printOf(sum.ways, sum.line.agreed)

export function costOf(print: Print, value: number): number {
  return print.byValue.get(value)?.cost ?? Infinity
}
