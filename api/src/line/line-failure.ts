import { HTTPFetchError } from '@line/bot-sdk'
import { z } from 'zod'
import type { SendResult } from './line-result.ts'

const ErrorBody = z.object({ message: z.string() })

export const isUnauthorized = (error: unknown) => error instanceof HTTPFetchError && error.status === 401

/** Failures before a connection stood: LINE cannot have taken what it never got. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** How LINE failed to take a message. */
export function sendFailure(error: unknown): SendResult {
  const why = describeFailure(error)
  if (!(error instanceof HTTPFetchError)) {
    const { code } = ((error as Error | undefined)?.cause ?? {}) as { code?: string }
    return { outcome: 'try_later', why, maybeTaken: !NEVER_CONNECTED.has(code ?? '') }
  }
  const { status, headers } = error
  // Accepted earlier under this retry key: that is what was wanted.
  if (status === 409) return { outcome: 'sent', requestId: headers.get('x-line-accepted-request-id') }
  if (status === 401) return { outcome: 'unauthorized', why }
  if (status === 429 && /monthly limit/i.test(why)) return { outcome: 'quota' }
  if (status === 429)
    return { outcome: 'try_later', why, retry_s: retryAfter_s(error) ?? 30, maybeTaken: false }
  // LINE asks to retry a 500 with the retry key, because it may have been taken.
  return status >= 500 ? { outcome: 'try_later', why, maybeTaken: true } : { outcome: 'refused', why }
}

/** LINE documents no Retry-After; where one comes, it is kept to, within an hour. */
export function retryAfter_s(error: unknown): number | undefined {
  const said = error instanceof HTTPFetchError ? Number(error.headers.get('retry-after')) : NaN
  return said > 0 ? Math.min(said, 3600) : undefined
}

/** In words for a log: LINE's own message, never the request. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof HTTPFetchError)) return error instanceof Error ? error.message : String(error)
  try {
    return `${error.status} ${ErrorBody.parse(JSON.parse(error.body)).message}`
  } catch {
    return String(error.status)
  }
}
