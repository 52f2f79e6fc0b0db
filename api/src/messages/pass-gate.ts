import { heldMessages, outbox, shoppers, underLease, type jobs, type Sql } from '@tamaru/db'
import {
  AWAITED,
  maySend,
  monthOf,
  type MonthOfSending,
  type SendFacts,
  type SendVerdict,
} from '@tamaru/domain'
import type { Ports } from '../ports.ts'
import { freshSince } from './fresh-since.ts'
import { countMonth } from './count-month.ts'
import { goesByReply } from './goes-by-reply.ts'

/** The longest window that a cap can have. */
const LONGEST_WINDOW_MS = 31 * 86_400_000
/** LINE takes five bubbles at once. */
const MOST_BUBBLES = 5

/**
 * Asks the one gate whether a message may go now. What counts against the caps is counted as it passes, one message of a
 * person after the other, so that two at once cannot each overlook the other; and where a limit of the month holds, one
 * of the account after the other. What the person and the account say is read anew then: LINE may have been asked meanwhile.
 */
export async function passGate(
  job: jobs.Job,
  message: outbox.OutboxMessage,
  ports: Pick<Ports, 'db' | 'line' | 'now'>,
): Promise<SendVerdict> {
  const { db, now } = ports
  const byReply = goesByReply(message, now())
  if (AWAITED.includes(message.purpose))
    return maySend({ ...factsOf(message), byReply, earlier: [], month: untold(now()) }, now())
  const countsMonth = byReply ? undefined : await countMonth(message, ports)
  return underLease(db, job, async (sql) => {
    await shoppers.lock(sql, message.accountId, message.shopperId)
    const month = (await countsMonth?.(sql)) ?? untold(now())
    const at = now()
    const facts = factsOf(await readAnew(sql, message))
    const verdict = maySend({ ...facts, byReply, month, earlier: await listEarlier(sql, message, at) }, at)
    if (verdict.ok) await outbox.markPassed(sql, message.id, at)
    else await outbox.markTurnedAway(sql, message.id)
    return verdict
  })
}

/** A message as it is now, with the friendship that LINE has just told, where nobody has told another since. */
async function readAnew(sql: Sql, message: outbox.OutboxMessage): Promise<outbox.OutboxMessage> {
  const now = (await outbox.find(sql, message.accountId, message.id))!
  return { ...now, isFriend: now.isFriend ?? message.isFriend }
}

/**
 * Has what is held for a person ride with a reply to them, as many as fit beside its own bubbles, each by the whole gate:
 * only hours and what a push costs do not hold it. In the caller's transaction.
 */
export async function takeRiders(sql: Sql, carrier: outbox.OutboxMessage, at: Date): Promise<void> {
  await shoppers.lock(sql, carrier.accountId, carrier.shopperId)
  let room = MOST_BUBBLES - carrier.messages.length
  const chosen: string[] = []
  const earlier = await listEarlier(sql, carrier, at)
  for (const { id, bubbles } of await heldMessages.lockRideable(sql, carrier, freshSince(at))) {
    if (bubbles > room) break
    const rider = (await outbox.find(sql, carrier.accountId, id))!
    if (!maySend({ ...factsOf(rider), byReply: true, earlier, month: untold(at) }, at).ok) continue
    chosen.push(id)
    room -= bubbles
    if (AWAITED.includes(rider.purpose)) continue
    await outbox.markPassed(sql, id, at)
    earlier.push(at)
  }
  await heldMessages.claimRiders(sql, carrier.id, chosen)
}

function factsOf(message: outbox.OutboxMessage): Omit<SendFacts, 'byReply' | 'earlier' | 'month'> {
  const dueAt = new Date(Math.max(message.notBefore.getTime(), message.createdAt.getTime()))
  return { ...message, dueAt, letGo: message.letGoAt !== null }
}

const listEarlier = (sql: Sql, message: outbox.OutboxMessage, at: Date) =>
  outbox.listPassed(sql, message, new Date(at.getTime() - LONGEST_WINDOW_MS))

/** A month of which nothing has to be known. */
const untold = (now: Date): MonthOfSending => ({ month: monthOf(now).month, pushed: 0, quota: null })
