import { allotments, audit, coupons, inTransaction, ledger, rewards, type Sql, type staff } from '@tamaru/db'
import { ProblemError, tokyoDate, whyNotCancel } from '@tamaru/domain'
import { recordHappening } from '../happenings/record-happening.ts'
import { requirePresent } from '../leaving/require-present.ts'
import type { Ports } from '../ports.ts'
import { couponEnded } from './coupon-happenings.ts'

/** Who takes an exchange back: the shopper whose coupon it is, or a person of the staff, with a reason for the record. */
export type Canceller =
  { who: 'shopper'; shopperId: string } | { who: 'staff'; staff: staff.Staff; reason: string }

/**
 * Takes an exchange back: the points go to the lots that they came from, the piece back into stock, what it cost back into
 * its budget. A pool's code that somebody has seen is burnt instead: it may have been noted down, so it is given to nobody
 * else, the stock is one less and what it cost stays spent. Refuses what `whyNotCancel` names, and coupons of who has left.
 */
export async function cancelCoupon(
  ports: Pick<Ports, 'db' | 'now'>,
  accountId: string,
  couponId: string,
  by: Canceller,
): Promise<coupons.Coupon> {
  return inTransaction(ports.db, async (sql) => {
    const whose = (await coupons.find(sql, accountId, couponId))?.shopperId
    if (!whose || (by.who === 'shopper' && whose !== by.shopperId)) throw new ProblemError('not_found')
    await requirePresent(sql, accountId, whose)
    const coupon = (await coupons.lock(sql, accountId, couponId))!
    const now = ports.now()
    const { kind, terms } = coupon.reward
    const reward = { kind, cancelWithin_min: terms.cancelWithin_min }
    const refusal = whyNotCancel(coupon, reward, { who: by.who, now, today: tokyoDate(now) })
    if (refusal) throw new ProblemError(refusal)

    await coupons.markCancelled(sql, coupon, now, by.who === 'staff' ? by.staff.id : null)
    const undone = {
      naturalKey: `coupon:${couponId}:cancel`,
      reversesKey: `coupon:${couponId}:exchange`,
      reason: 'exchange_cancelled' as const,
    }
    await ledger.reverse(sql, accountId, undone, now)
    await putBack(sql, coupon, now)
    if (by.who === 'staff')
      await audit.record(sql, {
        accountId,
        staffId: by.staff.id,
        act: 'coupon.cancel',
        subject: `coupon:${couponId}`,
        after: { reason: by.reason, points: coupon.costPoints, rewardId: coupon.reward.id },
        now,
      })
    await recordHappening(sql, couponEnded(coupon, 'coupon_cancelled', by.who, now))
    return (await coupons.find(sql, accountId, couponId))!
  })
}

async function putBack(
  sql: Sql,
  { id, accountId, shownAt, reward, budgetId, drawnYen }: coupons.Coupon,
  now: Date,
): Promise<void> {
  const isBurnt = reward.kind === 'code_pool' && shownAt !== null
  if (isBurnt) return rewards.burnCode(sql, accountId, id, now)
  if (reward.kind === 'code_pool') await rewards.freeCode(sql, accountId, id)
  if (reward.allotmentId) await allotments.giveBack(sql, accountId, reward.allotmentId, 1)
  if (budgetId) await allotments.giveBack(sql, accountId, budgetId, drawnYen!)
}
