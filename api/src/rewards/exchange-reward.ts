import { allotments, coupons, inTransaction, ledger, rewards, shoppers, type Sql } from '@tamaru/db'
import { couponLapsesOn, makeTillCode, ProblemError, tokyoDate, whyNotExchange } from '@tamaru/domain'
import { recordHappening } from '../happenings/record-happening.ts'
import type { Ports } from '../ports.ts'

export interface Exchange {
  accountId: string
  shopperId: string
  rewardId: string
  /** The same key with the same reward is the same exchange, tried again: it gives the same coupon. */
  idempotencyKey: string
}

/**
 * Exchanges points for a coupon. Points, stock, code and coupon are one transaction: all of it stands, or none. Refuses
 * what `whyNotExchange` names, and `exchange_key_reused`.
 */
export async function exchangeReward(
  ports: Pick<Ports, 'db' | 'now'>,
  exchange: Exchange,
): Promise<coupons.Coupon> {
  const { accountId, shopperId, rewardId, idempotencyKey } = exchange
  return inTransaction(ports.db, async (sql) => {
    // One person's exchanges take turns: so the key and the limit hold. The stock is claimed last and held shortest.
    await shoppers.lock(sql, accountId, shopperId)
    const known = await coupons.findByKey(sql, accountId, shopperId, idempotencyKey)
    if (known && known.reward.id !== rewardId) throw new ProblemError('exchange_key_reused')
    if (known) return known
    const reward = await rewards.lock(sql, accountId, rewardId, 'exchange')
    if (!reward) throw new ProblemError('not_found')

    const now = ports.now()
    const today = tokyoDate(now)
    const had = (await coupons.countHad(sql, accountId, shopperId)).get(rewardId) ?? 0
    const { usable: balance } = await ledger.purse(sql, accountId, shopperId, today)
    const refusal = whyNotExchange(reward.terms, { today, left: reward.left, had, balance })
    if (refusal) throw new ProblemError(refusal)

    const couponId = crypto.randomUUID()
    const { cost_points: points } = reward.terms
    const naturalKey = `coupon:${couponId}:exchange`
    await ledger.spend(sql, accountId, { naturalKey, shopperId, points }, now)
    const { code, codeId } = await takeStock(sql, accountId, reward)
    await coupons.issue(sql, {
      id: couponId,
      accountId,
      shopperId,
      rewardId,
      idempotencyKey,
      code,
      costPoints: points,
      lapsesOn: couponLapsesOn(reward.terms, today),
      exchangedAt: now,
    })
    if (codeId) await rewards.giveCode(sql, codeId, couponId)
    await recordHappening(sql, {
      accountId,
      shopperId,
      kind: 'coupon_issued',
      at: now,
      naturalKey: `coupon:${couponId}:issued`,
      payload: { couponId, rewardId, cost_points: points },
    })
    return (await coupons.find(sql, accountId, couponId))!
  })
}

/** A piece of the reward's stock, and its code. What was left a moment ago may be gone: then it is sold out. */
async function takeStock(
  sql: Sql,
  accountId: string,
  { id, kind, allotmentId }: rewards.Reward,
): Promise<{ code: string; codeId: string | null }> {
  if (allotmentId && (await allotments.claim(sql, accountId, allotmentId, 1, { partly: false })) === 0)
    throw new ProblemError('reward_sold_out')
  if (kind === 'till_code') {
    const [random] = crypto.getRandomValues(new BigUint64Array(1))
    return { code: makeTillCode(random!), codeId: null }
  }
  const { id: codeId, code } = await rewards.takeCode(sql, accountId, id)
  return { code, codeId }
}
