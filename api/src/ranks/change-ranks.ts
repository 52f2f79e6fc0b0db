import { audit, inTransaction, ranks, type staff } from '@tamaru/db'
import type { RankThresholds } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/** From now on ranks are by these thresholds: on every card, and for every entry that is still to be judged. */
export function changeRanks(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  after: RankThresholds,
): Promise<RankThresholds> {
  return inTransaction(db, async (sql) => {
    const before = await ranks.lock(sql, accountId)
    await ranks.change(sql, accountId, after)
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'ranks.change',
      subject: `account:${accountId}`,
      before,
      after,
      now: now(),
    })
    return after
  })
}
