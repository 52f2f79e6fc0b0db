import { z } from 'zod'

const LocalDate = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a date as YYYY-MM-DD')

export const CampaignProduct = z.object({
  id: z.string(),
  jan: z.string().nullable().default(null),
  name: z.string(),
  /** The name's reading in katakana: what tills print when they print no kanji. */
  kana: z.string().nullable().default(null),
  aliases: z.array(z.string()).default([]),
  price_yen: z.number().int().positive().nullable().default(null),
})

/**
 * What a marketer sets up, as data. A published version never changes; an entry keeps the version that judged it.
 * Dates are inclusive and in Asia/Tokyo.
 */
export const CampaignRules = z.object({
  name: z.string(),
  sponsor: z.string(),
  purchasedFrom: LocalDate,
  purchasedUntil: LocalDate,
  entryUntil: LocalDate,
  products: z.array(CampaignProduct).min(1),
  /** Points for each campaign product bought, counted by quantity. */
  pointsPerProduct: z.number().int().positive(),
  /** Extra points when one receipt holds this many different campaign products. */
  varietyBonus: z
    .object({ differentProducts: z.number().int().min(2), points: z.number().int().positive() })
    .nullable(),
  maxPointsPerReceipt: z.number().int().positive(),
  maxPointsPerPersonPerDay: z.number().int().positive(),
  /** Points lapse at the end of the day this many days after they were credited. */
  pointsLiveForDays: z.number().int().positive(),
  /** Minutes between a credit and the question how it was: the result should be seen first. */
  surveyAfter_min: z.number().int().min(0).default(60),
})
export type CampaignRules = z.infer<typeof CampaignRules>
export type CampaignProduct = z.infer<typeof CampaignProduct>
