import { shoppers, type outbox } from '@tamaru/db'
import type { Ports } from '../ports.ts'

/**
 * Finds out whether a push would reach a message's person: LINE takes one to strangers and blockers with 200, and delivers
 * nothing. Where nobody has told whether they are a friend, LINE is asked. Null: it does not answer.
 */
export async function isReachable(
  message: outbox.OutboxMessage,
  { line, db, now }: Pick<Ports, 'line' | 'db' | 'now'>,
): Promise<boolean | null> {
  if (message.isFriend !== null) return message.isFriend
  const { outcome } = await line.profile(message.lineUserId)
  if (outcome === 'unknown') return null
  if (outcome === 'unreachable')
    await shoppers.setFriendship(db, message.accountId, message.shopperId, { isFriend: false, at: now() })
  return outcome !== 'unreachable'
}
