import { outbox, shoppers, underLease, type jobs } from '@tamaru/db'
import { AWAITED, maySend, type SendVerdict } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/** The longest window that a cap can have. */
const LONGEST_WINDOW_MS = 31 * 86_400_000

/**
 * Asks the one gate whether a message may go now. What counts against the caps is counted as it passes, one message of a
 * person after the other, so that two at once cannot each overlook the other.
 */
export async function passGate(
  job: jobs.Job,
  message: outbox.OutboxMessage,
  { db, now }: Pick<Ports, 'db' | 'now'>,
): Promise<SendVerdict> {
  const facts = {
    ...message,
    dueAt: new Date(Math.max(message.notBefore.getTime(), message.createdAt.getTime())),
    byReply: message.replyToken !== null,
    letGo: message.letGoAt !== null,
  }
  if (AWAITED.includes(message.purpose)) return maySend({ ...facts, earlier: [] }, now())
  return underLease(db, job, async (sql) => {
    await shoppers.lock(sql, message.accountId, message.shopperId)
    const at = now()
    const earlier = await outbox.listPassed(sql, message, new Date(at.getTime() - LONGEST_WINDOW_MS))
    const verdict = maySend({ ...facts, earlier }, at)
    if (verdict.ok) await outbox.markPassed(sql, message.id, at)
    return verdict
  })
}
