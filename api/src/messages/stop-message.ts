import { outbox, type Sql } from '@tamaru/db'
import { recordHappening } from '../happenings/record-happening.ts'
import { stoppedHappening } from './message-happenings.ts'

/** Holds or discards a queued message, with its reason; what is not queued any more stays as it is. */
export async function stopMessage(
  sql: Sql,
  messageId: string,
  how: 'hold' | 'discard',
  why: outbox.Stop,
): Promise<void> {
  const stopped = await outbox[how](sql, messageId, why)
  const kind = how === 'hold' ? 'message_held' : 'message_discarded'
  await recordHappening(
    sql,
    stopped.map((message) => stoppedHappening(kind, message, why.reason, why.now)),
  )
}
