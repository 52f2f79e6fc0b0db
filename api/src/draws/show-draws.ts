import { campaigns, draws, instantPlays, type Sql } from '@tamaru/db'
import { addDays, ProblemError, startOfTokyoDay } from '@tamaru/domain'
import type { StaffDrawsView } from './draw-view.ts'

/** A campaign's chance as staff see it. */
export async function showDraws(sql: Sql, accountId: string, campaignId: string): Promise<StaffDrawsView> {
  const newest = await campaigns.findPublished(sql, accountId, campaignId)
  if (!newest) throw new ProblemError('not_found')
  const { instantWin, draws: rules, entryUntil } = newest.rules
  const [commitment, openEntries, byPrize, frozen] = await Promise.all([
    draws.findCommitment(sql, accountId, campaignId),
    draws.countOpenEntries(sql, accountId, campaignId, startOfTokyoDay(addDays(entryUntil, 1))),
    instantPlays.countByPrize(sql, accountId, campaignId),
    draws.listFrozen(sql, accountId, campaignId),
  ])
  return {
    commitment: commitment
      ? {
          commitment: commitment.commitment,
          committedAt: commitment.committedAt.toISOString(),
          revealedAt: commitment.revealedAt?.toISOString() ?? null,
        }
      : null,
    openEntries,
    instantPrizes: (instantWin?.prizes ?? []).map(({ id, name, oneIn, stock }) => ({
      id,
      name,
      oneIn,
      stock,
      won: byPrize.get(id) ?? 0,
    })),
    draws: rules.map(({ id, name, winners: count, ticketPer, oncePerPerson, drawnFrom }) => {
      const fixed = frozen.find(({ drawId }) => drawId === id)
      return {
        id,
        name,
        winners: count,
        ticketPer,
        oncePerPerson,
        drawnFrom,
        state: fixed ? (fixed.drawnAt ? 'drawn' : 'frozen') : 'open',
        ticketCount: fixed?.ticketCount ?? null,
        ticketsSha256: fixed?.ticketsSha256 ?? null,
        publicSource: fixed?.publicSource ?? null,
        publicValue: fixed?.publicValue ?? null,
        frozenAt: fixed?.frozenAt.toISOString() ?? null,
        drawnAt: fixed?.drawnAt?.toISOString() ?? null,
      }
    }),
  }
}
