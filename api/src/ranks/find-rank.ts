import { ledger, ranks, type Sql } from '@tamaru/db'
import { firstDayCounted, rankOf, startOfTokyoDay, tokyoDate, type RankStanding } from '@tamaru/domain'

/** A person's rank at this moment, by what they earned in the last twelve months. */
export async function findRank(
  sql: Sql,
  accountId: string,
  shopperId: string,
  now: Date,
): Promise<RankStanding> {
  const since = startOfTokyoDay(firstDayCounted(tokyoDate(now)))
  const [earned, thresholds] = await Promise.all([
    ledger.earnedSince(sql, accountId, shopperId, since),
    ranks.thresholds(sql, accountId),
  ])
  return rankOf(earned, thresholds)
}
