import { AliasReplay } from '@tamaru/domain'
import { z } from 'zod'
import { pageOf } from '../http/paging.ts'

const Evidence = z.object({
  entries: z.int(),
  staff: z.array(z.string()),
  /** The newest of the entries, five at most. */
  examples: z.array(z.uuid()),
})

export const AliasState = z.enum(['open', 'accepted', 'dismissed'])

export const AliasView = z.object({
  id: z.uuid(),
  campaignId: z.uuid(),
  campaignName: z.string(),
  /** The line as it was printed last, and as names are compared. */
  printed: z.string(),
  name: z.string(),
  productId: z.string(),
  state: AliasState,
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  /** Entries in which staff named the product for the line. */
  seen: Evidence,
  /** Entries in which they left the same line uncounted, or named another product. */
  against: Evidence,
  /** What the alias would have changed in all that ever came; null while nobody has replayed it. */
  replay: z
    .object({
      result: AliasReplay,
      version: z.int(),
      by: z.string(),
      at: z.iso.datetime(),
      /** Whether it still holds: nothing was published and nothing seen of the line since. */
      isCurrent: z.boolean(),
    })
    .nullable(),
})
export type AliasView = z.infer<typeof AliasView>

export const AliasList = pageOf(AliasView)

const Reason = z.string().trim().min(1).max(1000)
/** `overrideReason`: why it counts although entries were decided otherwise. */
export const AliasAcceptance = z.object({ overrideReason: Reason.nullable().default(null) })
export const AliasDismissal = z.object({ reason: Reason.nullable().default(null) })
