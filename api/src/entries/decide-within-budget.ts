import { budgets, type campaigns, type Sql } from '@tamaru/db'
import type { Decision, EntryHistory } from '@tamaru/domain'

/**
 * Decides, and claims the decision's points from the campaign's budget. Where fewer are left, decides again with what
 * could be claimed: the last points are given, not one more. The claim belongs to the caller's transaction.
 */
export async function decideWithinBudget(
  sql: Sql,
  accountId: string,
  campaign: campaigns.CampaignVersion,
  history: EntryHistory,
  decideWith: (history: EntryHistory) => Decision,
): Promise<{ decision: Decision; history: EntryHistory }> {
  const decision = decideWith(history)
  if (decision.points === 0) return { decision, history }
  const granted = await budgets.claim(sql, accountId, campaign.campaignId, decision.points)
  if (granted === decision.points) return { decision, history }
  const limited = { ...history, budgetLeft: granted }
  return { decision: decideWith(limited), history: limited }
}
