import { z } from '@hono/zod-openapi'
import { pageOf } from '../http/paging.ts'
import { CLAIM_REFUSALS, LINK_ENDERS, LINK_SOURCES } from '@tamaru/domain'

const Number = z.string().min(1).max(254).openapi({ description: 'A member number, as the brand writes it' })

export const OwnLink = z.object({
  /** Whether they can be sent to the brand's site to be linked. */
  canLink: z.boolean(),
  link: z
    .object({
      /** Null where it was sealed with another key than that of now. */
      number: z.string().nullable(),
      since: z.iso.datetime(),
      source: z.enum(LINK_SOURCES),
    })
    .nullable(),
})
export const LinkBegun = z.object({ url: z.url() })

export const NonceAsked = z.strictObject({
  /** As it stands in the address by which the person came. */
  linkToken: z.string().min(1).max(1_000),
  memberNumber: Number,
})
export const NonceMade = z.object({
  /** Where the person goes next: LINE's own page. */
  url: z.url(),
  expiresAt: z.iso.datetime(),
})
export const LoginLink = z.strictObject({ idToken: z.string().min(1).max(10_000), memberNumber: Number })
export const LinkMade = z.object({ since: z.iso.datetime(), isNew: z.boolean() })
export const Unlinking = z.strictObject({ memberNumber: Number })

export const LinkHistory = pageOf(
  z.object({
    id: z.uuid(),
    number: z.string().nullable(),
    source: z.enum(LINK_SOURCES),
    origin: z.string().nullable(),
    /** Who of the staff took it in. */
    linkedBy: z.string().nullable(),
    since: z.iso.datetime(),
    /** Null: it stands. */
    until: z.iso.datetime().nullable(),
    endedBy: z.enum(LINK_ENDERS).nullable(),
    endedByName: z.string().nullable(),
    why: z.string().nullable(),
  }),
)
export const LinkEnding = z.strictObject({ why: z.string().trim().min(1).max(500) })
export const HolderAsked = z.strictObject({ memberNumber: Number })
export const Holder = z.object({ shopperId: z.uuid().nullable(), since: z.iso.datetime().nullable() })

export const LinksTaken = z.object({
  linked: z.int(),
  /** They stood already. */
  same: z.int(),
  refused: z.array(
    z.object({
      /** As a spreadsheet counts: the first line is 1. */
      row: z.int(),
      fault: z.enum(['person_unknown', 'no_number', ...CLAIM_REFUSALS]),
    }),
  ),
})
export type LinksTaken = z.infer<typeof LinksTaken>
