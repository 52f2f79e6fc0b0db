import { InstantPrize, PrizeDraw, RULE_PARTS, StoreIdentity } from '@tamaru/domain'
import { z } from 'zod'

const parts = RULE_PARTS

/**
 * A campaign as its shoppers must know it before they buy. Words and numbers of its published rules: a JAN code, a
 * reading in kana or another name of a product is the matcher's business, a shop's T-number the reader's.
 */
export const CampaignFacts = z.object({
  /** By this its draws are found: `/api/draws/{id}`. */
  id: z.uuid(),
  name: parts.name,
  sponsor: parts.sponsor,
  purchasedFrom: parts.purchasedFrom,
  purchasedUntil: parts.purchasedUntil,
  entryFrom: parts.entryFrom.unwrap(),
  entryUntil: parts.entryUntil,
  maxReceiptAgeDays: parts.maxReceiptAgeDays.unwrap(),
  leastAge: parts.leastAge.unwrap(),
  /** Whether it is for some people only; GET /api/me/admission tells a person whether for them. */
  isForSome: z.boolean(),
  /** The shops that take part; null: any shop. */
  stores: z.array(StoreIdentity.pick({ id: true, name: true })).nullable(),
  products: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      price_yen: z.int().nullable(),
      points: z.int().nullable(),
    }),
  ),
  minimumSpend: parts.minimumSpend.unwrap(),
  pointsPerProduct: parts.pointsPerProduct,
  amountPoints: parts.amountPoints.unwrap(),
  sets: parts.sets.unwrap(),
  multipliers: parts.multipliers.unwrap(),
  stamps: parts.stamps.unwrap(),
  instantWin: z
    .object({ prizes: z.array(InstantPrize.pick({ id: true, name: true, oneIn: true, stock: true })) })
    .nullable(),
  draws: z.array(PrizeDraw.omit({ value_yen: true, receiving: true })),
  /** SHA-256 of the secret that its instant prizes and draws are worked out with; null: there is no chance in it. */
  commitment: z.string().nullable(),
  maxPointsPerReceipt: parts.maxPointsPerReceipt,
  maxPointsPerPersonPerDay: parts.maxPointsPerPersonPerDay,
  maxPointsPerPerson: parts.maxPointsPerPerson.unwrap(),
  /** All points that the campaign may ever give; when they are given, it ends. */
  budget_points: parts.budget_points.unwrap(),
  pendingDays: parts.pendingDays.unwrap(),
  pointsLiveForDays: parts.pointsLiveForDays,
})

/** What the mini-app must know before anybody is logged in. */
export const ConfigView = z.object({
  accountName: z.string(),
  liffId: z.string(),
  staffLiffId: z.string(),
  campaign: CampaignFacts.nullable(),
})
export type ConfigView = z.infer<typeof ConfigView>
