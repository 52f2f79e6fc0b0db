import { outbox, underLease, type JobResult, type jobs } from '@tamaru/db'
import { MESSAGE_NEEDS, payloadOf } from '@tamaru/domain'
import type { JobHandler } from '../jobs/job-handler.ts'
import { recordHappening } from '../happenings/record-happening.ts'
import type { Ports } from '../ports.ts'
import { deliverMessage, type Delivered } from './deliver-message.ts'
import { isReachable } from './is-reachable.ts'
import { sentHappening } from './message-happenings.ts'
import { passGate } from './pass-gate.ts'
import { stopMessage } from './stop-message.ts'

/** A token that LINE has refused so often, over half a minute, is not refused by mistake. */
const TRIES_WITH_A_REFUSED_TOKEN = 5
/** While a reply token lives, it tells what became of an earlier try: it is asked often. */
const LONGEST_WAIT_FOR_A_REPLY_S = 4

/**
 * Sends an outbox message once. A crash between LINE's answer and ours ends in LINE's 409 to the next push, or in
 * "Invalid reply token" to the next reply; both count as sent. What cannot be sent is held with its reason.
 */
export const sendMessage: JobHandler = async (job, ports) => {
  const { db, now } = ports
  const message = await outbox.find(db, job.accountId, payloadOf('send_message', job).messageId)
  if (!message || message.state !== 'queued') return { outcome: 'done' }

  const sending = { job, message, ports }
  if (isPastItsKey(message, now())) return stop(sending, 'hold', { reason: 'unsure' })
  // What may rest on friendship is not decided on a guess.
  if (message.isFriend === null && MESSAGE_NEEDS[message.purpose].length > 0 && !message.maybeTaken) {
    message.isFriend = await isReachable(message, ports)
    if (message.isFriend === null)
      return retryOrHold(sending, {
        outcome: 'try_later',
        why: 'LINE tells of no profile',
        maybeTaken: false,
      })
  }
  const verdict = await passGate(job, message, ports)
  if (!verdict.ok && verdict.until)
    return { outcome: 'wait', wait_s: (verdict.until.getTime() - now().getTime()) / 1000 }
  if (!verdict.ok)
    return stop(sending, verdict.reason === 'no_consent' ? 'discard' : 'hold', { reason: verdict.reason })

  const delivered = await deliverMessage({ ...ports, job, message })
  if (delivered.outcome === 'as_push') return { outcome: 'wait', wait_s: 0 }
  if (delivered.outcome !== 'sent') return retryOrHold(sending, delivered)
  await underLease(db, job, async (sql) => {
    const at = now()
    const sent = await outbox.markSent(sql, message.id, delivered.requestId, at)
    await recordHappening(
      sql,
      sent.map((each) => sentHappening(each, at)),
    )
  })
  return { outcome: 'done' }
}

/** LINE forgets a retry key after 24 hours; a try beyond that could be a second message. Stop an hour early. */
const RETRY_KEY_LIVES_MS = 23 * 60 * 60 * 1000

const isPastItsKey = ({ maybeTaken, firstPushedAt }: outbox.OutboxMessage, now: Date) =>
  maybeTaken && firstPushedAt !== null && now.getTime() - firstPushedAt.getTime() > RETRY_KEY_LIVES_MS

interface Sending {
  job: jobs.Job
  message: outbox.OutboxMessage
  ports: Ports
}

async function retryOrHold(
  sending: Sending,
  failed: Exclude<Delivered, { outcome: 'sent' | 'as_push' }>,
): Promise<JobResult> {
  const { job, message, ports } = sending
  switch (failed.outcome) {
    case 'quota':
    case 'unsure':
    case 'not_a_friend':
      return stop(sending, 'hold', { reason: failed.outcome })
    case 'refused':
      return stop(sending, 'hold', { reason: 'refused', detail: failed.why })
    case 'unauthorized':
      if (job.attempts < TRIES_WITH_A_REFUSED_TOKEN) return { outcome: 'retry', error: failed.why }
      return stop(sending, 'hold', { reason: 'unauthorized', detail: failed.why })
    case 'try_later': {
      // As the try has left it: a push gives the reply token up.
      const left = await outbox.find(ports.db, message.accountId, message.id)
      const byReply = left?.replyToken && left.maybeTaken
      if (job.attempts >= job.maxAttempts)
        return stop(sending, 'hold', { reason: byReply ? 'unsure' : 'unreachable', detail: failed.why })
      const isYoung = byReply && ports.now() < left.replyUntil!
      const retry_s = isYoung ? Math.min(job.attempts, LONGEST_WAIT_FOR_A_REPLY_S) : failed.retry_s
      return { outcome: 'retry', error: failed.why, retry_s }
    }
  }
}

async function stop(
  { job, message, ports: { db, now, log } }: Sending,
  how: 'hold' | 'discard',
  why: Omit<outbox.Stop, 'now'>,
): Promise<JobResult> {
  await underLease(db, job, (sql) => stopMessage(sql, message.id, how, { ...why, now: now() }))
  log({
    level: 'warn',
    msg: `message ${how === 'hold' ? 'held' : 'discarded'}: ${why.reason}`,
    message: message.id,
  })
  return { outcome: 'done' }
}
