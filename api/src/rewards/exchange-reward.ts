import {
  accountBudgets,
  allotments,
  coupons,
  inTransaction,
  ledger,
  rewards,
  shoppers,
  type Sql,
} from '@tamaru/db'
import {
  couponLapsesOn,
  makeTillCode,
  ProblemError,
  tokyoDate,
  whyNotExchange,
  type RewardBudget,
  type RewardTerms,
} from '@tamaru/domain'
import { findAdmission } from '../admission/find-admission.ts'
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
 * Exchanges points for a coupon. Points, stock, code, coupon and what it draws from a budget are one transaction: all of it
 * stands, or none. Who tries the account out draws from no budget. Refuses what `whyNotExchange` names, and
 * `exchange_key_reused`.
 */
export async function exchangeReward(
  ports: Pick<Ports, 'db' | 'now'>,
  exchange: Exchange,
): Promise<coupons.Coupon> {
  const { accountId, shopperId, rewardId, idempotencyKey } = exchange
  return inTransaction(ports.db, async (sql) => {
    // One person's exchanges take turns: so the key and the limit hold. The stock is claimed last and held shortest.
    const person = await shoppers.lock(sql, accountId, shopperId)
    if (!person) throw new ProblemError('unauthenticated')
    const made = await coupons.findByKey(sql, accountId, shopperId, idempotencyKey)
    if (made && made.reward.id !== rewardId) throw new ProblemError('exchange_key_reused')
    if (made) return made
    const reward = await rewards.lock(sql, accountId, rewardId, 'exchange')
    if (!reward) throw new ProblemError('not_found')

    const now = ports.now()
    const today = tokyoDate(now)
    const had = (await coupons.countHad(sql, accountId, shopperId)).get(rewardId) ?? 0
    const { usable: balance } = await ledger.purse(sql, accountId, shopperId, today)
    const budget = reward.budget && person.testSide === null ? reward.budget : null
    const admission = await findAdmission(sql, { accountId, shopperId }, reward.terms, now)
    const known = { today, left: reward.left, had, balance, budget, admission }
    const refusal = whyNotExchange(reward.terms, known)
    if (refusal) throw new ProblemError(refusal)

    const couponId = crypto.randomUUID()
    const { cost_points: points } = reward.terms
    const naturalKey = `coupon:${couponId}:exchange`
    await ledger.spend(sql, accountId, { naturalKey, shopperId, points }, now)
    const { code, codeId } = await takeStock(sql, accountId, reward)
    const drawn = await drawFrom(sql, accountId, budget, reward.terms)
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
      ...drawn,
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

/** What one costs, out of its budget; whoever claims of both claims the stock first, so that no two wait for one another. */
async function drawFrom(
  sql: Sql,
  accountId: string,
  budget: RewardBudget | null,
  { cost_yen }: RewardTerms,
): Promise<Pick<coupons.Coupon, 'budgetId' | 'drawnYen'>> {
  if (!budget || cost_yen === null) return { budgetId: null, drawnYen: null }
  const now = await accountBudgets.lock(sql, accountId, budget.id, 'draw')
  if (!now || now.closedAt) throw new ProblemError('reward_budget_used_up')
  if ((await allotments.claim(sql, accountId, budget.id, cost_yen, { partly: false })) === 0)
    throw new ProblemError('reward_budget_used_up')
  return { budgetId: budget.id, drawnYen: cost_yen }
}
