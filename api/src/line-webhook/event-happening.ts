import { hashing, type shoppers } from '@tamaru/db'
import { HEARD_CONTENTS, type ToldHappening } from '@tamaru/domain'
import type { WebhookEvent } from './webhook-body.ts'

/**
 * Makes an event the happening that it is to its person; undefined where it is nothing that we keep. LINE may send it
 * again: it is one by its id.
 */
export function eventHappening(
  { webhookEventId, type, timestamp, follow, message, postback }: WebhookEvent,
  { accountId, id: shopperId }: shoppers.Shopper,
): ToldHappening | undefined {
  const head = { accountId, shopperId, at: new Date(timestamp), naturalKey: `webhook:${webhookEventId}` }
  if (type === 'follow')
    return { ...head, kind: follow?.isUnblocked ? 'friend_unblocked' : 'friend_added', payload: {} }
  if (type === 'unfollow') return { ...head, kind: 'friend_blocked', payload: {} }
  if (type === 'message' && message) {
    const content = HEARD_CONTENTS.find((known) => known === message.type) ?? 'other'
    return { ...head, kind: 'message_heard', payload: { content } }
  }
  if (type === 'postback' && postback)
    return { ...head, kind: 'postback', payload: { dataSha256: hashing.sha256(postback.data) } }
  return undefined
}
