import { entries, shoppers, type campaigns, type Sql } from '@tamaru/db'
import { NO_HISTORY, startOfTokyoDay, tokyoDate, type EntryHistory, type Reading } from '@tamaru/domain'
import { findRank } from '../points/find-rank.ts'
import { traceEntry } from './trace-entry.ts'

/**
 * What is known about an entry's photo, receipt and shopper when it is judged. Holds the shopper's row: two entries of
 * one person are judged one after the other, or both would count the same points of today.
 */
export async function findHistory(
  sql: Sql,
  entry: entries.Entry,
  reading: Reading,
  campaign: campaigns.CampaignVersion,
  now: Date,
): Promise<EntryHistory> {
  const { accountId, shopperId } = entry
  await shoppers.lock(sql, accountId, shopperId)
  const today = startOfTokyoDay(tokyoDate(now))
  return {
    ...NO_HISTORY,
    ...(await traceEntry(sql, entry, reading, now)),
    ...(await entries.standing(sql, accountId, shopperId, campaign.campaignId, today)),
    rank: (await findRank(sql, accountId, shopperId, now)).rank,
    samePhoto: await entries.photoIsTaken(sql, entry),
  }
}
