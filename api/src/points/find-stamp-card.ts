import { campaigns, entries, type Sql } from '@tamaru/db'
import { startOfTokyoDay, stampsOnCard, tokyoDate } from '@tamaru/domain'
import type { PointsView } from './points-view.ts'

/** A person's stamp card in the campaign that is running; null where it has none. */
export async function findStampCard(
  sql: Sql,
  accountId: string,
  shopperId: string,
  now: Date,
): Promise<PointsView['stamps']> {
  const campaign = await campaigns.findInForce(sql, accountId, now)
  const rule = campaign?.rules.stamps
  if (!campaign || !rule) return null
  const today = startOfTokyoDay(tokyoDate(now))
  const { stamps } = await entries.standing(sql, accountId, shopperId, campaign.campaignId, today)
  return { collected: stampsOnCard(stamps, rule), goal: rule.goal, points: rule.points }
}
