import { jobs, outbox, type Sql } from '@tamaru/db'

/** More than three hours of the queue's growing waits: LINE may be away for that long. */
const TRIES = 30

/**
 * Writes a message and the job that sends it, in the caller's transaction: what is committed is sent, what is rolled
 * back never was. Returns the message's id, or undefined if the same message stands already.
 */
export async function queueMessage(
  sql: Sql,
  message: Parameters<typeof outbox.write>[1],
): Promise<string | undefined> {
  const messageId = await outbox.write(sql, message)
  if (!messageId) return undefined
  await jobs.enqueue(sql, {
    accountId: message.accountId,
    kind: 'send_message',
    payload: { messageId },
    naturalKey: messageId,
    runAt: message.notBefore,
    maxAttempts: TRIES,
  })
  return messageId
}
