import { z } from 'zod'

export const AuditQuery = z.object({
  /** What was acted on: "entry:ID", "staff:ID", "store:ID", "job:ID" … */
  subject: z.string().min(1).max(200).optional(),
  /** Who acted: a staff member's id. */
  member: z.uuid().optional(),
  /** Events older than this number. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
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
})

export const AuditList = z.object({
  /** Newest first. */
  events: z.array(
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
    }),
  ),
  /** `before` of the next page; null where this is the last one. */
  next: z.int().nullable(),
})
