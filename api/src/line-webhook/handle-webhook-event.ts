import {
  accounts,
  inTransaction,
  type jobs,
  shoppers,
  webhookEvents,
  type JobResult,
  type Sql,
} from '@tamaru/db'
import { z } from 'zod'
import type { JobHandler } from '../jobs/job-handler.ts'
import { greetingMessage } from '../messages/compose.ts'
import { queueMessage } from '../messages/queue-message.ts'
import type { Ports } from '../ports.ts'
import { answerText } from './answer-text.ts'
import { enterWithImage } from './enter-with-image.ts'
import { WebhookEvent } from './webhook-body.ts'

const Payload = z.object({ webhookEventId: z.string() })
const LineUserId = z.string().regex(/^U[0-9a-f]{32}$/)

/** Who wrote what to the account, once the event is known to be for us. */
export interface Heard {
  event: WebhookEvent
  shopper: shoppers.Shopper
  /** Undefined where the event has none: then the answer is pushed. */
  replyToken: string | undefined
  /** If it cannot be done now, it never will. */
  isLastTry: boolean
}

/** Does what an event asks for, once. Events that we have no use for end here without a word. */
export const handleWebhookEvent: JobHandler = async (job, ports) => {
  const { webhookEventId } = Payload.parse(job.payload)
  const stored = await webhookEvents.findUnhandled(ports.db, job.accountId, webhookEventId)
  if (stored === undefined) return { outcome: 'done' }
  const event = WebhookEvent.parse(stored)
  const lineUserId = LineUserId.safeParse(event.source?.userId)
  const result =
    event.mode !== 'standby' && event.source?.type === 'user' && lineUserId.success
      ? await handle(job, event, lineUserId.data, ports)
      : ({ outcome: 'done' } as const)
  if (result.outcome === 'done')
    await webhookEvents.markHandled(ports.db, job.accountId, webhookEventId, ports.now())
  return result
}

async function handle(
  { accountId, attempts, maxAttempts }: jobs.Job,
  event: WebhookEvent,
  lineUserId: string,
  ports: Ports,
): Promise<JobResult> {
  const shopper = await shoppers.upsert(ports.db, accountId, {
    lineUserId,
    ...(await lookUpProfile(event, lineUserId, ports)),
    ...(event.type === 'follow' ? { isFriend: true } : event.type === 'unfollow' ? { isFriend: false } : {}),
  })
  const isLastTry = attempts >= maxAttempts
  const heard: Heard = { event, shopper, replyToken: event.replyToken, isLastTry }
  if (event.type === 'follow') return inTransaction(ports.db, (sql) => greet(sql, heard, ports))
  if (event.type !== 'message') return { outcome: 'done' }
  if (event.message?.type === 'image') return enterWithImage(heard, ports)
  if (event.message?.type === 'text') return inTransaction(ports.db, (sql) => answerText(sql, heard, ports))
  return { outcome: 'done' }
}

/** A name is worth one call, when somebody begins to follow. */
async function lookUpProfile(event: WebhookEvent, lineUserId: string, { line }: Ports) {
  return event.type === 'follow' ? ((await line.profile(lineUserId)) ?? {}) : {}
}

async function greet(sql: Sql, { event, shopper, replyToken }: Heard, { env }: Ports): Promise<JobResult> {
  const { name } = (await accounts.findByLoginChannel(sql, env.LINE_LOGIN_CHANNEL_ID))!
  await queueMessage(sql, {
    accountId: shopper.accountId,
    shopperId: shopper.id,
    naturalKey: `event:${event.webhookEventId}:greeting`,
    purpose: 'answer',
    messages: [
      greetingMessage({ name, liffId: env.LINE_LIFF_ID, returning: event.follow?.isUnblocked ?? false }),
    ],
    replyToken,
  })
  return { outcome: 'done' }
}
