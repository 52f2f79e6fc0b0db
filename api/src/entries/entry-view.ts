import { Decision, EntryState, JudgementCause, Reading, type Arrival } from '@tamaru/domain'
import { z } from 'zod'

/** What a shopper's list shows of an entry. */
export const EntrySummary = z.object({
  id: z.uuid(),
  state: EntryState,
  points: z.int(),
  createdAt: z.iso.datetime(),
  /** As read from the photo; null while it has not been. */
  merchantName: z.string().nullable(),
  purchasedAt: z.string().nullable(),
  total_yen: z.number().nullable(),
  /** The one sentence on how it ended or what happens now. */
  message: z.object({ ja: z.string(), en: z.string() }),
})

/** Points that came: those that can be spent, the pending ones and those that paid back a debt add up to `points`. */
export const ArrivalView = z.object({
  points: z.int(),
  usable: z.int(),
  pending: z.int(),
  /** The Tokyo day on which the pending ones come. */
  releaseOn: z.iso.date().nullable(),
  repaid: z.int(),
}) satisfies z.ZodType<Arrival>

/** One step on an entry's way: who or what moved it, and what that judgement rests on. */
export const JudgementView = Decision.pick({
  outcome: true,
  points: true,
  lines: true,
  matched: true,
  checks: true,
  message: true,
  confirmed: true,
}).extend({
  cause: JudgementCause,
  /** The version of the campaign's rules that judged it. */
  version: z.int(),
  at: z.iso.datetime(),
})

/** An entry whole: what was read, and how it was decided, check by check. */
export const EntryView = EntrySummary.extend({
  source: z.enum(['app', 'chat']),
  /** Whether its shopper may ask for a second look: a rejected entry, once. */
  mayAppeal: z.boolean(),
  appealedAt: z.iso.datetime().nullable(),
  /** The entry that stands in its place: with a better photo, or with the same one at a better time. */
  followedBy: z.uuid().nullable(),
  /** The entries in whose place it stands, oldest first. */
  follows: z.array(z.uuid()),
  /** When its shopper took the photo back in the chat: it is not to be seen any more. */
  unsentAt: z.iso.datetime().nullable(),
  /** What it won at once; null where it won nothing. */
  prize: z
    .object({
      name: z.string(),
      points: z.int().nullable(),
      arrival: ArrivalView.nullable(),
      /** How a thing is received; null: the organiser tells. */
      receiving: z.string().nullable(),
    })
    .nullable(),
  /** What became of its points up to now; null where it has none, or they were taken back. */
  arrival: ArrivalView.nullable(),
  /** Why it stands as it does, from the first judgement to the last. */
  judgements: z.array(JudgementView),
  decidedAt: z.iso.datetime().nullable(),
  reading: Reading.nullable(),
  decision: Decision.nullable(),
})

/** The answer to an upload. */
export const EntryReceipt = z.object({
  id: z.uuid(),
  state: EntryState,
  /** True where this shopper had sent the very same photo before: `id` is that earlier entry, nothing new was made. */
  alreadyReceived: z.boolean(),
})

export type EntrySummary = z.infer<typeof EntrySummary>
export type JudgementView = z.infer<typeof JudgementView>
export type EntryView = z.infer<typeof EntryView>
export type EntryReceipt = z.infer<typeof EntryReceipt>
