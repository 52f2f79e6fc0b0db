import { z } from 'zod'

/** The mileage card. Dates are Tokyo days; points lapse at the end of `expiresOn`. */
export const PointsView = z.object({
  balance: z.int(),
  nextExpiry: z.object({ points: z.int(), expiresOn: z.iso.date() }).nullable(),
  lots: z.array(z.object({ points: z.int(), pointsLeft: z.int(), expiresOn: z.iso.date() })),
  history: z.array(
    z.object({
      id: z.string(),
      points: z.int(),
      reason: z.object({ ja: z.string(), en: z.string() }),
      entryId: z.uuid().nullable(),
      at: z.iso.datetime(),
    }),
  ),
})
export type PointsView = z.infer<typeof PointsView>
