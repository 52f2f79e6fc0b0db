import { audit, campaigns, draws, hashing, inTransaction, LONG_LIMITS, type staff } from '@tamaru/db'
import { hashTickets, numberTickets, ProblemError, tokyoDate } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/**
 * Fixes the tickets of a draw, as the newest published rules have it: whoever is approved later has none. Where
 * `publicSource` names a value that is still to come, the draw waits for it. Refuses `draw_too_early`,
 * `draw_already_frozen`, `draw_secret_revealed`.
 */
export async function freezeDraw(
  ports: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.StaffMember,
  { campaignId, drawId, publicSource }: { campaignId: string; drawId: string; publicSource: string | null },
): Promise<void> {
  await inTransaction(
    ports.db,
    async (sql) => {
      const commitment = await draws.lock(sql, accountId, campaignId)
      const [newest] = await campaigns.listVersions(sql, accountId, campaignId)
      const draw = newest?.rules.draws.find(({ id }) => id === drawId)
      if (!commitment || !newest || !draw) throw new ProblemError('not_found')
      if (commitment.revealedAt) throw new ProblemError('draw_secret_revealed')
      const frozen = await draws.listFrozen(sql, accountId, campaignId)
      if (frozen.some((known) => known.drawId === drawId)) throw new ProblemError('draw_already_frozen')
      if (tokyoDate(ports.now()) < draw.drawnFrom)
        throw new ProblemError('draw_too_early', `may be drawn from ${draw.drawnFrom}`)

      const shares = await draws.listShares(sql, accountId, campaignId, draw.ticketPer)
      const tickets = numberTickets(shares)
      const ticketsSha256 = hashTickets(tickets, hashing)
      const campaignVersionId = newest.id
      await draws.freeze(
        sql,
        { accountId, campaignId, drawId, campaignVersionId, ticketsSha256, publicSource },
        tickets,
        staffId,
      )
      await audit.record(sql, {
        accountId,
        staffId,
        act: 'draw.freeze',
        subject: `draw:${campaignId}:${drawId}`,
        after: { ticketsSha256, tickets: tickets.length, publicSource },
      })
    },
    LONG_LIMITS,
  )
}
