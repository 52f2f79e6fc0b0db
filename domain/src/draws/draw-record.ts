import { z } from 'zod'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits')
const Instant = z.iso.datetime()

/** What the rules of one published version say about chance. */
const DrawRules = z.object({
  version: z.int(),
  publishedAt: Instant,
  instantPrizes: z.array(z.object({ id: z.string(), name: z.string(), oneIn: z.int(), stock: z.int() })),
  draws: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      winners: z.int(),
      ticketPer: z.enum(['entry', 'product']),
      oncePerPerson: z.boolean(),
    }),
  ),
})

/**
 * A prize that an entry hit. `sold_out` is no win: by then all that were there, `stock`, had been won; it is recorded so
 * that whoever recomputes finds the same.
 */
export const InstantHit = z.object({
  prizeId: z.string(),
  outcome: z.enum(['won', 'sold_out']),
  stock: z.int(),
})
export type InstantHit = z.infer<typeof InstantHit>

/** One draw: its tickets are fixed at `frozenAt`, its winners at `drawnAt`. */
const DrawResult = z.object({
  id: z.string(),
  version: z.int(),
  frozenAt: Instant,
  ticketsSha256: Sha256,
  /** Where a value comes from that nobody knew when the tickets were fixed; null: the secret alone decides. */
  publicSource: z.string().nullable(),
  publicValue: z.string().nullable(),
  tickets: z.array(z.object({ no: z.int(), seal: Sha256, nth: z.int(), person: z.string() })),
  drawnAt: Instant.nullable(),
  /** Numbers of tickets, the first prize at the head. */
  winners: z.array(z.int()),
})

/**
 * All that is public about chance in a campaign, and enough to work every result out again. It holds no personal data:
 * entries stand under their seal, people under theirs. Until the secret is revealed, `secret` is null and the instant
 * plays are left out.
 */
export const DrawRecord = z.object({
  format: z.literal('tamaru-draw-1'),
  campaign: z.object({ id: z.string(), name: z.string() }),
  commitment: Sha256,
  committedAt: Instant,
  secret: Sha256.nullable(),
  revealedAt: Instant.nullable(),
  rules: z.array(DrawRules),
  /** In the order in which they were decided. */
  instantPlays: z.array(z.object({ seal: Sha256, version: z.int(), hits: z.array(InstantHit) })),
  draws: z.array(DrawResult),
})
export type DrawRecord = z.infer<typeof DrawRecord>
