import type { Evidence, LikenessReason, ReceiptTraits } from './evidence.ts'
import { weighBasket } from './weigh-basket.ts'
import { weighMarks } from './weigh-marks.ts'
import { weighMoment } from './weigh-moment.ts'
import { weighNumber, weighPayment, weighRegister, weighSlip, weighTotal } from './weigh-numbers.ts'
import { weighShop } from './weigh-shop.ts'

/** How likely two photos show one printed receipt, and why, the weightiest reason first. */
export type Likeness = { score: number; reasons: LikenessReason[] }

/** From here on it is one receipt, and from here on it may be. */
export const CERTAIN_AT = 0.99
export const PERHAPS_AT = 0.1

/**
 * Odds, in bits, before anything is known of two entries: that one is the other's receipt is rarer than that both come
 * from one shop on one day.
 */
const BEFORE_BITS = -14

/**
 * Weighs whether two readings are of the same printed receipt: each field that both show is evidence for or against,
 * and the evidence adds up (Fellegi and Sunter 1969, "A Theory for Record Linkage"; the bits are estimated from the
 * reader's own slips, see docs/adr/016). What one photo does not show says nothing, so one missing or misread field
 * hides no duplicate, and no single field makes one certain but the photo itself.
 *
 * With shop, minute and total the same, these make it certain (0.99): the receipt's number, the card slip's, or a
 * basket of five lines. The next customer at the till, whose number is the next, stays below 0.1 with up to four goods
 * the same, and never becomes certain.
 */
export function compareReceipts(a: ReceiptTraits, b: ReceiptTraits): Likeness {
  const evidence = [
    weighMarks(a.marks, b.marks),
    weighShop(a.merchant, b.merchant),
    weighMoment(a.purchasedAt, b.purchasedAt),
    weighTotal(a.total, b.total),
    weighNumber(a.receiptNumber, b.receiptNumber),
    weighSlip(a.slipNumber, b.slipNumber),
    weighRegister(a.registerNumber, b.registerNumber),
    weighBasket(a.items, b.items),
    weighPayment(a, b),
  ].filter((found): found is Evidence => found !== null)
  const bits = evidence.reduce((sum, found) => sum + found.bits, BEFORE_BITS)
  return {
    score: Math.round(1000 / (1 + 2 ** -bits)) / 1000,
    reasons: evidence.toSorted((p, q) => Math.abs(q.bits) - Math.abs(p.bits)).map(({ reason }) => reason),
  }
}
