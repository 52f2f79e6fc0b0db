import type { entries } from '@tamaru/db'
import { isDay, supportedGoods, type Decision, type Reading, type ToldHappening } from '@tamaru/domain'

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

/**
 * Records what an entry's decision, by machine or staff, is to its person: with an approval the goods that were bought.
 */
export function decisionHappenings(decided: Decided & { reading: Reading }): ToldHappening[] {
  const { entry, campaignId, decision, at, key } = decided
  const { accountId, shopperId, id: entryId } = entry
  const head = { accountId, shopperId, at, naturalKey: key }
  const { outcome, decidedBy } = decision
  if (outcome === 'approved') return [approvalHappening(decided), goodsHappening(decided)]
  if (outcome === 'needs_review')
    return [{ ...head, kind: 'entry_sent_to_review', payload: { entryId, cause: 'machine' } }]
  return [{ ...head, kind: 'entry_rejected', payload: { entryId, campaignId, decidedBy } }]
}

/**
 * The goods that the receipt's total supports, as they are kept (purchased-items.ts), by product; of others how many
 * lines.
 */
function goodsHappening({
  entry,
  decision,
  reading,
  at,
  key,
}: Decided & { reading: Reading }): ToldHappening {
  const { accountId, shopperId, id: entryId } = entry
  const day = reading.purchasedAt?.slice(0, 10)
  const lines = supportedGoods(reading, decision.matched)
  const goods = lines.flatMap(({ productId, quantity, amount_yen }) =>
    productId === null ? [] : [{ productId, quantity, amount_yen }],
  )
  const purchasedOn = day && isDay(day) ? day : null
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
