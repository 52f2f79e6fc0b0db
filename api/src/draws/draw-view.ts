import { ShownName } from '@tamaru/domain'
import { z } from 'zod'
import { pageOf } from '../http/paging.ts'

const Commitment = z.object({
  /** SHA-256 of the secret, as text of 64 hexadecimal digits. */
  commitment: z.string(),
  committedAt: z.iso.datetime(),
  revealedAt: z.iso.datetime().nullable(),
})

/** Who won at once, newest first. */
export const InstantWins = pageOf(
  z.object({
    entryId: z.uuid(),
    shopperName: ShownName.nullable(),
    prizeId: z.string(),
    playedAt: z.iso.datetime(),
    /** Whether its entry is approved still. What it won stays where staff decide anew; a revocation takes points back. */
    stands: z.boolean(),
  }),
)

/** Who won in a draw, the first prize at the head. */
export const DrawWinners = pageOf(
  z.object({
    place: z.int(),
    ticketNo: z.int(),
    entryId: z.uuid(),
    shopperName: ShownName.nullable(),
    /** The entry was taken back after the draw: whether the prize is sent is for a person to say. */
    revoked: z.boolean(),
    /** By what is known of their age now, and the campaign's least. */
    oldEnough: z.boolean(),
  }),
)

/** Chance in a campaign, for staff: with what is still to be done. */
export const StaffDrawsView = z.object({
  /** Null: the campaign's rules hold no chance. */
  commitment: Commitment.nullable(),
  /** Entries that are not decided yet: they have no ticket if the draw is frozen now. */
  openEntries: z.int(),
  instantPrizes: z.array(
    z.object({ id: z.string(), name: z.string(), oneIn: z.int(), stock: z.int(), won: z.int() }),
  ),
  draws: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      winners: z.int(),
      ticketPer: z.enum(['entry', 'product']),
      oncePerPerson: z.boolean(),
      drawnFrom: z.string(),
      state: z.enum(['open', 'frozen', 'drawn']),
      ticketCount: z.int().nullable(),
      ticketsSha256: z.string().nullable(),
      publicSource: z.string().nullable(),
      publicValue: z.string().nullable(),
      frozenAt: z.iso.datetime().nullable(),
      drawnAt: z.iso.datetime().nullable(),
    }),
  ),
})
export type StaffDrawsView = z.infer<typeof StaffDrawsView>

/** What a shopper needs to find themselves in the public record: the seal under which they stand in it, and what they hold. */
const person = z.string()
export const MyTickets = pageOf(
  z.object({
    drawId: z.string(),
    no: z.int(),
    nth: z.int(),
    seal: z.string(),
    entryId: z.uuid(),
    /** 1 is the first prize; null: not drawn, or drawn and not won. */
    place: z.int().nullable(),
  }),
).extend({ person })
export const MyPlays = pageOf(
  z.object({
    entryId: z.uuid(),
    seal: z.string(),
    prize: z.object({ id: z.string(), name: z.string() }).nullable(),
  }),
).extend({ person })

const PublicText = z.string().trim().min(1).max(300).nullable().default(null)
export const Freezing = z.object({ publicSource: PublicText })
export const Drawing = z.object({ publicValue: PublicText })
