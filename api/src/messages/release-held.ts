import { accounts, heldMessages, inTransaction } from '@tamaru/db'
import type { Ports } from '../ports.ts'
import { freshSince } from './fresh-since.ts'
import { enqueueSending } from './queue-message.ts'
import { stopMessage } from './stop-message.ts'

const MOST_AT_ONCE = 2_000
/** Ten in a second: far below LINE's limits, and other messages get through between them. */
const PACE_MS = 100

/**
 * Lets messages go that were held until LINE takes them again, as many as the month has left. Asks LINE for its quota
 * only where something waits: one question, instead of one try for each message. Returns how many are on their way.
 */
export async function releaseHeld({
  db,
  line,
  env,
  now,
}: Pick<Ports, 'db' | 'line' | 'env' | 'now'>): Promise<number> {
  const account = await accounts.findByLoginChannel(db, env.LINE_LOGIN_CHANNEL_ID)
  if (!account) return 0
  const since = freshSince(now())
  for (const { id, error } of await heldMessages.findBuried(db, account.id))
    await inTransaction(db, (sql) =>
      stopMessage(sql, id, 'hold', { reason: 'unreachable', detail: error, now: now() }),
    )
  if (!(await heldMessages.waitForLine(db, account.id, since))) return 0
  const quota = await line.quota()
  if (quota.outcome !== 'left') return 0
  return inTransaction(db, async (sql) => {
    const at = now()
    const limit = Math.min(quota.messages, MOST_AT_ONCE)
    const released = await heldMessages.releaseWaiting(sql, account.id, since, limit)
    for (const [n, messageId] of released.entries()) {
      const runAt = new Date(at.getTime() + n * PACE_MS)
      await enqueueSending(sql, { accountId: account.id, messageId, runAt, now: at })
    }
    return released.length
  })
}
