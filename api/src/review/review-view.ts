import { DayMark, EntryState, outOfBounds, Reading, ShownName } from '@tamaru/domain'
import { z } from 'zod'
import { EntryView } from '../entries/entry-view.ts'
import { pageOf } from '../http/paging.ts'

export const ReviewList = z.object({
  counts: z.record(EntryState, z.int()),
  ...pageOf(
    z.object({
      id: z.uuid(),
      state: EntryState,
      shopperName: ShownName.nullable(),
      points: z.int(),
      createdAt: z.iso.datetime(),
      decidedAt: z.iso.datetime().nullable(),
      /** When its shopper asked for a second look; null: they did not. */
      appealedAt: z.iso.datetime().nullable(),
    }),
  ).shape,
})

/** Everything a person needs to decide: the entry, who sent it, and what may be credited. */
export const ReviewEntry = EntryView.extend({
  /** `balance` can be spent today, `pending` comes later, `debt` is paid back by what comes first. */
  shopper: z.object({
    /** Null of who has left. */
    id: z.uuid().nullable(),
    displayName: ShownName.nullable(),
    balance: z.int(),
    pending: z.int(),
    debt: z.int(),
  }),
  /** From where its points would come if they were taken back now; null where it has none. */
  taking: z.object({ usable: z.int(), pending: z.int(), owed: z.int() }).nullable(),
  products: z.array(z.object({ id: z.string(), name: z.string() })),
  /** What the point lines call a set. */
  sets: z.array(z.object({ id: z.string(), name: z.string() })),
  decidedBy: z.string().nullable(),
  /** Until when whoever asks may open their own decision again; null: they may not. */
  reopenableUntil: z.iso.datetime().nullable(),
})

/** What staff see on a photo, where it is not what the machine read. */
export const Sighting = z.object({
  /** The goods that count, line by line; `printed` is the line's name, which the shopper then sees marked. */
  products: z
    .array(
      z.object({
        productId: z.string(),
        quantity: z.int().min(1).max(99),
        printed: z.string().max(200).default(''),
      }),
    )
    .max(200)
    .default([]),
  correction: Reading.pick({ purchasedAt: true, total: true, items: true })
    .extend({ merchantName: z.string().nullable() })
    .partial()
    .superRefine((correction, context) => {
      for (const issue of outOfBounds(correction)) context.addIssue(issue)
    })
    .nullable()
    .default(null),
})

const QuestionKeys = z.array(z.string().max(500)).max(200).default([])

/**
 * A person of the staff's decision, with what they corrected in the reading. A rejection must give a reason; an approval, an
 * answer to everything that stands against it.
 */
export const ReviewDecision = Sighting.extend({
  outcome: z.enum(['approved', 'rejected']),
  reason: z.string().trim().min(1).max(200).nullable().default(null),
  /** Keys of the preview's questions that were on the screen, and of those that are approved all the same. */
  seen: QuestionKeys,
  confirmed: QuestionKeys,
}).refine((decision) => decision.outcome === 'approved' || decision.reason !== null, {
  path: ['reason'],
  message: 'a rejection needs a reason that the shopper can read',
})

export type Sighting = z.infer<typeof Sighting>
export type ReviewDecision = z.infer<typeof ReviewDecision>

/** Why a credit is taken back, in words for its shopper. */
export const Revocation = z.object({ reason: z.string().trim().min(1).max(200) })

export const OverviewView = z.object({
  /** Messages that have not gone out; null for staff who are bound to stores. */
  heldMessages: z.int().nullable(),
  /** LINE refuses our channel access token. */
  isTokenRefused: z.boolean(),
  counts: z.record(EntryState, z.int()),
  byDay: z.array(
    z.object({
      day: z.iso.date(),
      entries: z.int(),
      approved: z.int(),
      points: z.int(),
      /** Why nobody works on it; null: a working day. */
      mark: DayMark.nullable(),
    }),
  ),
  /** The entry that has waited longest for staff, and for how many working days; null: none waits. */
  waiting: z.object({ since: z.iso.datetime(), workingDays: z.int() }).nullable(),
})
