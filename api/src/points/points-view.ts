import { z } from 'zod'

/** The mileage card. Dates are Tokyo days; points lapse at the end of `expiresOn`. */
export const PointsView = z.object({
  balance: z.int(),
  /** Points that will be on the card from the day `releaseOn` on, the next first. */
  pending: z.array(z.object({ points: z.int(), releaseOn: z.iso.date(), expiresOn: z.iso.date() })),
  /** What points to come pay back first: some were taken back after they had been spent. */
  debt: z.int().min(0),
  nextExpiry: z.object({ points: z.int(), expiresOn: z.iso.date() }).nullable(),
  lots: z.array(z.object({ points: z.int(), pointsLeft: z.int(), expiresOn: z.iso.date() })),
  /** What moved, newest first: `points` on the card, `pending` beside it, `debt` (above zero: paid back). */
  history: z.array(
    z.object({
      id: z.string(),
      points: z.int(),
      pending: z.int(),
      debt: z.int(),
      reason: z.object({ ja: z.string(), en: z.string() }),
      entryId: z.uuid().nullable(),
      at: z.iso.datetime(),
    }),
  ),
})
export type PointsView = z.infer<typeof PointsView>
