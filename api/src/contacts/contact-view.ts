import { z } from '@hono/zod-openapi'
import { CONTACT_KINDS } from '@tamaru/domain'

const Origin = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .openapi({ description: 'Where it comes from, and what the person was told about it' })
const Written = z.string().max(254)

/** `value` null lets it go. */
export const ContactTelling = z.strictObject({ value: Written.min(1).nullable(), origin: Origin })

const ContactRow = z.strictObject({
  shopperId: z.uuid().optional(),
  lineUserId: z.string().max(64).optional(),
  email: Written.optional(),
  phone: Written.optional(),
  member: Written.optional(),
})
export const ContactImport = z.strictObject({
  origin: Origin,
  contacts: z.array(ContactRow).min(1).max(1_000),
})
export type ContactImport = z.infer<typeof ContactImport>

const ContactFault = z.object({
  /** The place among those that were sent. */
  index: z.int(),
  /** Null: whose it is. */
  field: z.enum(CONTACT_KINDS).nullable(),
  fault: z.enum(['person_unknown', 'no_contact']),
})
export type ContactFault = z.infer<typeof ContactFault>
export const ContactImported = z.object({
  told: z.int(),
  /** How many of them were new, or other than before. */
  changed: z.int(),
  refused: z.array(ContactFault),
})
export type ContactImported = z.infer<typeof ContactImported>

export const PersonContacts = z.object({
  contacts: z.array(
    z.object({
      kind: z.enum(CONTACT_KINDS),
      /** Null where it was sealed with another key than that of now. */
      value: z.string().nullable(),
      origin: z.string(),
      toldAt: z.iso.datetime(),
      /** Of an e-mail address, whether its person agreed to e-mail by their own word; nothing else is sent to by now. */
      maySend: z.boolean(),
    }),
  ),
})
