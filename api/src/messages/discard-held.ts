import { audit, heldMessages, inTransaction, type staff } from '@tamaru/db'
import { recordHappening } from '../happenings/record-happening.ts'
import type { Ports } from '../ports.ts'
import { stoppedHappening } from './message-happenings.ts'

/** Ends held messages that staff do not want sent. Returns how many. */
export function discardHeld(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  messageIds: readonly string[],
): Promise<number> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const discarded = await heldMessages.discardByStaff(sql, accountId, messageIds, at)
    await recordHappening(
      sql,
      discarded.map((message) => stoppedHappening('message_discarded', message, message.reason, at)),
    )
    const act = { accountId, staffId, act: 'message.discard', now: at }
    for (const { id } of discarded) await audit.record(sql, { ...act, subject: `message:${id}` })
    return discarded.length
  })
}
