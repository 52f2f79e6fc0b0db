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
      varietyBonus: z.object({ differentProducts: z.int(), points: z.int() }).nullable(),
      maxPointsPerReceipt: z.int(),
      maxPointsPerPersonPerDay: z.int(),
      products: z.array(z.object({ id: z.string(), name: z.string(), price_yen: z.int().nullable() })),
    })
    .nullable(),
})
export type ConfigView = z.infer<typeof ConfigView>
