import { HTTPFetchError, LineBotClient, type messagingApi } from '@line/bot-sdk'
import { z } from 'zod'
import { PHOTO_MAX_BYTES } from '../photos/store-photo.ts'

/** Worth another try; without `retry_s` after the queue's own growing waits. */
interface TryLater {
  outcome: 'try_later'
  why: string
  retry_s?: number
}

/** How LINE took a message. */
export type SendResult =
  | { outcome: 'sent'; requestId: string | null }
  | { outcome: 'refused'; why: string }
  | { outcome: 'reply_token_spent' }
  | TryLater

export type ContentResult = { outcome: 'content'; bytes: Uint8Array } | { outcome: 'gone' } | TryLater

export interface LineProfile {
  displayName: string
  pictureUrl: string | null
}

/** Every call to LINE's Messaging API goes through here: with a time limit, and a retry key where LINE takes one. */
export interface LineClient {
  push(lineUserId: string, messages: messagingApi.Message[], retryKey: string): Promise<SendResult>
  reply(replyToken: string, messages: messagingApi.Message[]): Promise<SendResult>
  /** What a person sent in the chat. Of something larger than a photo may be only so much that this can be seen. */
  content(messageId: string): Promise<ContentResult>
  /** Null when LINE does not tell (blocked, no consent, unknown). */
  profile(lineUserId: string): Promise<LineProfile | null>
}

const TIME_LIMIT_MS = 10_000

const ErrorBody = z.object({ message: z.string() })

export function createLineClient(options: {
  apiUrl: string
  dataApiUrl: string
  channelAccessToken: string
  /** How long a call may take. */
  timeLimit_ms?: number
}): LineClient {
  const limited = <T>(call: Promise<T>) => withinTime(call, options.timeLimit_ms ?? TIME_LIMIT_MS)
  const client = LineBotClient.fromChannelAccessToken({
    channelAccessToken: options.channelAccessToken,
    apiBaseURL: options.apiUrl,
    dataApiBaseURL: options.dataApiUrl,
  })

  return {
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
        // No answer: LINE may have taken it, and only the next try can tell. A reply has no retry key.
        if (!(error instanceof HTTPFetchError)) return failure
        // An error means that nobody got anything, but the token will not outlive many tries: the message is pushed.
        return failure.outcome === 'refused' && !/invalid reply token/i.test(failure.why)
          ? failure
          : { outcome: 'reply_token_spent' }
      }
    },

    async content(messageId) {
      try {
        const { httpResponse, body } = await limited(client.getMessageContentWithHttpInfo(messageId))
        if (httpResponse.status === 202) return { outcome: 'try_later', why: 'LINE prepares it' }
        return { outcome: 'content', bytes: await limited(collect(body)) }
      } catch (error) {
        if (error instanceof HTTPFetchError && [404, 410].includes(error.status)) return { outcome: 'gone' }
        // LINE once answered 400 here for 90 minutes (2026-02-03): everything but "gone" is tried again.
        return { outcome: 'try_later', why: describe(error) }
      }
    },

    async profile(lineUserId) {
      try {
        const { displayName, pictureUrl } = await limited(client.getProfile(lineUserId))
        return { displayName, pictureUrl: pictureUrl ?? null }
      } catch {
        return null
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

function sendFailure(error: unknown): SendResult {
  if (!(error instanceof HTTPFetchError)) return { outcome: 'try_later', why: describe(error) }
  const { status, headers } = error
  // Accepted earlier under this retry key: that is what was wanted.
  if (status === 409) return { outcome: 'sent', requestId: headers.get('x-line-accepted-request-id') }
  const why = describe(error)
  if (status === 429 && /monthly limit/i.test(why)) return { outcome: 'refused', why: 'quota' }
  if (status === 429) return { outcome: 'try_later', why, retry_s: Number(headers.get('retry-after')) || 30 }
  // 401: our own token is wrong or has ended. Once that is mended, the message can still go.
  return status >= 500 || status === 401 ? { outcome: 'try_later', why } : { outcome: 'refused', why }
}

/** In words for a log: LINE's own message, never the request. */
function describe(error: unknown): string {
  if (!(error instanceof HTTPFetchError)) return error instanceof Error ? error.message : String(error)
  try {
    return `${error.status} ${ErrorBody.parse(JSON.parse(error.body)).message}`
  } catch {
    return String(error.status)
  }
}

async function collect(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    if (length > PHOTO_MAX_BYTES) break
  }
  return Buffer.concat(chunks)
}
