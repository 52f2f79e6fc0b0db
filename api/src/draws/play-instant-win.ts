import {
  draws,
  hashing,
  instantPlays,
  ledger,
  shoppers,
  type campaigns,
  type entries,
  type Sql,
} from '@tamaru/db'
import {
  addDays,
  drawInstantPrizes,
  sealEntry,
  tokyoDate,
  type InstantHit,
  type InstantPrize,
} from '@tamaru/domain'
import { recordHappening } from '../happenings/record-happening.ts'
import type { Ports } from '../ports.ts'

/**
 * Plays for the instant prizes with an entry that is being approved, in the caller's transaction, which holds the
 * person. Returns what was won. A prize that was hit and is sold out is no win; the record keeps it, so that whoever works
 * it out again finds the same. Null as well where the campaign has no such prizes, where the entry or another one with
 * the same photo has played, for who tries the account out, and once the secret is out: whoever knows it could choose a photo that wins.
 */
export async function playInstantWin(
  sql: Sql,
  ports: Pick<Ports, 'now'>,
  { entry, campaign }: { entry: entries.Entry; campaign: campaigns.CampaignVersion },
): Promise<{ prize: InstantPrize } | null> {
  const { accountId, shopperId, id: entryId } = entry
  if ((await shoppers.find(sql, accountId, shopperId))?.testSide) return null
  const { campaignId } = campaign
  const prizes = campaign.rules.instantWin?.prizes
  const secret = prizes && (await draws.findSecret(sql, accountId, campaignId))
  if (!secret) return null
  const seal = sealEntry(campaignId, entry.photoSha256, hashing)
  if (await instantPlays.hasPlayed(sql, { accountId, campaignId, entryId, seal })) return null

  const hits: InstantHit[] = []
  let won: InstantPrize | null = null
  for (const prize of drawInstantPrizes({ campaignId, seal, secret }, prizes, hashing)) {
    const taken = await instantPlays.claimPrize(sql, accountId, campaignId, prize.id)
    hits.push({ prizeId: prize.id, outcome: taken.claimed ? 'won' : 'sold_out', stock: taken.stock })
    won = taken.claimed ? prize : null
    if (won) break
  }
  await instantPlays.record(sql, {
    accountId,
    campaignId,
    campaignVersionId: campaign.id,
    entryId,
    shopperId,
    seal,
    hits,
    wonPrizeId: won?.id ?? null,
    playedAt: ports.now(),
  })
  if (won)
    await recordHappening(sql, {
      accountId,
      shopperId,
      kind: 'prize_won',
      at: ports.now(),
      naturalKey: `entry:${entryId}:prize`,
      payload: { entryId, campaignId, prizeId: won.id, drawId: null, place: null },
    })
  if (won?.points) await credit(sql, ports, entry, campaign, won.points)
  return won && { prize: won }
}

/**
 * A prize's points are covered by its own stock, not by the campaign's budget: that is why no campaign stands in their
 * journal. They wait and lapse as the points of the receipt do.
 */
async function credit(
  sql: Sql,
  ports: Pick<Ports, 'now'>,
  { accountId, shopperId, id: entryId }: entries.Entry,
  { rules: { pendingDays, pointsLiveForDays } }: campaigns.CampaignVersion,
  points: number,
): Promise<void> {
  const now = ports.now()
  const usableFrom = addDays(tokyoDate(now), pendingDays)
  const prize = {
    naturalKey: `entry:${entryId}:prize`,
    reason: 'prize' as const,
    entryId,
    shopperId,
    issuerId: null,
    points,
    releaseOn: pendingDays > 0 ? usableFrom : null,
    expiresOn: addDays(usableFrom, pointsLiveForDays),
  }
  await ledger.credit(sql, accountId, prize, now)
}
