import type { messagingApi } from '@line/bot-sdk'
import { heldMessages, outbox, underLease, type jobs } from '@tamaru/db'
import type { Ports } from '../ports.ts'
import { AWAITED } from '@tamaru/domain'
import { goesByReply } from './goes-by-reply.ts'
import { isReachable } from './is-reachable.ts'
import { takeRiders } from './pass-gate.ts'
import type { SendResult } from '../line/line-result.ts'

/**
 * The end of a try. `unsure`: LINE may have taken an earlier one, and nothing can tell any more. `not_a_friend`:
 * nothing was sent, since a push would have reached nobody. `as_push`: its reply token is worth nothing any more, and the
 * gate has let it through as a reply only.
 */
export type Delivered =
  SendResult | { outcome: 'unsure' } | { outcome: 'not_a_friend' } | { outcome: 'as_push' }

interface Sending extends Pick<Ports, 'line' | 'db' | 'now'> {
  job: jobs.Job
  message: outbox.OutboxMessage
}

/**
 * Tries once to have LINE take a message. By its reply token, which costs nothing, where enough of the token's life is
 * left to try again: a reply has no retry key, so only the same token can tell whether an earlier try was taken. Else by
 * a push with the retry key.
 */
export async function deliverMessage(sending: Sending): Promise<Delivered> {
  const { message, now } = sending
  return goesByReply(message, now()) ? reply(sending, message.replyToken!) : push(sending)
}

/** What is held for the person rides along, unless the message is to go alone. */
async function reply(sending: Sending, token: string, alone = false): Promise<Delivered> {
  const { job, message, db, line, now } = sending
  const riders = await underLease(db, job, async (sql) => {
    if (alone) await heldMessages.freeRiders(sql, message.accountId, message.id)
    else if (!message.maybeTaken) await takeRiders(sql, message, now())
    await outbox.beginReply(sql, message.id)
    return heldMessages.listRiders(sql, message.accountId, message.id)
  })
  const result = await line.reply(token, bubblesOf([...riders, message]))
  if (result.outcome === 'reply_token_spent') {
    if (!message.maybeTaken) return AWAITED.includes(message.purpose) ? push(sending) : leaveToGate(sending)
    // Nobody else uses the token: while it lives, an earlier try of ours was taken. Later it may as well have expired.
    return now() < message.replyUntil! ? { outcome: 'sent', requestId: null } : { outcome: 'unsure' }
  }
  // Perhaps it is one of those that ride along that LINE refuses: it stops no other.
  if (result.outcome === 'refused' && riders.length > 0 && !message.maybeTaken)
    return reply(sending, token, true)
  return recordIfNotTaken(sending, result)
}

/** What nobody waits for has its hours and its price once more, now that it is no reply. */
async function leaveToGate({ job, message, db }: Sending): Promise<Delivered> {
  await underLease(db, job, async (sql) => {
    await heldMessages.freeRiders(sql, message.accountId, message.id)
    await outbox.giveTokenUp(sql, message.id)
  })
  return { outcome: 'as_push' }
}

async function push(sending: Sending): Promise<Delivered> {
  const { job, message, db, line, now } = sending
  // What LINE may have taken is asked about with the same retry key, whoever has left meanwhile.
  if (!message.maybeTaken && (await isReachable(message, sending)) === false)
    return { outcome: 'not_a_friend' }
  await underLease(db, job, async (sql) => {
    if (message.replyToken) await heldMessages.freeRiders(sql, message.accountId, message.id)
    await outbox.beginPush(sql, message.id, now())
  })
  const result = await line.push(message.lineUserId, bubblesOf([message]), message.retryKey)
  return recordIfNotTaken(sending, result)
}

/**
 * An error that LINE has answered with means that nobody got anything from this call; an earlier one stays as it was.
 */
async function recordIfNotTaken({ job, message, db }: Sending, result: SendResult): Promise<SendResult> {
  const isOpen = result.outcome === 'try_later' && result.maybeTaken
  if (result.outcome !== 'sent' && !isOpen && !message.maybeTaken)
    await underLease(db, job, (sql) => outbox.markNotTaken(sql, message.id))
  return result
}

const bubblesOf = (parts: readonly { messages: unknown[] }[]) =>
  parts.flatMap(({ messages }) => messages) as messagingApi.Message[]
