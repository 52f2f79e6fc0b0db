import { HTTPFetchError, LineBotClient, type messagingApi } from '@line/bot-sdk'
import { readBytes } from '../bytes/read-bytes.ts'
import { languageOf, PHOTO_MAX_BYTES } from '@tamaru/domain'
import type { Log } from '../log.ts'
import { lineAudiences, type LineAudiences } from './line-audiences.ts'
import { describeFailure, isUnauthorized, retryAfter_s, sendFailure } from './line-failure.ts'
import type {
  ContentResult,
  FollowersResult,
  LinkTokenResult,
  ProfileResult,
  QuotaResult,
  ReplyResult,
  SendResult,
} from './line-result.ts'
import { watchToken } from './watch-token.ts'

/** Every call to LINE's Messaging API goes through here: with a time limit, and a retry key where LINE takes one. */
export interface LineClient extends LineAudiences {
  push(lineUserId: string, messages: messagingApi.Message[], retryKey: string): Promise<SendResult>
  reply(replyToken: string, messages: messagingApi.Message[]): Promise<ReplyResult>
  /** What a person sent in the chat. Of something larger than a photo may be only so much that this can be seen. */
  content(messageId: string): Promise<ContentResult>
  profile(lineUserId: string): Promise<ProfileResult>
  /** The ids of all friends who may be told of; LINE tells them to verified and premium accounts only. */
  followers(): Promise<FollowersResult>
  /** Ten minutes, once: with it a person goes to the brand's own site and comes back linked. */
  linkToken(lineUserId: string): Promise<LinkTokenResult>
  quota(): Promise<QuotaResult>
  /** By which people add the account ("@abc1234"); null where LINE does not tell. Asked once. */
  basicId(): Promise<string | null>
}

/** As many as LINE tells at once. */
const MOST_FOLLOWERS = 1_000
const TIME_LIMIT_MS = 10_000

/** Where LINE is, and as whom we speak. */
export interface LineAddress {
  apiUrl: string
  dataApiUrl: string
  channelAccessToken: string
}

export function createLineClient(
  options: LineAddress & {
    /** How long a call may take. */
    timeLimit_ms?: number
    /** Hears once that LINE refuses our token, and once that it takes it again. */
    log?: Log
  },
): LineClient {
  const noteToken = watchToken(options.log)
  let basicId: string | undefined
  const limited = async <T>(call: Promise<T>): Promise<T> => {
    try {
      const answer = await withinTime(call, options.timeLimit_ms ?? TIME_LIMIT_MS)
      noteToken(200)
      return answer
    } catch (error) {
      if (error instanceof HTTPFetchError) noteToken(error.status)
      throw error
    }
  }
  const client = LineBotClient.fromChannelAccessToken({
    channelAccessToken: options.channelAccessToken,
    apiBaseURL: options.apiUrl,
    dataApiBaseURL: options.dataApiUrl,
  })

  return {
    ...lineAudiences(client, limited),

    async push(to, messages, retryKey) {
      try {
        const { httpResponse } = await limited(client.pushMessageWithHttpInfo({ to, messages }, retryKey))
        return { outcome: 'sent', requestId: httpResponse.headers.get('x-line-request-id') }
      } catch (error) {
        return sendFailure(error)
      }
    },

    async reply(replyToken, messages) {
      try {
        const { httpResponse } = await limited(client.replyMessageWithHttpInfo({ replyToken, messages }))
        return { outcome: 'sent', requestId: httpResponse.headers.get('x-line-request-id') }
      } catch (error) {
        const failure = sendFailure(error)
        // Other errors leave the token as it was: it may be used again.
        if (failure.outcome === 'refused' && /invalid reply token/i.test(failure.why))
          return { outcome: 'reply_token_spent' }
        // A reply has no retry key that it could have been accepted under.
        return error instanceof HTTPFetchError && error.status === 409
          ? { outcome: 'try_later', why: describeFailure(error), maybeTaken: true }
          : failure
      }
    },

    async content(messageId) {
      try {
        const { httpResponse, body } = await limited(client.getMessageContentWithHttpInfo(messageId))
        if (httpResponse.status === 202) return { outcome: 'try_later', why: 'LINE prepares it' }
        return {
          outcome: 'content',
          bytes: await limited(readBytes(body, contentBytes(httpResponse.headers))),
        }
      } catch (error) {
        if (error instanceof HTTPFetchError && [404, 410].includes(error.status)) return { outcome: 'gone' }
        if (isUnauthorized(error)) return { outcome: 'unauthorized', why: describeFailure(error) }
        // LINE once answered 400 here for 90 minutes (2026-02-03): everything but "gone" is tried again.
        return { outcome: 'try_later', why: describeFailure(error), retry_s: retryAfter_s(error) }
      }
    },

    async profile(lineUserId) {
      try {
        const { displayName, pictureUrl, language } = await limited(client.getProfile(lineUserId))
        const lineLanguage = languageOf(language)
        return { outcome: 'profile', profile: { displayName, pictureUrl: pictureUrl ?? null, lineLanguage } }
      } catch (error) {
        return {
          outcome: error instanceof HTTPFetchError && error.status === 404 ? 'unreachable' : 'unknown',
        }
      }
    },

    async followers() {
      const userIds: string[] = []
      try {
        let start: string | undefined
        do {
          const page = await limited(client.getFollowers(start, MOST_FOLLOWERS))
          userIds.push(...page.userIds)
          start = page.next
        } while (start !== undefined)
        return { outcome: 'followers', userIds }
      } catch (error) {
        const isRefused = error instanceof HTTPFetchError && error.status === 403
        return { outcome: isRefused ? 'not_verified' : 'unknown' }
      }
    },

    async linkToken(lineUserId) {
      try {
        const { linkToken } = await limited(client.issueLinkToken(lineUserId))
        return { outcome: 'issued', linkToken }
      } catch (error) {
        const isRefused = error instanceof HTTPFetchError && [400, 404].includes(error.status)
        return { outcome: isRefused ? 'unreachable' : 'unknown' }
      }
    },

    async basicId() {
      try {
        return (basicId ??= (await limited(client.getBotInfo())).basicId)
      } catch {
        return null
      }
    },

    async quota() {
      try {
        const { type, value = 0 } = await limited(client.getMessageQuota())
        if (type !== 'limited') return { outcome: 'left', messages: Infinity, limit: null, used: 0 }
        const { totalUsage: used } = await limited(client.getMessageQuotaConsumption())
        return { outcome: 'left', messages: Math.max(0, value - used), limit: value, used }
      } catch (error) {
        return { outcome: isUnauthorized(error) ? 'unauthorized' : 'try_later', why: describeFailure(error) }
      }
    },
  }
}

/** The SDK waits for ever; a hung connection must not hold a job. */
async function withinTime<T>(call: Promise<T>, limit_ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`LINE did not answer within ${limit_ms} ms`)), limit_ms)
  })
  call.catch(() => {})
  return Promise.race([call, timeout]).finally(() => clearTimeout(timer))
}

/** How much to take: as much as there is, by its head where it says so, and one byte more than a photo may have at most. */
function contentBytes(headers: Headers): number {
  const length = headers.has('content-encoding') ? null : headers.get('content-length')
  return Math.min(Number(length ?? Infinity), PHOTO_MAX_BYTES + 1)
}
