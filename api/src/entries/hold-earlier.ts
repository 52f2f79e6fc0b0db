import { entries, type Sql } from '@tamaru/db'
import { isCertainlySame, type EntryHistory } from '@tamaru/domain'

/** How many photos of one receipt may be replaced while it waits. */
const MOST_REPLACED = 3

/**
 * The shopper's own waiting entries whose receipt a further photo certainly shows: it may stand in their place, so it is
 * judged as if they were not there. They are held until the transaction ends, and nobody decides them meanwhile.
 *
 * None where too many were replaced already, or where staff opened one again and will end it. Undefined where somebody
 * else holds one at this moment: who waited for them could wait for ever, so the caller asks again later.
 */
export async function holdEarlier(
  sql: Sql,
  entry: entries.Entry,
  history: EntryHistory,
): Promise<{ earlier: entries.Entry[]; history: EntryHistory } | undefined> {
  const { accountId, createdAt } = entry
  const own = history.likeReceipts.filter(
    (like) => like.samePerson && like.state === 'needs_review' && isCertainlySame(like),
  )
  const earlier: entries.Entry[] = []
  for (const { entryId } of own) {
    const held = await entries.lockUnlessHeld(sql, accountId, entryId)
    if (held?.state !== 'needs_review') return undefined
    earlier.push(held)
  }
  const ids = earlier.map(({ id }) => id)
  const ends = earlier.every((held) => held.round === 1 && held.createdAt <= createdAt)
  if (!ends || ids.length + (await entries.countReplaced(sql, accountId, ids)) > MOST_REPLACED)
    return { earlier: [], history }
  return {
    earlier,
    history: {
      ...history,
      likeReceipts: history.likeReceipts.filter(({ entryId }) => !ids.includes(entryId)),
    },
  }
}
