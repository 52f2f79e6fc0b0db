import { inTransaction, tags, type Db } from '@tamaru/db'
import { tokyoDate } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { recordHappening } from '../happenings/record-happening.ts'

const AT_ONCE = 1_000

/** Takes tags whose last Tokyo day is over off everybody who has them, and tells each. Returns off how many. */
export async function endTags(db: Db, now: Date): Promise<number> {
  let people = 0
  for (;;) {
    const some = await inTransaction(db, async (sql) => {
      const taken = await tags.takeEnded(sql, { today: tokyoDate(now), most: AT_ONCE })
      const told = taken.map(({ accountId, shopperId, tagId }) => ({
        ...{ accountId, shopperId, kind: 'tag_removed' as const, at: now, payload: { tagId } },
        naturalKey: `tag-ended:${randomUUID()}`,
      }))
      await recordHappening(sql, told)
      return taken.length
    })
    people += some
    if (some < AT_ONCE) return people
  }
}
