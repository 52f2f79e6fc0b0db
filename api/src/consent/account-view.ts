import { AskedPurpose, ConsentGround, SendingRules } from '@tamaru/domain'
import { z } from 'zod'

const { shape } = SendingRules
/** As they are set, without what they begin with. */
const Rules = {
  stopped: shape.stopped.unwrap(),
  quietHours: shape.quietHours.unwrap(),
  closingDays: shape.closingDays.unwrap(),
  caps: shape.caps.unwrap(),
  stoppedPrefectures: shape.stoppedPrefectures.unwrap(),
  stopsUnknownPrefecture: shape.stopsUnknownPrefecture.unwrap(),
  plan: shape.plan.unwrap(),
  budget_yen: shape.budget_yen.unwrap(),
  quotaShares: shape.quotaShares.unwrap(),
}

const Counts = z.object({
  given: z.int(),
  refused: z.int(),
  neverAsked: z.int(),
  /** Of who said neither: who has added the account, and agrees where friendship counts. */
  silentFriends: z.int(),
  /** Whose consent stands by the ground that holds now. */
  standing: z.int(),
})

/** What an account has set for what it may send, and how many people it reaches by that. */
export const AccountView = z.object({
  name: z.string(),
  /** The notice that is published; null: none, and nobody should be asked to take part. */
  noticeVersion: z.int().nullable(),
  shoppers: z.int(),
  consent: z.array(
    z.object({
      purpose: AskedPurpose,
      ground: ConsentGround,
      asked: z.boolean(),
      people: Counts,
      /** When staff last set it, and who; null: it is as it began. */
      changedAt: z.iso.datetime().nullable(),
      changedBy: z.string().nullable(),
    }),
  ),
  /** Offers are chosen by what people buy: of those who agreed to offers, who agreed to that as well. */
  offersByPurchases: z.object({ agreedToOffers: z.int(), reached: z.int(), excluded: z.int() }),
  /** Whether what goes out takes the word of a second person first. */
  approvalOn: z.boolean(),
  /** Whether all sending is stopped; the hours and days on which nobody is written to unasked; how often at most. */
  stopped: Rules.stopped,
  quietHours: Rules.quietHours,
  closingDays: Rules.closingDays,
  caps: Rules.caps,
  /** Where sending is stopped, and how many people are known to live there; of how many nobody knows where. */
  stoppedPrefectures: Rules.stoppedPrefectures,
  stopsUnknownPrefecture: Rules.stopsUnknownPrefecture,
  stoppedPeople: z.int(),
  peopleOfUnknownPrefecture: z.int(),
  /** What a month may cost; what it has cost so far, by what was pushed. */
  plan: Rules.plan,
  budget_yen: Rules.budget_yen,
  quotaShares: Rules.quotaShares,
  month: z.object({ month: z.string(), pushed: z.int(), cost_yen: z.int() }),
  /** The last year whose national holidays are known. */
  holidaysEndYear: z.int(),
})
export type AccountView = z.infer<typeof AccountView>

const EitherGround = z.object({ ground: ConsentGround, asked: z.boolean() })
const TickOnly = z.object({ ground: z.literal('tick'), asked: z.boolean() })

/** What is left out stays as it is. */
export const AccountChange = z.strictObject({
  consent: z
    .strictObject({
      offers: EitherGround,
      steps: EitherGround,
      surveys: EitherGround,
      analysis: TickOnly,
      experiments: TickOnly,
      email: TickOnly,
      sharing: TickOnly,
      sensitive: TickOnly,
    })
    .partial()
    .optional(),
  approvalOn: z.boolean().optional(),
  stopped: Rules.stopped.optional(),
  quietHours: Rules.quietHours.optional(),
  closingDays: Rules.closingDays.optional(),
  caps: Rules.caps.optional(),
  stoppedPrefectures: Rules.stoppedPrefectures.optional(),
  stopsUnknownPrefecture: Rules.stopsUnknownPrefecture.optional(),
  plan: Rules.plan.optional(),
  budget_yen: Rules.budget_yen.optional(),
  quotaShares: Rules.quotaShares.optional(),
})
export type AccountChange = z.infer<typeof AccountChange>
