import { campaigns, draws, hashing, instantPlays, type Sql, type staff } from '@tamaru/db'
import { addDays, ProblemError, sealPerson, shownName, startOfTokyoDay } from '@tamaru/domain'
import type { MyDrawsView, StaffDrawsView } from './draw-view.ts'

/** A campaign's chance as staff see it. */
export async function showDraws(sql: Sql, person: staff.Staff, campaignId: string): Promise<StaffDrawsView> {
  const { accountId } = person
  const [newest] = await campaigns.listVersions(sql, accountId, campaignId)
  if (!newest) throw new ProblemError('not_found')
  const { instantWin, draws: rules, entryUntil } = newest.rules
  const [commitment, openEntries, byPrize, frozen, winners] = await Promise.all([
    draws.findCommitment(sql, accountId, campaignId),
    draws.countOpenEntries(sql, accountId, campaignId, startOfTokyoDay(addDays(entryUntil, 1))),
    instantPlays.countByPrize(sql, accountId, campaignId),
    draws.listFrozen(sql, accountId, campaignId),
    draws.listWinners(sql, accountId, campaignId),
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
        results: winners
          .filter(({ drawId }) => drawId === id)
          .map(({ place, ticketNo, entryId, displayName, revoked }) => ({
            place,
            ticketNo,
            entryId,
            shopperName: shownName(person, displayName),
            revoked,
          })),
      }
    }),
  }
}

/** A person's own tickets and plays in a campaign. */
export async function showMyDraws(
  sql: Sql,
  accountId: string,
  campaignId: string,
  shopperId: string,
): Promise<MyDrawsView> {
  const versions = await campaigns.listVersions(sql, accountId, campaignId)
  if (versions.length === 0) throw new ProblemError('not_found')
  const prizes = versions.flatMap(({ rules }) => rules.instantWin?.prizes ?? [])
  const nameOf = (id: string) => prizes.find((prize) => prize.id === id)?.name ?? id
  const [tickets, plays] = await Promise.all([
    draws.listTicketsOfShopper(sql, accountId, campaignId, shopperId),
    instantPlays.listOfShopper(sql, accountId, campaignId, shopperId),
  ])
  return {
    person: sealPerson(campaignId, shopperId, hashing),
    tickets,
    instantPlays: plays.map(({ entryId, seal, prizeId }) => ({
      entryId,
      seal,
      prize: prizeId === null ? null : { id: prizeId, name: nameOf(prizeId) },
    })),
  }
}
