import { z } from 'zod'

const Words = z.object({ ja: z.string(), en: z.string() })

/** One thing that was checked, in words that both the shopper and the staff can read. */
export const Check = z.object({
  id: z.enum([
    'photo_is_receipt',
    'photo_new',
    'receipt_new',
    'reading_certain',
    'purchase_in_period',
    'entry_in_period',
    'products_found',
    'points_left_today',
  ]),
  result: z.enum(['pass', 'fail', 'unknown']),
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

/** How an entry ended and why. `decidedBy` is the machine, or a staff member who looked. */
export const Decision = z.object({
  outcome: z.enum(['approved', 'rejected', 'needs_review']),
  points: z.number().int().min(0),
  matched: z.array(MatchedProduct),
  checks: z.array(Check),
  /** The one sentence for the shopper. */
  message: Words,
  decidedBy: z.enum(['machine', 'staff']),
  /** Staff's own words to the shopper, where they gave any. */
  reason: z.string().nullable().default(null),
})
export type Decision = z.infer<typeof Decision>

export const EntryState = z.enum(['received', 'reading', 'needs_review', 'approved', 'rejected'])
export type EntryState = z.infer<typeof EntryState>
