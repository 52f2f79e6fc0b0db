import { MileageRank } from '@tamaru/domain'
import { z } from 'zod'

const AmountOf = z.enum(['receipt', 'products'])
const Percent = z.int()

/**
 * A campaign as its shoppers must know it before they buy. Words and numbers of its published rules: a JAN code, a
 * reading in kana or another name of a product is the matcher's business, a shop's T-number the reader's.
 */
export const CampaignFacts = z.object({
  /** By this its draws are found: `/api/draws/{id}`. */
  id: z.uuid(),
  name: z.string(),
  sponsor: z.string(),
  purchasedFrom: z.string(),
  purchasedUntil: z.string(),
  entryFrom: z.string().nullable(),
  entryUntil: z.string(),
  maxReceiptAgeDays: z.int().nullable(),
  /** The shops that take part; null: any shop. */
  stores: z.array(z.object({ id: z.string(), name: z.string() })).nullable(),
  products: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      price_yen: z.int().nullable(),
      points: z.int().nullable(),
    }),
  ),
  minimumSpend: z.object({ yen: z.int(), of: AmountOf }).nullable(),
  pointsPerProduct: z.int(),
  amountPoints: z
    .union([
      z.object({ of: AmountOf, per_yen: z.int(), points: z.int() }),
      z.object({ of: AmountOf, steps: z.array(z.object({ from_yen: z.int(), points: z.int() })) }),
    ])
    .nullable(),
  sets: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      all: z.array(z.string()),
      different: z.int().nullable(),
      of: z.array(z.string()),
      points: z.int(),
      timesPerReceipt: z.int(),
    }),
  ),
  multipliers: z.array(
    z.discriminatedUnion('when', [
      z.object({ when: z.literal('rank'), rank: MileageRank, percent: Percent }),
      z.object({ when: z.literal('weekday'), weekdays: z.array(z.int()), percent: Percent }),
      z.object({ when: z.literal('first_entry'), percent: Percent }),
    ]),
  ),
  stamps: z
    .object({ per: z.enum(['entry', 'product']), goal: z.int(), points: z.int(), repeats: z.boolean() })
    .nullable(),
  instantWin: z
    .object({
      prizes: z.array(z.object({ id: z.string(), name: z.string(), oneIn: z.int(), stock: z.int() })),
    })
    .nullable(),
  draws: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      winners: z.int(),
      drawnFrom: z.string(),
      ticketPer: z.enum(['entry', 'product']),
      oncePerPerson: z.boolean(),
    }),
  ),
  /** SHA-256 of the secret that its instant prizes and draws are worked out with; null: there is no chance in it. */
  commitment: z.string().nullable(),
  maxPointsPerReceipt: z.int(),
  maxPointsPerPersonPerDay: z.int(),
  maxPointsPerPerson: z.int().nullable(),
  /** All points that the campaign may ever give; when they are given, it ends. */
  budget_points: z.int().nullable(),
  pendingDays: z.int(),
  pointsLiveForDays: z.int(),
})

/** What the mini-app must know before anybody is logged in. */
export const ConfigView = z.object({
  accountName: z.string(),
  liffId: z.string(),
  staffLiffId: z.string(),
  campaign: CampaignFacts.nullable(),
})
export type ConfigView = z.infer<typeof ConfigView>
