import { campaigns, ledger, shoppers, staff, type entries, type Sql } from '@tamaru/db'
import type { z } from 'zod'
import { toEntryView } from '../entries/to-entry-view.ts'
import type { ReviewEntry } from './review-view.ts'

/** Everything a person needs to decide: the entry, who sent it, and what may be credited. */
export async function showReviewEntry(sql: Sql, entry: entries.Entry): Promise<z.infer<typeof ReviewEntry>> {
  const { accountId, shopperId } = entry
  const [view, shopper, balance, campaign, decider] = await Promise.all([
    toEntryView(sql, entry),
    shoppers.find(sql, accountId, shopperId),
    ledger.balance(sql, accountId, shopperId),
    entry.campaignVersionId
      ? campaigns.findVersion(sql, accountId, entry.campaignVersionId)
      : campaigns.findInForce(sql, accountId, entry.createdAt),
    entry.decidedByStaff ? staff.find(sql, accountId, entry.decidedByStaff) : undefined,
  ])
  return {
    ...view,
    shopper: { displayName: shopper?.displayName ?? null, balance },
    products: campaign?.rules.products.map(({ id, name }) => ({ id, name })) ?? [],
    sets: campaign?.rules.sets.map(({ id, name }) => ({ id, name })) ?? [],
    decidedBy: decider?.displayName ?? null,
  }
}
