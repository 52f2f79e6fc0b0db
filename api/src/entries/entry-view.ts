import { Decision, EntryState, Reading } from '@tamaru/domain'
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

/** An entry whole: what was read, and how it was decided, check by check. */
export const EntryView = EntrySummary.extend({
  source: z.enum(['app', 'chat']),
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
export type EntryView = z.infer<typeof EntryView>
export type EntryReceipt = z.infer<typeof EntryReceipt>
