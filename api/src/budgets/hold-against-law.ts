import { campaigns, entries, pointGrants, readings, type Sql } from '@tamaru/db'
import { lawOfGrant, ProblemError, type PrizeLaw, type RewardedPurchase } from '@tamaru/domain'

/**
 * Holds a grant against the prize law, with all that its purchase has brought. Refuses an entry that is not the person's, and
 * `entry_not_approved`: what it brings by itself is not known yet. `points` is 0 where nothing more is given.
 */
export async function holdAgainstLaw(
  sql: Sql,
  accountId: string,
  { shopperId, points, entryId }: { shopperId: string; points: number; entryId: string | null },
): Promise<PrizeLaw> {
  const entry = entryId === null ? null : await findEntry(sql, accountId, shopperId, entryId)
  if (entry && entry.state !== 'approved' && points > 0) throw new ProblemError('entry_not_approved')
  const purchase = entry && (await findPurchase(sql, entry))
  return lawOfGrant(points, purchase)
}

async function findEntry(
  sql: Sql,
  accountId: string,
  shopperId: string,
  entryId: string,
): Promise<entries.Entry> {
  const entry = await entries.find(sql, accountId, entryId)
  if (entry?.shopperId !== shopperId) throw new ProblemError('not_found')
  return entry
}

async function findPurchase(
  sql: Sql,
  { accountId, id: entryId, state, points, campaignVersionId }: entries.Entry,
): Promise<RewardedPurchase> {
  const [reading, campaign, granted] = await Promise.all([
    readings.findNewest(sql, accountId, entryId),
    campaignVersionId ? campaigns.findVersion(sql, accountId, campaignVersionId) : undefined,
    pointGrants.sumOfEntry(sql, accountId, entryId),
  ])
  return {
    total_yen: reading?.total ?? null,
    points: (state === 'approved' ? (points ?? 0) : 0) + granted,
    yenPerPoint: campaign?.rules.prizeBasis?.yenPerPoint ?? 1,
  }
}
