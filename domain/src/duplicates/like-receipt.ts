import { z } from 'zod'
import { CERTAIN_AT, compareReceipts, PERHAPS_AT } from './compare-receipts.ts'
import { LikenessReason, type ReceiptTraits } from './evidence.ts'

/** Another entry that shows, or may show, the receipt of the one that is judged. */
export const LikeReceipt = z.object({
  entryId: z.string(),
  /** The same shopper sent both. */
  samePerson: z.boolean(),
  /** Credited, waiting for staff, or credited once and taken back: that holds no receipt, but people look before it counts again. */
  state: z.enum(['approved', 'needs_review', 'revoked']),
  /** How likely it is one receipt, 0 to 1, and why; see `compareReceipts`. */
  score: z.number().min(0).max(1),
  reasons: z.array(LikenessReason),
})
export type LikeReceipt = z.infer<typeof LikeReceipt>

/** From here on one person's two photos are of one receipt: people send a photo twice far oftener than they buy twice. */
const CERTAIN_OF_ONE_PERSON_AT = 0.8

/** Tells whether the receipt is that entry's: by the evidence, and because it is credited or waits. */
export function holdsReceipt(like: LikeReceipt): boolean {
  return like.state !== 'revoked' && isCertainlySame(like)
}

export function isCertainlySame({ score, samePerson }: LikeReceipt): boolean {
  return score >= (samePerson ? CERTAIN_OF_ONE_PERSON_AT : CERTAIN_AT)
}

type Other = Pick<LikeReceipt, 'entryId' | 'samePerson' | 'state'> & { reading: ReceiptTraits }

/** Finds those of the other entries that are at least perhaps of the same receipt, the likeliest first. */
export function findLikeReceipts(reading: ReceiptTraits, others: readonly Other[]): LikeReceipt[] {
  return others
    .map(({ reading: other, ...entry }) => ({ ...entry, ...compareReceipts(reading, other) }))
    .filter(({ score }) => score >= PERHAPS_AT)
    .sort((a, b) => b.score - a.score)
}
