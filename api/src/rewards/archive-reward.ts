import { audit, inTransaction, rewards, type staff } from '@tamaru/db'
import { ProblemError, tokyoDate } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/**
 * Puts a reward into the archive, off offer, or takes it out, to be offered again by hand. Refuses `reward_in_use` while
 * somebody can use a coupon of it.
 */
export async function archiveReward(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  rewardId: string,
  archived: boolean,
): Promise<void> {
  await inTransaction(db, async (sql) => {
    const reward = await rewards.lock(sql, accountId, rewardId, 'change')
    if (!reward) throw new ProblemError('not_found')
    if (archived === (reward.archivedAt !== null)) return
    const at = now()
    const counts = (await rewards.countCoupons(sql, accountId, tokyoDate(at), 'all')).get(rewardId)
    if (archived && counts && counts.usable > 0)
      throw new ProblemError('reward_in_use', `${counts.usable} coupons can still be used`)
    await rewards.archive(sql, accountId, rewardId, archived ? at : null)
    await audit.record(sql, {
      accountId,
      staffId,
      act: archived ? 'reward.archive' : 'reward.restore',
      subject: `reward:${rewardId}`,
      before: { archived: !archived, active: reward.terms.active },
      after: { archived, active: false },
      now: at,
    })
  })
}
