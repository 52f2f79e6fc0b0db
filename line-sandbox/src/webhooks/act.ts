import { newMessageId, newSecret, newUlid } from '../ids.ts'
import type { Message, Person } from '../state.ts'
import type { World } from '../world.ts'
import { deliverWebhook } from './deliver-webhook.ts'
import type { Delivery, WebhookEvent } from './delivery.ts'

/** Something a person does in the chat. Each act but blocking and unsending hands the bot a reply token. */
export type Act = Friending | Saying | Postback | Unsending | Linking
type Friending = { type: 'follow' } | { type: 'unfollow' }
type Unsending = { type: 'unsend'; messageId: string }
/** They said yes on LINE's page; `failed`: LINE makes nothing of it, and does not say who it was. */
type Linking = { type: 'accountLink'; nonce: string; result?: 'ok' | 'failed' }
type Postback = { type: 'postback'; data: string; displayText?: string; params?: Record<string, string> }
type Saying =
  | { type: 'text'; text: string }
  | { type: 'sticker'; packageId?: string; stickerId?: string }
  | { type: 'image'; mediaType: string; base64: string }
  | { type: 'file'; fileName: string; mediaType: string; base64: string }

export class ActRefused extends Error {}

/** Does it: into the chat first, then to the webhook. Resolves when the first delivery was answered or given up. */
export async function act(world: World, userId: string, what: Act): Promise<Delivery> {
  const person = world.person(userId)
  if (!person) throw new ActRefused(`${userId} is nobody in this sandbox`)
  if (what.type === 'follow' || what.type === 'unfollow') return changeFriendship(world, person, what.type)
  if (person.friend === 'blocked')
    throw new ActRefused(`${person.displayName} has blocked the account; unblock first`)
  if (what.type === 'accountLink') return link(world, person, what)
  if (what.type === 'unsend') return unsend(world, person, what.messageId)
  person.lastWroteAt = Date.now()
  if (what.type === 'postback') {
    if (what.displayText) say(world, person, { type: 'text', text: what.displayText })
    const postback = { data: what.data, ...(what.params ? { params: what.params } : {}) }
    return deliverWebhook(world, [newEvent(world, person, { type: 'postback', postback })])
  }
  const { id, message } = say(world, person, messageOf(world, person, what))
  const markAsReadToken = `${userId}.${id}`
  return deliverWebhook(world, [
    newEvent(world, person, { type: 'message', message: { id, ...message, markAsReadToken } }),
  ])
}

function changeFriendship(world: World, person: Person, type: 'follow' | 'unfollow'): Promise<Delivery> {
  const isUnblocked = person.friend === 'blocked'
  person.friend = type === 'follow' ? 'friend' : 'blocked'
  world.publish({ type: 'people', userId: person.userId })
  const event = type === 'follow' ? { type, follow: { isUnblocked } } : { type }
  return deliverWebhook(world, [newEvent(world, person, event)])
}

function link(world: World, person: Person, { nonce, result = 'ok' }: Linking): Promise<Delivery> {
  const event = newEvent(world, person, { type: 'accountLink', link: { result, nonce } })
  if (result === 'failed') for (const told of ['source', 'replyToken']) delete event[told]
  return deliverWebhook(world, [event])
}

/** The message is gone from the chat, and its content from LINE; the bot hears which one it was. */
function unsend(world: World, person: Person, messageId: string): Promise<Delivery> {
  const chat = world.state.chats[person.userId] ?? []
  const at = chat.findIndex(({ id, from }) => id === messageId && from === 'person')
  if (at < 0) throw new ActRefused(`${person.displayName} has sent no message ${messageId}`)
  chat.splice(at, 1)
  delete world.state.contents[messageId]
  world.publish({ type: 'chat', userId: person.userId })
  return deliverWebhook(world, [newEvent(world, person, { type: 'unsend', unsend: { messageId } })])
}

function messageOf(world: World, person: Person, what: Saying): Message {
  if (what.type === 'text') return { type: 'text', text: what.text, quoteToken: `q${newSecret(12)}` }
  if (what.type === 'sticker') {
    const { packageId = '446', stickerId = '1988' } = what
    return {
      type: 'sticker',
      packageId,
      stickerId,
      stickerResourceType: 'STATIC',
      quoteToken: `q${newSecret(12)}`,
    }
  }
  const id = newMessageId()
  world.state.contents[id] = { userId: person.userId, mediaType: what.mediaType, base64: what.base64 }
  if (what.type === 'file') {
    const fileSize = Buffer.byteLength(what.base64, 'base64')
    return { id, type: 'file', fileName: what.fileName, fileSize }
  }
  return { id, type: 'image', contentProvider: { type: 'line' }, quoteToken: `q${newSecret(12)}` }
}

function say(world: World, person: Person, { id = newMessageId(), ...message }: Message) {
  const item = {
    id: String(id),
    at: Date.now(),
    from: 'person' as const,
    by: 'person',
    message: message as Message,
  }
  ;(world.state.chats[person.userId] ??= []).push(item)
  world.publish({ type: 'chat', userId: person.userId })
  return item
}

function newEvent(
  world: World,
  person: Person,
  event: { type: string; [property: string]: unknown },
): WebhookEvent {
  const now = Date.now()
  const common = {
    ...event,
    mode: 'active',
    timestamp: now,
    source: { type: 'user', userId: person.userId },
    webhookEventId: newUlid(now),
    deliveryContext: { isRedelivery: false },
  }
  if (event.type === 'unfollow' || event.type === 'unsend') return common
  const replyToken = newSecret(16)
  world.state.replyTokens[replyToken] = { userId: person.userId, eventAt: now, receivedAt: now, used: false }
  return { ...common, replyToken }
}
