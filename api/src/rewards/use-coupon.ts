import { audit, coupons, inTransaction, type Sql, type staff } from '@tamaru/db'
import { ProblemError, tokyoDate, whyNotUse } from '@tamaru/domain'
import { findAdmission } from '../admission/find-admission.ts'
import { recordHappening } from '../happenings/record-happening.ts'
import type { Ports } from '../ports.ts'
import { couponEnded } from './coupon-happenings.ts'

/** Who says at the till that a coupon is used: its holder, or the person of the staff in front of them. */
export type User = { who: 'shopper'; shopperId: string } | { who: 'staff'; staff: staff.Staff }

/** Uses a coupon, once, whoever comes first. Refuses what `whyNotUse` names; a used one says when it was. */
export async function useCoupon(
  ports: Pick<Ports, 'db' | 'now'>,
  accountId: string,
  couponId: string,
  by: User,
): Promise<coupons.Coupon> {
  return inTransaction(ports.db, async (sql) => {
    const coupon = await coupons.lock(sql, accountId, couponId)
    if (!coupon || (by.who === 'shopper' && coupon.shopperId !== by.shopperId))
      throw new ProblemError('not_found')
    const now = ports.now()
    const admission = await admissionToUse(sql, coupon, now)
    const refusal = whyNotUse(coupon, admission, tokyoDate(now))
    const usedAt: Record<string, string> = coupon.usedAt ? { usedAt: coupon.usedAt.toISOString() } : {}
    if (refusal) throw new ProblemError(refusal, undefined, usedAt)
    const staffId = by.who === 'staff' ? by.staff.id : null
    await coupons.markUsed(sql, coupon, now, staffId)
    if (staffId)
      await audit.record(sql, { accountId, staffId, act: 'coupon.use', subject: `coupon:${couponId}`, now })
    await recordHappening(sql, couponEnded(coupon, 'coupon_used', by.who, now))
    return (await coupons.find(sql, accountId, couponId))!
  })
}

/** Whether a coupon's holder is old enough for it by now. For whom it was is settled by the exchange, which they paid for. */
export const admissionToUse = (sql: Sql, { accountId, shopperId, reward }: coupons.Coupon, now: Date) =>
  findAdmission(sql, { accountId, shopperId }, { leastAge: reward.terms.leastAge, onlyFor: null }, now)
