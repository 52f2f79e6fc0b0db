import { audit, heldMessages, inTransaction, type staff } from '@tamaru/db'
import type { Ports } from '../ports.ts'

/** Ends held messages that staff do not want sent. Returns how many. */
export function discardHeld(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.StaffMember,
  messageIds: readonly string[],
): Promise<number> {
  return inTransaction(db, async (sql) => {
    const discarded = await heldMessages.discardByStaff(sql, accountId, messageIds, now())
    for (const messageId of discarded)
      await audit.record(sql, { accountId, staffId, act: 'message.discard', subject: `message:${messageId}` })
    return discarded.length
  })
}
