import { z } from 'zod'

const Yen = z.number().int().positive()

/** A good that counts in a campaign, as its rules name it: all that judging needs of it. */
export const CampaignProduct = z.object({
  /** Of the campaign's own, for its sets and decisions; where the good was chosen from the catalogue, the product's id. */
  id: z.string(),
  jan: z.string().nullable().default(null),
  name: z.string(),
  /** The name's reading in katakana: what tills print when they print no kanji. */
  kana: z.string().nullable().default(null),
  aliases: z.array(z.string()).default([]),
  price_yen: Yen.nullable().default(null),
  /** Points for each one bought, where it is not the campaign's `pointsPerProduct`. */
  points: z.number().int().min(0).nullable().default(null),
})
export type CampaignProduct = z.infer<typeof CampaignProduct>
