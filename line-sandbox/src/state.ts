import type { JWK } from 'jose'

/** What a person's avatar is drawn from; see draw-avatar.ts. */
export type Look = {
  skin: string
  hair: string
  style: 'bob' | 'short' | 'bun' | 'long'
  shirt: string
  ground: string
}
type Friendship = 'none' | 'friend' | 'blocked'

export type Person = {
  userId: string
  displayName: string
  kind: 'shopper' | 'staff'
  friend: Friendship
  about?: string
  /** Their LINE's (BCP 47). */
  language?: string
  look: Look
  /** Milliseconds. Someone who wrote within seven days can be reached without being a friend. */
  lastWroteAt?: number
  richMenuId?: string
}

/** A LINE message object; the phone renders what it knows and names what it does not. */
export type Message = { type: string; [property: string]: unknown }

export type ChatItem = {
  id: string
  /** Milliseconds. */
  at: number
  from: 'person' | 'account'
  /** How it came: push, multicast, broadcast, narrowcast, reply, or said by the person. */
  by: string
  message: Message
  read?: boolean
}

type Content = { userId: string; mediaType: string; base64: string }
type RichMenu = { menu: Record<string, unknown>; image?: { mediaType: string; base64: string } }
/** `asked`: how often somebody asked after it. */
export type AudienceGroup = {
  id: number
  description: string
  userIds: string[]
  created: number
  asked: number
}
export type UserToken = { sub: string; clientId: string; scope: string; expiresAt: number }
type Accepted = { requestId: string; sentMessages: { id: string }[]; at: number }
type ReplyToken = { userId: string; eventAt: number; receivedAt: number; used: boolean }

/** All that the sandbox remembers. Plain JSON, so that a state file is this object. */
export type State = {
  account: { userId: string; basicId: string; displayName: string }
  people: Person[]
  chats: Record<string, ChatItem[]>
  contents: Record<string, Content>
  richMenus: Record<string, RichMenu>
  richMenuAliases: Record<string, string>
  audienceGroups?: Record<string, AudienceGroup>
  defaultRichMenuId?: string
  signingKey: { kid: string; jwk: JWK }
  userTokens: Record<string, UserToken>
  /** Channel access tokens issued at run time, with their end in milliseconds. */
  channelTokens: Record<string, number>
  accepted: Record<string, Accepted>
  replyTokens: Record<string, ReplyToken>
  webhook: { endpoint: string; active: boolean }
  quota: { type: 'none' | 'limited'; value?: number }
  /** Messages that counted, per kind, since the sandbox started: LINE counts by recipient, and not replies. */
  delivered: Record<string, number>
  aggregationUnits: string[]
}
