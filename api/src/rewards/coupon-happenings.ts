import type { coupons } from '@tamaru/db'
import type { ToldHappening } from '@tamaru/domain'

/** Records that a coupon was used or cancelled: each happens once to it, and only one of them. */
export function couponEnded(
  { id: couponId, accountId, shopperId, reward }: coupons.Coupon,
  kind: 'coupon_used' | 'coupon_cancelled',
  by: 'shopper' | 'staff',
  at: Date,
): ToldHappening {
  const payload = { couponId, rewardId: reward.id, by }
  return { accountId, shopperId, kind, at, naturalKey: `coupon:${couponId}:ended`, payload }
}
