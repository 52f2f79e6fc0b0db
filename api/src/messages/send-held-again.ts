import { audit, heldMessages, inTransaction, type staff } from '@tamaru/db'
import type { Ports } from '../ports.ts'
import { enqueueSending } from './queue-message.ts'

/** Sends held messages again because staff want it, in the order given. Returns how many are on their way. */
export function sendHeldAgain(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.StaffMember,
  messageIds: readonly string[],
): Promise<number> {
  return inTransaction(db, async (sql) => {
    const released = await heldMessages.releaseByStaff(sql, accountId, messageIds, now())
    for (const messageId of released) await enqueueSending(sql, { accountId, messageId })
    for (const messageId of released)
      await audit.record(sql, { accountId, staffId, act: 'message.send', subject: `message:${messageId}` })
    return released.length
  })
}
