import type { Language } from '@tamaru/domain'

/** Worth another try; without `retry_s` after the queue's own growing waits. */
interface TryLater {
  outcome: 'try_later'
  why: string
  retry_s?: number
}

/** LINE refuses our channel access token. Once that is mended, the same call succeeds. */
interface Unauthorized {
  outcome: 'unauthorized'
  why: string
}

/** How LINE took a message. Of a call that has to be made again it may have taken this one already, or surely not. */
export type SendResult =
  | { outcome: 'sent'; requestId: string | null }
  | { outcome: 'refused'; why: string }
  /** The month's limit is used up. */
  | { outcome: 'quota' }
  | Unauthorized
  | (TryLater & { maybeTaken: boolean })

/** `reply_token_spent`: it was used, or has expired. LINE has no other way to say that a reply was taken before. */
export type ReplyResult = SendResult | { outcome: 'reply_token_spent' }

export type ContentResult =
  { outcome: 'content'; bytes: Uint8Array } | { outcome: 'gone' } | Unauthorized | TryLater

/** How many more messages LINE takes this month, roughly: Infinity without a limit. */
export type QuotaResult =
  { outcome: 'left'; messages: number; limit: number | null; used: number } | Unauthorized | TryLater

export interface LineProfile {
  displayName: string
  pictureUrl: string | null
  /** Where the person lets LINE tell it. */
  lineLanguage?: Language
}

/**
 * LINE shows the profile of friends, and of who wrote to the account and has not blocked it: those are whom a push reaches.
 * `unknown`: it did not answer.
 */
export type ProfileResult =
  { outcome: 'profile'; profile: LineProfile } | { outcome: 'unreachable' } | { outcome: 'unknown' }

/** `unreachable`: the person is no friend, or has blocked the account. `unknown`: LINE did not answer. */
export type LinkTokenResult =
  { outcome: 'issued'; linkToken: string } | { outcome: 'unreachable' } | { outcome: 'unknown' }

/** `not_verified`: LINE tells who the friends are to verified and premium accounts only. */
export type FollowersResult =
  { outcome: 'followers'; userIds: string[] } | { outcome: 'not_verified' } | { outcome: 'unknown' }

export type AudienceFailure = { outcome: 'refused'; why: string } | Unauthorized | TryLater

/** LINE's number of an audience. */
export type AudienceResult<Id extends string | null = string> =
  { outcome: 'audience'; groupId: Id } | AudienceFailure

export type AudienceStateResult =
  { outcome: 'state'; status: string; failedType: string | null } | AudienceFailure
