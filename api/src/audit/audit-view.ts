import { z } from 'zod'
import { PLACES, pageOf, pageQuery } from '../http/paging.ts'

export const AuditQuery = pageQuery(PLACES.number).extend({
  /** What was acted on: "entry:ID", "staff:ID", "store:ID", "job:ID" … */
  subject: z.string().min(1).max(200).optional(),
  /** Who acted: a person of the staff's id. */
  person: z.uuid().optional(),
})

/** A head that was noted earlier, elsewhere: it must be among the hashes, or events were cut off or written anew. */
export const AuditChainQuery = z.object({
  head: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'the 64 hexadecimal digits of a hash')
    .optional(),
})

export const AuditChainView = z.object({
  /** How many events hang together from the first one on. */
  events: z.int(),
  /** The hash of the last of them, to be noted elsewhere; zeros where there is none. */
  head: z.string(),
  /** The first thing that is wrong, in English; null where the chain is whole. */
  fault: z.string().nullable(),
  /** How many of them lost words to erasures, which later events of the log account for. */
  erased: z.int(),
})

/** Newest first. */
export const AuditList = pageOf(
  z.object({
    seq: z.int(),
    at: z.iso.datetime(),
    act: z.string(),
    subject: z.string(),
    /** Null for a command on the server. */
    by: z.object({ id: z.uuid(), displayName: z.string() }).nullable(),
    before: z.unknown(),
    after: z.unknown(),
    hash: z.string(),
    /** When an erasure took what it said, since the words stood in it; null: it stands. Words that were erased are null. */
    emptiedAt: z.iso.datetime().nullable(),
  }),
)
