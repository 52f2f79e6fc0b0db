import { z } from 'zod'

/** What the mini-app must know before anybody is logged in. */
export const ConfigView = z.object({
  accountName: z.string(),
  liffId: z.string(),
  staffLiffId: z.string(),
  campaign: z
    .object({
      name: z.string(),
      sponsor: z.string(),
      purchasedFrom: z.iso.date(),
      purchasedUntil: z.iso.date(),
      entryUntil: z.iso.date(),
      pointsPerProduct: z.int(),
      sets: z.array(z.object({ id: z.string(), name: z.string(), points: z.int() })),
      maxPointsPerReceipt: z.int(),
      maxPointsPerPersonPerDay: z.int(),
      products: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          price_yen: z.int().nullable(),
          points: z.int().nullable(),
        }),
      ),
    })
    .nullable(),
})
export type ConfigView = z.infer<typeof ConfigView>
