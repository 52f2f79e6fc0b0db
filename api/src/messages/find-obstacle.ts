import type { outbox } from '@tamaru/db'
import { consentStands, MESSAGE_NEEDS, nextSendingTime, type HeldReason } from '@tamaru/domain'
import { freshSince } from './fresh-since.ts'

/** LINE forgets a retry key after 24 hours; a try beyond that could be a second message. Stop an hour early. */
const RETRY_KEY_LIVES_MS = 23 * 60 * 60 * 1000

export type Obstacle =
  | { kind: 'wait'; wait_s: number }
  | { kind: 'hold'; reason: HeldReason }
  | { kind: 'discard'; reason: HeldReason }

/** What has changed since the message was written: consent withdrawn, night fallen, too late to make sense or be sure. */
export function findObstacle(message: outbox.OutboxMessage, now: Date): Obstacle | undefined {
  const { purpose, firstPushedAt, maybeTaken, notBefore, createdAt } = message
  // Whether they are a friend is asked where it is sent.
  const person = { ...message, isFriend: true }
  if (!MESSAGE_NEEDS[purpose].every((needed) => consentStands(needed, person)))
    return { kind: 'discard', reason: 'no_consent' }
  if (maybeTaken && firstPushedAt && now.getTime() - firstPushedAt.getTime() > RETRY_KEY_LIVES_MS)
    return { kind: 'hold', reason: 'unsure' }
  if (Math.max(notBefore.getTime(), createdAt.getTime()) < freshSince(now)[purpose].getTime())
    return { kind: 'hold', reason: 'stale' }
  // By a reply it follows what the person has just written.
  if (purpose === 'answer' || purpose === 'result' || message.replyToken) return undefined
  const wait_ms = nextSendingTime(now).getTime() - now.getTime()
  return wait_ms > 0 ? { kind: 'wait', wait_s: wait_ms / 1000 } : undefined
}
