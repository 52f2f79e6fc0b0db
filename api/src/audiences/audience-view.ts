import { z } from '@hono/zod-openapi'
import type { audiences } from '@tamaru/db'
import { AUDIENCE_LISTS, CONTACT_KINDS, MOST_UPLOADED } from '@tamaru/domain'
import { pageOf } from '../http/paging.ts'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 in hex, small letters')

/** A person of a list: SHA-256 of what they are known by, each normalised as docs/audiences.md says. */
const Uploaded = z
  .strictObject({ email: Sha256, phone: Sha256, member: Sha256 })
  .partial()
  .refine((row) => CONTACT_KINDS.some((kind) => row[kind] !== undefined), 'a hash at least')

export const NewAudience = z.strictObject({
  name: z.string().trim().min(1).max(100),
  list: z.enum(AUDIENCE_LISTS),
  /** Where the list comes from. */
  origin: z.string().trim().min(1).max(300),
  /** What its people agreed to, or on what other ground it may be used. */
  consent: z.string().trim().min(1).max(300),
  people: z.array(Uploaded).min(1).max(MOST_UPLOADED),
})
export type NewAudience = z.infer<typeof NewAudience>

export const AudienceView = z.object({
  id: z.uuid(),
  name: z.string(),
  list: z.enum(AUDIENCE_LISTS),
  origin: z.string(),
  consent: z.string(),
  /** How many were uploaded. */
  people: z.int(),
  /** How many of the account’s people were found: of whom a contact is held. */
  matched: z.int(),
  /** How many are not held; they are found when they come to be, for some days. */
  waiting: z.int(),
  madeBy: z.object({ id: z.uuid(), displayName: z.string() }),
  madeAt: z.iso.datetime(),
})
/** The segments whose rules name it. */
export const AudienceDetail = AudienceView.extend({ usedIn: z.array(z.string()) })
export const AudienceListView = pageOf(AudienceView)

export function toAudienceView(audience: audiences.Audience): z.infer<typeof AudienceView> {
  const { id, name, list, origin, consent, people, matched, waiting, madeBy, madeByName, madeAt } = audience
  return {
    ...{ id, name, list, origin, consent, people, matched, waiting, madeAt: madeAt.toISOString() },
    madeBy: { id: madeBy, displayName: madeByName },
  }
}
