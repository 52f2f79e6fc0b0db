import type { coupons, rewards } from '@tamaru/db'
import { type Admission, couponState, whyNotCancel, whyNotExchange } from '@tamaru/domain'
import type { CouponView, CouponWithCode, RewardView, StaffRewardView } from './reward-view.ts'

/** Whoever looks at a reward: the Tokyo day, what they can spend, and how often they have had each reward. */
export interface Onlooker {
  today: string
  balance: number
  had: ReadonlyMap<string, number>
  /** Whoever tries the account out draws from no budget. */
  isTest: boolean
}

export function toRewardView(
  { id, kind, terms, left, ...reward }: rewards.Reward,
  onlooker: Onlooker,
  admission: Admission,
): RewardView {
  const had = onlooker.had.get(id) ?? 0
  const budget = onlooker.isTest ? null : reward.budget
  const { name, words, picture, cost_points, perPersonLimit, exchangeFrom, exchangeUntil } = terms
  const { couponDays, cancelWithin_min, leastAge } = terms
  return {
    ...{ id, kind, name, words, picture, cost_points, left, perPersonLimit, had },
    ...{ exchangeFrom, exchangeUntil, couponDays, cancelWithin_min, leastAge },
    refusal: whyNotExchange(terms, { ...onlooker, left, had, budget, admission }),
  }
}

export function toStaffRewardView(
  { id, kind, terms, stock, left, archivedAt }: rewards.Reward,
  counts: Awaited<ReturnType<typeof rewards.countCoupons>>,
): StaffRewardView {
  const { exchanged = 0, used = 0, usable = 0, lastExchangedAt = null } = counts.get(id) ?? {}
  return {
    ...{ id, kind, terms, stock, left, exchanged, used, usable },
    lastExchangedAt: lastExchangedAt?.toISOString() ?? null,
    archivedAt: archivedAt?.toISOString() ?? null,
  }
}

export function toCouponView(coupon: coupons.Coupon, now: Date, today: string): CouponView {
  const { id, reward, costPoints: cost_points, lapsesOn } = coupon
  const { name, words, picture, cancelWithin_min } = reward.terms
  const refusal = whyNotCancel(
    coupon,
    { kind: reward.kind, cancelWithin_min },
    { who: 'shopper', now, today },
  )
  return {
    id,
    reward: { id: reward.id, kind: reward.kind, name, words, picture },
    cost_points,
    state: couponState(coupon, today),
    lapsesOn,
    exchangedAt: coupon.exchangedAt.toISOString(),
    usedAt: coupon.usedAt?.toISOString() ?? null,
    cancelledAt: coupon.cancelledAt?.toISOString() ?? null,
    cancelUntil:
      refusal === null
        ? new Date(coupon.exchangedAt.getTime() + cancelWithin_min! * 60_000).toISOString()
        : null,
  }
}

/**
 * With its code. One of ours is good until the coupon is used; one of a pool is used elsewhere, so its holder sees it for
 * as long as it is theirs.
 */
export function toCouponWithCode(coupon: coupons.Coupon, now: Date, today: string): CouponWithCode {
  const view = toCouponView(coupon, now, today)
  const form = coupon.reward.kind === 'till_code' ? 'till' : 'pool'
  const isGood = form === 'till' ? view.state === 'usable' : view.state !== 'cancelled'
  return { ...view, code: isGood ? { form, text: coupon.code } : null }
}
