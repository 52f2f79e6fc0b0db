import { inTransaction, jobs, webhookEvents, type Db } from '@tamaru/db'
import { WebhookEvent } from './webhook-body.ts'

/** More than two hours of the queue's growing waits: a photo in the chat can be fetched from LINE only. */
const TRIES = 22

/** Stores each event once, together with the job that handles it. LINE may send an event again, and out of order. */
export async function receiveEvents(db: Db, accountId: string, events: unknown[]): Promise<void> {
  await inTransaction(db, async (sql) => {
    for (const candidate of events) {
      const parsed = WebhookEvent.safeParse(candidate)
      if (!parsed.success) continue
      const { webhookEventId, type } = parsed.data
      if (!(await webhookEvents.store(sql, { accountId, webhookEventId, type, event: parsed.data }))) continue
      await jobs.enqueue(sql, {
        accountId,
        kind: 'handle_webhook_event',
        payload: { webhookEventId },
        naturalKey: webhookEventId,
        maxAttempts: TRIES,
      })
    }
  })
}
