import { inTransaction, jobs, webhookEvents } from '@tamaru/db'
import type { Ports } from '../ports.ts'
import { WebhookEvent } from './webhook-body.ts'

/** More than two hours of the queue's growing waits: a photo in the chat can be fetched from LINE only. */
const TRIES = 22

/**
 * Stores each event once, together with the job that handles it. LINE may send an event again, and out of order. One that
 * cannot be named is logged and left out: it stops no other.
 */
export async function receiveEvents(
  { db, now, log }: Pick<Ports, 'db' | 'now' | 'log'>,
  accountId: string,
  events: unknown[],
): Promise<void> {
  const receivedAt = now()
  await inTransaction(db, async (sql) => {
    for (const candidate of events) {
      const parsed = WebhookEvent.safeParse(candidate)
      if (!parsed.success) {
        log({ level: 'warn', msg: 'a webhook event was left out', fault: parsed.error.message })
        continue
      }
      const { webhookEventId, type } = parsed.data
      const event = { accountId, webhookEventId, type, event: parsed.data, receivedAt }
      if (!(await webhookEvents.store(sql, event))) continue
      await jobs.enqueue(sql, {
        accountId,
        kind: 'handle_webhook_event',
        payload: { webhookEventId },
        naturalKey: webhookEventId,
        maxAttempts: TRIES,
        now: receivedAt,
      })
    }
  })
}
