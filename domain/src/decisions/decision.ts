import { z } from 'zod'
import { ApprovalQuestion } from './approval-question.ts'
import { PointLine } from './earn-points.ts'

const Words = z.object({ ja: z.string(), en: z.string() })

/** One thing that was checked, in words that both the shopper and the staff can read. */
export const Check = z.object({
  id: z.enum([
    'photo_is_receipt',
    'photo_new',
    'receipt_new',
    'velocity',
    'photo_unedited',
    'reading_certain',
    'person_admitted',
    'entry_in_period',
    'purchase_in_period',
    'receipt_age',
    'store_takes_part',
    'products_found',
    'minimum_spend',
    'conditions_met',
    'points_left_today',
    'points_left_person',
    'budget_left',
  ]),
  result: z.enum(['pass', 'fail', 'unknown']),
  /** The version of the campaign's rules by which it was checked; null where that was not yet kept. */
  version: z.number().int().nullable().default(null),
  /** What was read or counted, e.g. "2026-11-02" or "ミナト 緑茶 500ml ×2". */
  value: z.string().nullable(),
  /** The key of the reading's field this rests on, to show its place in the photo. */
  field: z.string().nullable(),
  shopper: Words,
  staff: Words,
})
export type Check = z.infer<typeof Check>

export const MatchedProduct = z.object({
  productId: z.string(),
  name: z.string(),
  printed: z.string(),
  quantity: z.number().int(),
  score: z.number(),
  certainty: z.enum(['sure', 'unsure']),
})
export type MatchedProduct = z.infer<typeof MatchedProduct>

/** How an entry ended and why. `decidedBy` is the machine, or a person of the staff who looked. */
export const Decision = z.object({
  outcome: z.enum(['approved', 'rejected', 'needs_review', 'revoked', 'replaced', 'withdrawn']),
  points: z.number().int().min(0),
  /** How the points came about. */
  lines: z.array(PointLine).default([]),
  /** Stamps towards the campaign's goal. */
  stamps: z.number().int().min(0).default(0),
  matched: z.array(MatchedProduct),
  checks: z.array(Check),
  /** The one sentence for the shopper. */
  message: Words,
  decidedBy: z.enum(['machine', 'staff']),
  /** Staff's own words to the shopper, where they gave any. */
  reason: z.string().nullable().default(null),
  /** What stood against it, and staff approved it all the same. */
  confirmed: z.array(ApprovalQuestion).default([]),
})
export type Decision = z.infer<typeof Decision>

/**
 * Who or what moved an entry: the machine or staff judged it; its shopper appealed; and how it went on or ended
 * otherwise.
 */
export const JudgementCause = z.enum([
  'machine',
  'staff',
  'appeal',
  'revocation',
  'reopening',
  'replacement',
  'withdrawal',
])
export type JudgementCause = z.infer<typeof JudgementCause>

/**
 * The state of an entry. `received`, `reading` and `needs_review` are open; `revoked`, `replaced` (by a better photo of its
 * receipt) and `withdrawn` (by its shopper) are ends for good.
 */
export const EntryState = z.enum([
  'received',
  'reading',
  'needs_review',
  'approved',
  'rejected',
  'revoked',
  'replaced',
  'withdrawn',
])
export type EntryState = z.infer<typeof EntryState>
