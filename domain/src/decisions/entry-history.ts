import { z } from 'zod'
import { Admission } from '../admission/admission.ts'
import { LikeReceipt } from '../duplicates/like-receipt.ts'
import { MileageRank } from '../ranks/rank.ts'
import { CALM, Velocity } from '../duplicates/velocity.ts'

/**
 * The facts that the house already knows when it judges an entry. Kept with each judgement, so that judging again gives
 * the same; what was added later has a default, with which older judgements still parse.
 */
export const EntryHistory = z.object({
  /** Another entry holds the very same photo (SHA-256). */
  samePhoto: z.boolean(),
  /** Approved or waiting entries that show, or may show, the same receipt: the likeliest first. */
  likeReceipts: z.array(LikeReceipt).default([]),
  velocity: Velocity.default(CALM),
  /** Points already credited to this person for entries of this Tokyo day, and since the campaign began. */
  pointsToday: z.number().int(),
  pointsInCampaign: z.number().int().default(0),
  /** What may still be given to anybody; null where the campaign has no budget. */
  budgetLeft: z.number().int().nullable().default(null),
  rank: MileageRank.default('bronze'),
  /** Whether the campaign is for this person; null where it is for everybody, or nobody looked. */
  admission: Admission.nullable().default(null),
  /** Entries of this person that this campaign has approved, and the stamps that they gave. */
  approvedEntries: z.number().int().default(0),
  stamps: z.number().int().default(0),
})
export type EntryHistory = z.infer<typeof EntryHistory>

/** The history where nothing is known yet of the person or the campaign. */
export const NO_HISTORY: EntryHistory = EntryHistory.parse({
  samePhoto: false,
  pointsToday: 0,
})
