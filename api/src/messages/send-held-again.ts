import { audit, heldMessages, inTransaction, type staff } from '@tamaru/db'
import type { Ports } from '../ports.ts'
import { enqueueSending } from './queue-message.ts'

/** Sends held messages again because staff want it, in the order given. Returns how many are on their way. */
export function sendHeldAgain(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  messageIds: readonly string[],
): Promise<number> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const act = { accountId, staffId, act: 'message.send', now: at }
    const released = await heldMessages.releaseByStaff(sql, accountId, messageIds, at)
    for (const messageId of released) await enqueueSending(sql, { accountId, messageId, now: at })
    for (const messageId of released) await audit.record(sql, { ...act, subject: `message:${messageId}` })
    return released.length
  })
}
