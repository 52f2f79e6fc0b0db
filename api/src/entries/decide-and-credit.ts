import { budgets, ledger, shoppers, type campaigns, type entries, type Sql } from '@tamaru/db'
import { addDays, MOST, tokyoDate, type Credit, type Decision, type EntryHistory } from '@tamaru/domain'
import type { Ports } from '../ports.ts'
import { creditKey } from './credit-keys.ts'

/**
 * Decides, and credits the decision's points within the campaign's budget. Where fewer are left, decides again with what
 * could be claimed: the last points are given, not one more. Both belong to the caller's transaction.
 */
export async function decideAndCredit(
  sql: Sql,
  ports: Pick<Ports, 'now'>,
  { entry, campaign }: { entry: entries.Entry; campaign: campaigns.CampaignVersion },
  history: EntryHistory,
  decideWith: (history: EntryHistory) => Decision,
): Promise<{ decision: Decision; history: EntryHistory }> {
  const { accountId } = entry
  const now = ports.now()
  const creditOf = ({ points }: Decision): Credit => {
    // Rules of before numbers had bounds may name days beyond every calendar.
    const pendingDays = Math.min(campaign.rules.pendingDays, MOST.pendingDays!)
    const pointsLiveForDays = Math.min(campaign.rules.pointsLiveForDays, MOST.pointsLiveForDays!)
    const usableFrom = addDays(tokyoDate(now), pendingDays)
    return {
      naturalKey: creditKey(entry),
      reason: 'entry_credit',
      entryId: entry.id,
      shopperId: entry.shopperId,
      issuerId: campaign.campaignId,
      points,
      releaseOn: pendingDays > 0 ? usableFrom : null,
      expiresOn: addDays(usableFrom, pointsLiveForDays),
    }
  }

  const decision = decideWith(history)
  if (decision.outcome !== 'approved' || decision.points === 0) return { decision, history }
  if ((await shoppers.find(sql, accountId, entry.shopperId))?.testSide) {
    // No campaign stands in the journal of who only tries it out: its budget and its figures are for people who shop.
    await ledger.credit(sql, accountId, { ...creditOf(decision), issuerId: null }, now)
    return { decision, history }
  }
  const { inBudget } = await ledger.creditWithinBudget(sql, accountId, creditOf(decision), now)
  if (inBudget) return { decision, history }

  const granted = await budgets.claim(sql, accountId, campaign.campaignId, decision.points)
  const limited = { ...history, budgetLeft: granted }
  const last = decideWith(limited)
  if (last.outcome === 'approved' && last.points > 0) await ledger.credit(sql, accountId, creditOf(last), now)
  return { decision: last, history: limited }
}
