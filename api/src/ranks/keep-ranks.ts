import { inTransaction, ranks, type Db } from '@tamaru/db'
import { firstDayCounted, startOfTokyoDay, tokyoDate } from '@tamaru/domain'
import { recordHappening } from '../happenings/record-happening.ts'

/** Stores everybody's rank of the day and tells of those that changed. Returns how many; again on one day, none. */
export async function keepRanks(db: Db, now: Date): Promise<number> {
  const today = tokyoDate(now)
  const since = startOfTokyoDay(firstDayCounted(today))
  let count = 0
  for (const accountId of await ranks.listDue(db, today))
    count += await inTransaction(db, async (sql) => {
      const changed = await ranks.keep(sql, accountId, { since, today })
      await recordHappening(
        sql,
        changed.map(({ shopperId, from, to }) => ({
          ...{ accountId, shopperId, kind: 'rank_changed' as const, at: now },
          naturalKey: `rank:${shopperId}:${today}`,
          payload: { from, to },
        })),
      )
      return changed.length
    })
  return count
}
