import { inTransaction, type JobResult, type Sql } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { messagingApi } from '@line/bot-sdk'
import { submitEntry } from '../entries/submit-entry.ts'
import { alreadyReceivedMessage, notAnImageMessage, receivedMessage } from '../messages/compose.ts'
import { queueMessage } from '../messages/queue-message.ts'
import type { Ports } from '../ports.ts'
import type { Heard } from './handle-webhook-event.ts'

/** A photo in the chat takes the same path as one from the mini-app. LINE's message id is its idempotency key. */
export async function enterWithImage(heard: Heard, ports: Ports): Promise<JobResult> {
  const { event, shopper } = heard
  const message = event.message!
  if (message.contentProvider?.type === 'external') return answer(heard, ports, notAnImageMessage())
  const content = await ports.line.content(message.id)
  if (content.outcome === 'try_later')
    return { outcome: 'retry', error: content.why, retry_s: content.retry_s }
  // Taken back by its sender, or too old: there is nothing to enter and nobody to bother.
  if (content.outcome === 'gone') return { outcome: 'done' }
  try {
    const { entry, alreadyReceived } = await submitEntry(ports, {
      accountId: shopper.accountId,
      shopperId: shopper.id,
      bytes: content.bytes,
      source: 'chat',
      idempotencyKey: `line-message:${message.id}`,
    })
    const words = alreadyReceived
      ? alreadyReceivedMessage({ liffId: ports.env.LINE_LIFF_ID, entryId: entry.id })
      : receivedMessage()
    return await answer(heard, ports, words)
  } catch (error) {
    // A refusal is an answer here as it is over HTTP; there is no caller to throw it to.
    if (error instanceof ProblemError) return answer(heard, ports, notAnImageMessage())
    throw error
  }
}

async function answer(
  { event, shopper, replyToken }: Heard,
  { db }: Ports,
  message: messagingApi.Message,
): Promise<JobResult> {
  await inTransaction(db, (sql: Sql) =>
    queueMessage(sql, {
      accountId: shopper.accountId,
      shopperId: shopper.id,
      naturalKey: `event:${event.webhookEventId}:answer`,
      purpose: 'answer',
      messages: [message],
      replyToken,
    }),
  )
  return { outcome: 'done' }
}
