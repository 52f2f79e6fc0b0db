import { misreadCost, type Misread } from './misread-cost.ts'
import { normaliseName } from './normalise-name.ts'
import type { SignDoubt } from '../receipts/reading.ts'
import { KINDS } from './signs-of-kind.ts'

/** A doubt of one bit, a sign half as likely as the one that was read, costs a tenth of a kana. */
const COST_PER_BIT = 0.1

/**
 * Returns the costs for one name whose reader told what else its signs may be: as always, but a sign that the reader
 * saw as well costs as little as it was less likely. What tells kinds of a good apart (緑 and 紅, 500 and 600) no odds
 * decide.
 */
export function misreadWith(doubts: readonly SignDoubt[] | undefined): Misread {
  if (!doubts?.length) return misreadCost
  const seen = new Map<string, number>()
  for (const { read, may, odds } of doubts) {
    const [printed, meant] = [normaliseName(read), normaliseName(may)]
    if ([...printed].length !== 1 || [...meant].length !== 1 || printed === meant || odds <= 0) continue
    if (KINDS.test(printed) || KINDS.test(meant)) continue
    const cost = -Math.log2(odds) * COST_PER_BIT
    seen.set(printed + meant, Math.min(cost, seen.get(printed + meant) ?? Infinity))
  }
  return (printed, meant) => {
    const cost = misreadCost(printed, meant)
    return printed === meant ? cost : Math.min(cost, seen.get(printed + meant) ?? Infinity)
  }
}
