import { campaigns, entries, pointGrants, readings, type Sql } from '@tamaru/db'
import { lawOfGrant, ProblemError, type PrizeLaw, type RewardedPurchase } from '@tamaru/domain'

/** Holds a grant against the prize law, with all that its purchase has brought. Refuses an entry that is not the person's. */
export async function holdAgainstLaw(
  sql: Sql,
  accountId: string,
  { shopperId, points, entryId }: { shopperId: string; points: number; entryId: string | null },
): Promise<PrizeLaw> {
  const purchase = entryId === null ? null : await findPurchase(sql, accountId, shopperId, entryId)
  return lawOfGrant(points, purchase)
}

async function findPurchase(
  sql: Sql,
  accountId: string,
  shopperId: string,
  entryId: string,
): Promise<RewardedPurchase> {
  const entry = await entries.find(sql, accountId, entryId)
  if (entry?.shopperId !== shopperId) throw new ProblemError('not_found')
  const [reading, campaign, granted] = await Promise.all([
    readings.findNewest(sql, accountId, entryId),
    entry.campaignVersionId ? campaigns.findVersion(sql, accountId, entry.campaignVersionId) : undefined,
    pointGrants.sumOfEntry(sql, accountId, entryId),
  ])
  return {
    total_yen: reading?.total ?? null,
    points: (entry.state === 'approved' ? (entry.points ?? 0) : 0) + granted,
    yenPerPoint: campaign?.rules.prizeBasis?.yenPerPoint ?? 1,
  }
}
