import { MileageRank } from '@tamaru/domain'
import { z } from 'zod'
import { pageOf } from '../http/paging.ts'

/** What moved, newest first: `points` on the card, `pending` beside it, `debt` (above zero: paid back). */
export const PointHistory = pageOf(
  z.object({
    id: z.string(),
    points: z.int(),
    pending: z.int(),
    debt: z.int(),
    reason: z.object({ ja: z.string(), en: z.string() }),
    entryId: z.uuid().nullable(),
    at: z.iso.datetime(),
  }),
)

/** The mileage card. Dates are Tokyo days; points lapse at the end of `expiresOn`. */
export const PointsView = z.object({
  /** What can be spent today: the sum of `lots`. */
  balance: z.int(),
  /** Points that will be on the card from the day `releaseOn` on, the next first. */
  pending: z.array(z.object({ points: z.int(), releaseOn: z.iso.date(), expiresOn: z.iso.date() })),
  /** What points to come pay back first: some were taken back after they had been spent. */
  debt: z.int().min(0),
  /** By the points earned in the last twelve months, and what is missing to the next rank. */
  rank: z.object({
    rank: MileageRank,
    earned: z.int(),
    next: z.object({ rank: MileageRank, missing: z.int() }).nullable(),
  }),
  /** The stamp card of the campaign that is running: how many of `goal` are on it, and what the goal gives. */
  stamps: z.object({ collected: z.int(), goal: z.int(), points: z.int() }).nullable(),
  nextExpiry: z.object({ points: z.int(), expiresOn: z.iso.date() }).nullable(),
  lots: z.array(z.object({ points: z.int(), pointsLeft: z.int(), expiresOn: z.iso.date() })),
})
export type PointsView = z.infer<typeof PointsView>
