import { campaigns, ledger, shoppers, staff, type entries, type Sql } from '@tamaru/db'
import { pendingSum, shownName, takingBack, tokyoDate } from '@tamaru/domain'
import type { z } from 'zod'
import { toEntryView } from '../entries/to-entry-view.ts'
import { reopenableUntil } from './reopen-entry.ts'
import type { ReviewEntry } from './review-view.ts'

/** Everything a person needs to decide: the entry, who sent it, and what may be credited. `person` is who asks. */
export async function showReviewEntry(
  sql: Sql,
  entry: entries.Entry,
  person: staff.Staff,
  now: Date,
): Promise<z.infer<typeof ReviewEntry>> {
  const { accountId, shopperId } = entry
  const [view, shopper, purse, campaign, decider] = await Promise.all([
    toEntryView(sql, entry),
    shoppers.find(sql, accountId, shopperId),
    ledger.purse(sql, accountId, shopperId, tokyoDate(now)),
    entry.campaignVersionId
      ? campaigns.findVersion(sql, accountId, entry.campaignVersionId)
      : campaigns.findInForce(sql, accountId, entry.createdAt),
    entry.decidedByStaff ? staff.find(sql, accountId, entry.decidedByStaff) : undefined,
  ])
  const arrivals = [view.arrival, view.prize?.arrival].filter((arrival) => arrival != null)
  return {
    ...view,
    shopper: {
      id: shopper?.id ?? null,
      displayName: shownName(person, shopper?.displayName ?? null),
      ...{ balance: purse.usable, pending: pendingSum(purse), debt: purse.debt },
    },
    taking: arrivals.length > 0 ? takingBack(arrivals, purse) : null,
    products: campaign?.rules.products.map(({ id, name }) => ({ id, name })) ?? [],
    sets: campaign?.rules.sets.map(({ id, name }) => ({ id, name })) ?? [],
    decidedBy: decider?.displayName ?? null,
    reopenableUntil: reopenableUntil(entry, person, now)?.toISOString() ?? null,
  }
}
