import type { entries } from '@tamaru/db'
import type { Decision, PurchasedGood, ToldHappening } from '@tamaru/domain'

interface Decided {
  entry: entries.Entry
  campaignId: string
  decision: Decision
  at: Date
  /** Of this decision and no other. */
  key: string
}

/** Records that an entry was approved. */
export function approvalHappening({ entry, campaignId, decision, at, key }: Decided): ToldHappening {
  const { accountId, shopperId, id: entryId } = entry
  const { points, stamps, decidedBy } = decision
  const payload = { entryId, campaignId, decidedBy, points, stamps }
  return { accountId, shopperId, kind: 'entry_approved', at, naturalKey: key, payload }
}

interface Purchase {
  purchasedOn: string | null
  /** Each with its product of the account. */
  goods: readonly PurchasedGood[]
}

/**
 * Records what an entry's decision, by machine or staff, is to its person: with an approval the goods that were bought.
 */
export function decisionHappenings(decided: Decided & Purchase): ToldHappening[] {
  const { entry, campaignId, decision, at, key } = decided
  const { accountId, shopperId, id: entryId } = entry
  const head = { accountId, shopperId, at, naturalKey: key }
  const { outcome, decidedBy } = decision
  if (outcome === 'approved') return [approvalHappening(decided), goodsHappening(decided)]
  if (outcome === 'needs_review')
    return [{ ...head, kind: 'entry_sent_to_review', payload: { entryId, cause: 'machine' } }]
  return [{ ...head, kind: 'entry_rejected', payload: { entryId, campaignId, decidedBy } }]
}

/** The goods as they are kept (purchased-items.ts), by product; of others how many lines. */
function goodsHappening({ entry, at, key, purchasedOn, goods: lines }: Decided & Purchase): ToldHappening {
  const { accountId, shopperId, id: entryId } = entry
  const goods = lines.flatMap(({ productId, quantity, amount_yen }) =>
    productId === null ? [] : [{ productId, quantity, amount_yen }],
  )
  const payload = { entryId, purchasedOn, goods, otherLines: lines.length - goods.length }
  return { accountId, shopperId, kind: 'goods_bought', at, naturalKey: `${key}:goods`, payload }
}

/** Records that staff opened a decided entry again, or revoked it; `judgementId` is of the judgement that did it. */
export function entryTurned(
  { accountId, shopperId, id: entryId }: entries.Entry,
  kind: 'entry_reopened' | 'entry_revoked',
  judgementId: string,
  at: Date,
): ToldHappening {
  return { accountId, shopperId, kind, at, naturalKey: `judgement:${judgementId}`, payload: { entryId } }
}
