import type { outbox } from '@tamaru/db'
import type { HeldReason, ToldHappening } from '@tamaru/domain'

/** Records that a message was sent. */
export function sentHappening(message: outbox.EndedMessage, at: Date): ToldHappening {
  const { id: messageId, accountId, shopperId, purpose } = message
  const naturalKey = `message:${messageId}:sent`
  return { accountId, shopperId, kind: 'message_sent', at, naturalKey, payload: { messageId, purpose } }
}

/** Records that a message was stopped: held, perhaps more than once, or discarded for good. */
export function stoppedHappening(
  kind: 'message_held' | 'message_discarded',
  { id: messageId, accountId, shopperId, purpose, releases }: outbox.EndedMessage,
  reason: HeldReason,
  at: Date,
): ToldHappening {
  const naturalKey = `message:${messageId}:${kind === 'message_held' ? `held:${releases}` : 'discarded'}`
  return { accountId, shopperId, kind, at, naturalKey, payload: { messageId, purpose, reason } }
}
