import type { messagingApi } from '@line/bot-sdk'
import { outbox } from '@tamaru/db'
import { nextSendingTime } from '@tamaru/domain'
import { z } from 'zod'
import type { JobHandler } from '../jobs/job-handler.ts'
import type { SendResult } from './line-client.ts'
import type { Ports } from '../ports.ts'

const Payload = z.object({ messageId: z.uuid() })

/** LINE forgets a retry key after 24 hours; a try beyond that could be a second message. Stop an hour early. */
const RETRY_KEY_LIVES_MS = 23 * 60 * 60 * 1000

/** LINE keeps a reply token for a minute. Within that, "invalid" means "used". */
const REPLY_TOKEN_LIVES_MS = 50_000

/** Sends an outbox message once. A crash between LINE's answer and ours ends in LINE's 409, which counts as sent. */
export const sendMessage: JobHandler = async (job, ports) => {
  const { db } = ports
  const message = await outbox.find(db, job.accountId, Payload.parse(job.payload).messageId)
  if (!message || message.state !== 'queued') return { outcome: 'done' }

  const obstacle = findObstacle(message, ports.now())
  if (obstacle?.kind === 'wait') return { outcome: 'wait', wait_s: obstacle.wait_s }
  if (obstacle?.kind === 'drop') {
    await outbox.drop(db, message.id, obstacle.because)
    return { outcome: 'done' }
  }

  await outbox.markTried(db, message.id)
  const result = await deliver(message, ports)
  if (result.outcome === 'sent') await outbox.markSent(db, message.id, result.requestId)
  if (result.outcome === 'refused') await outbox.drop(db, message.id, result.why)
  return result.outcome === 'try_later'
    ? { outcome: 'retry', error: result.why, retry_s: result.retry_s }
    : { outcome: 'done' }
}

type Obstacle = { kind: 'wait'; wait_s: number } | { kind: 'drop'; because: string }

/** What has changed since the message was written: consent withdrawn, night fallen, too late to be sure of once. */
function findObstacle(message: outbox.OutboxMessage, now: Date): Obstacle | undefined {
  const tooLate = message.firstTriedAt && now.getTime() - message.firstTriedAt.getTime() > RETRY_KEY_LIVES_MS
  if (tooLate) return { kind: 'drop', because: 'not delivered within the life of its retry key' }
  if (message.purpose === 'offer' && !message.offersConsentAt) return { kind: 'drop', because: 'no_consent' }
  if (message.purpose === 'answer' || message.purpose === 'result') return undefined
  const wait_ms = nextSendingTime(now).getTime() - now.getTime()
  return wait_ms > 0 ? { kind: 'wait', wait_s: wait_ms / 1000 } : undefined
}

async function deliver(message: outbox.OutboxMessage, { line, db, now }: Ports): Promise<SendResult> {
  const messages = message.messages as messagingApi.Message[]
  if (message.replyToken) {
    const result = await line.reply(message.replyToken, messages)
    if (result.outcome !== 'reply_token_spent') return result
    // An earlier try, whose answer never came or was not written down, has used the token: the person has the message.
    const isYoung = now().getTime() - message.createdAt.getTime() < REPLY_TOKEN_LIVES_MS
    if (message.firstTriedAt && isYoung) return { outcome: 'sent', requestId: null }
    await outbox.dropReplyToken(db, message.id)
  }
  return line.push(message.lineUserId, messages, message.retryKey)
}
