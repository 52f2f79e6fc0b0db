import { jobs, outbox, type Sql } from '@tamaru/db'

/** More than three hours of the queue's growing waits; what LINE has not taken by then is held. */
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
  if (messageId) await enqueueSending(sql, { ...message, messageId, runAt: message.notBefore })
  return messageId
}

/** Writes the job that sends a queued message. */
export function enqueueSending(
  sql: Sql,
  { accountId, messageId, runAt, now }: { accountId: string; messageId: string; runAt?: Date; now: Date },
): Promise<void> {
  return jobs.enqueue(sql, {
    accountId,
    kind: 'send_message',
    payload: { messageId },
    runAt,
    maxAttempts: TRIES,
    now,
  })
}
