import { audit, campaigns, draws, hashing, type Sql } from '@tamaru/db'
import {
  bornWithAge,
  hashTickets,
  numberTickets,
  ProblemError,
  tokyoDate,
  type PrizeDraw,
} from '@tamaru/domain'
import { z } from 'zod'
import type { RunWork } from '../runs/carry-out-run.ts'

const FreezeInput = z.object({
  campaignId: z.string(),
  drawId: z.string(),
  /** Where a value will come from that nobody knows yet: the draw waits for it. */
  publicSource: z.string().nullable(),
})

/**
 * Fixes the tickets of a draw, as the newest published rules have it, in one transaction: whoever is approved later has
 * none, and so has whoever is too young by now. Refuses as `requireFreezable`.
 */
export const freezeDraw: RunWork = async ({ ports, accountId, staffId, input, tell }) => {
  const { campaignId, drawId, publicSource } = FreezeInput.parse(input)
  return async function freeze(sql) {
    await draws.lockBesidePlays(sql, accountId, campaignId)
    const now = ports.now()
    const { draw, leastAge, campaignVersionId } = await requireFreezable(
      sql,
      accountId,
      campaignId,
      drawId,
      now,
    )
    const bornBy = leastAge === null ? null : bornWithAge(leastAge, tokyoDate(now))
    const shares = await draws.listShares(sql, accountId, campaignId, draw.ticketPer, bornBy)
    const tickets = numberTickets(shares)
    const ticketsSha256 = hashTickets(tickets, hashing)
    const whose = { accountId, campaignId, drawId, campaignVersionId }
    const frozen = { ...whose, ticketsSha256, publicSource, frozenAt: now }
    await draws.freeze(sql, frozen, tickets, staffId, (count) => tell(count, tickets.length))
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'draw.freeze',
      subject: `draw:${campaignId}:${drawId}`,
      after: { ticketsSha256, tickets: tickets.length, publicSource },
      now,
    })
    return { tickets: tickets.length, ticketsSha256 }
  }
}

/** Refuses `draw_too_early`, `draw_already_frozen`, `draw_secret_revealed`, and `not_found`. */
export async function requireFreezable(
  sql: Sql,
  accountId: string,
  campaignId: string,
  drawId: string,
  now: Date,
): Promise<{ draw: PrizeDraw; leastAge: number | null; campaignVersionId: string }> {
  const commitment = await draws.findCommitment(sql, accountId, campaignId)
  const newest = await campaigns.findPublished(sql, accountId, campaignId)
  const draw = newest?.rules.draws.find(({ id }) => id === drawId)
  if (!commitment || !newest || !draw) throw new ProblemError('not_found')
  if (commitment.revealedAt) throw new ProblemError('draw_secret_revealed')
  const frozen = await draws.listFrozen(sql, accountId, campaignId)
  if (frozen.some((known) => known.drawId === drawId)) throw new ProblemError('draw_already_frozen')
  if (tokyoDate(now) < draw.drawnFrom)
    throw new ProblemError('draw_too_early', `may be drawn from ${draw.drawnFrom}`)
  return { draw, leastAge: newest.rules.leastAge, campaignVersionId: newest.id }
}
