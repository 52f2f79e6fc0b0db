import { entries, shoppers, type campaigns, type Sql } from '@tamaru/db'
import {
  isLimited,
  NO_HISTORY,
  startOfTokyoDay,
  tokyoDate,
  type EntryHistory,
  type Reading,
} from '@tamaru/domain'
import { findAdmission } from '../admission/find-admission.ts'
import { findRank } from '../ranks/find-rank.ts'
import { followTraces, traceEntry } from './trace-entry.ts'

/**
 * Finds what is known about an entry's photo, receipt and shopper when it is judged. Holds the shopper's row: two
 * entries of one person are judged one after the other, or both would count the same points of today.
 */
export async function findHistory(
  sql: Sql,
  entry: entries.Entry,
  reading: Reading,
  campaign: campaigns.CampaignVersion,
  now: Date,
): Promise<EntryHistory> {
  await shoppers.lock(sql, entry.accountId, entry.shopperId)
  await traceEntry(sql, entry, reading)
  return lookUpHistory(sql, entry, reading, campaign, now)
}

/** As `findHistory`, for whoever only looks: nothing is held or written, and the next moment it may be otherwise. */
export async function lookUpHistory(
  sql: Sql,
  entry: entries.Entry,
  reading: Reading,
  campaign: campaigns.CampaignVersion,
  now: Date,
): Promise<EntryHistory> {
  const { accountId, shopperId } = entry
  const today = startOfTokyoDay(tokyoDate(now))
  return {
    ...NO_HISTORY,
    ...(await followTraces(sql, entry, reading, now)),
    ...(await entries.standing(sql, accountId, shopperId, campaign.campaignId, today)),
    rank: (await findRank(sql, accountId, shopperId, now)).rank,
    samePhoto: await entries.photoIsTaken(sql, entry),
    admission: isLimited(campaign.rules)
      ? await findAdmission(sql, { accountId, shopperId }, campaign.rules, now)
      : null,
  }
}
