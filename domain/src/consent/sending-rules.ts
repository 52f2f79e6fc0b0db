import { z } from 'zod'
import { Prefecture } from '../places/prefecture.ts'
import { ClosingDays, DEFAULT_QUIET_HOURS, QuietHours } from '../time/quiet-hours.ts'

/** At most so many messages to one person within any so many days. */
const Cap = z.object({ days: z.int().min(1).max(31), messages: z.int().min(1).max(1000) })

/** What the account's plan with LINE costs: so many messages a month are in it, each further one has a price. */
const Plan = z.object({
  freeMessages: z.int().min(0).max(10_000_000),
  extraMessage_yen: z.number().min(0).max(1000),
})

const UpTo = z.int().min(0).max(100)
/**
 * Up to which part of LINE's month, in percent, messages may be pushed that nobody is waiting for; what is left is for those
 * that matter more. Offers stop first, then surveys, steps and reminders; results and answers have all of it.
 */
const QuotaShares = z
  .object({ offers_percent: UpTo, others_percent: UpTo })
  .refine(({ offers_percent, others_percent }) => offers_percent <= others_percent, {
    path: ['offers_percent'],
    message: 'more than the others have',
  })

/** How an account sends. As it begins: by day, as often as there is a reason. */
export const SendingRules = z.object({
  /** Nothing goes out: each message is held, and staff send or discard it. */
  stopped: z.boolean().default(false),
  /** Nothing goes out to people who live there, by their numbers: after an earthquake, say. */
  stoppedPrefectures: z.array(Prefecture).max(47).default([]),
  /** Where some prefecture is stopped, also those of whom nobody knows where they live. */
  stopsUnknownPrefecture: z.boolean().default(false),
  quietHours: QuietHours.default(DEFAULT_QUIET_HOURS),
  closingDays: ClosingDays.default([]),
  caps: z.array(Cap).max(5).default([]),
  /** Communication plan: 200 messages, and no more to be had. */
  plan: Plan.default({ freeMessages: 200, extraMessage_yen: 0 }),
  /** What pushes may cost in a month of Asia/Tokyo; null: no limit. Results and answers cost, but are never held by it. */
  budget_yen: z.int().min(0).max(1_000_000_000).nullable().default(null),
  quotaShares: QuotaShares.default({ offers_percent: 100, others_percent: 100 }),
})
export type SendingRules = z.infer<typeof SendingRules>
