import { capForEveryone, judgeLine, type PrizeLaw } from './prize-law.ts'
import { prizeLawWords as words } from './prize-law-words.ts'

/** A purchase that points are given for by hand, and what it has brought already. */
export interface RewardedPurchase {
  /** Null: not known. */
  total_yen: number | null
  /** Of its receipt and of grants before, not those of prizes, which have caps of their own. */
  points: number
  yenPerPoint: number
}

/**
 * Holds points that are given by hand against the cap of 総付, together with what the same purchase has brought. Without a
 * purchase they hang on no transaction, and the law sets no cap.
 */
export function lawOfGrant(points: number, purchase: RewardedPurchase | null): PrizeLaw {
  if (!purchase) return { within: true, lines: [], notes: [words.noteOnNoPurchase()] }
  const { total_yen, yenPerPoint } = purchase
  const planned_yen = Math.ceil((purchase.points + points) * yenPerPoint)
  const cap_yen = total_yen === null ? null : capForEveryone(total_yen)
  const line = judgeLine(words.grant(total_yen), cap_yen, planned_yen)
  // Without a total there is a cap, only nobody can tell it.
  const within = total_yen === null ? null : line.within
  return { within, lines: [{ ...line, within }], notes: [words.noteOnDiscounts()] }
}
