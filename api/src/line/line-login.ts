import { ProblemError } from '@tamaru/domain'
import { createRemoteJWKSet, decodeJwt, errors, jwksCache, jwtVerify, type JWKSCacheInput } from 'jose'
import { z } from 'zod'

/** Who LINE says this is. Name and picture may be missing: a person can agree to the user ID alone. */
export interface LineIdentity {
  lineUserId: string
  displayName: string | null
  pictureUrl: string | null
}

export interface LineLogin {
  /** Verifies an ID token here, against LINE's published keys. */
  verifyIdToken(idToken: string): Promise<LineIdentity>
  /** Verifies at LINE the ID token of a login on another site, of another channel: those are signed so that only LINE can. */
  verifyIdTokenOf(channelId: string, idToken: string): Promise<LineIdentity>
  /** Verifies an access token at LINE; the fallback where the ID token (1 hour) has expired in a resumed mini-app. */
  verifyAccessToken(accessToken: string): Promise<LineIdentity>
}

const Claims = z.object({
  sub: z.string().regex(/^U[0-9a-f]{32}$/),
  name: z.string().optional(),
  picture: z.string().optional(),
})
const TokenInfo = z.object({ client_id: z.string(), expires_in: z.number().positive() })
const Profile = z.object({
  userId: z.string().regex(/^U[0-9a-f]{32}$/),
  displayName: z.string().optional(),
  pictureUrl: z.string().optional(),
})

const TIME_LIMIT_MS = 5_000
/** LINE's ID tokens name this issuer, wherever the API's base URL points. */
const ISSUER = 'https://access.line.me'

/** What could be an access token. LINE promises no shape; nothing shorter has been seen. */
const ACCESS_TOKEN = /^[\w.~+/=-]{20,}$/
/** A token that LINE does not know now will not become one. */
const REMEMBER_UNKNOWN_MS = 600_000
const MOST_REMEMBERED = 10_000

/**
 * LINE Login for one channel. `now` is the clock that expiry is judged by; `keyCache` keeps LINE's keys where the login
 * itself is created anew for each request.
 */
export function createLineLogin(options: {
  apiUrl: string
  channelId: string
  now: () => Date
  keyCache?: JWKSCacheInput
}): LineLogin {
  const { apiUrl, channelId, now, keyCache = {} } = options
  // A key id that is not among them has them fetched again, at most each half minute.
  const keys = createRemoteJWKSet(new URL(`${apiUrl}/oauth2/v2.1/certs`), {
    timeoutDuration: TIME_LIMIT_MS,
    [jwksCache]: keyCache,
  })
  const unknownUntil_ms = new Map<string, number>()

  return {
    async verifyIdToken(idToken) {
      try {
        // Before the keys are asked for: what does not even claim to be for this channel needs none.
        const { aud, iss } = decodeJwt(idToken)
        if (aud !== channelId || iss !== ISSUER) throw new ProblemError('id_token_invalid', 'aud or iss')
        // LIFF signs with ES256. Accepting what the token's header asks for would let HS256 in.
        const { payload } = await jwtVerify(idToken, keys, {
          algorithms: ['ES256'],
          issuer: ISSUER,
          audience: channelId,
          requiredClaims: ['exp', 'sub'],
          currentDate: now(),
        })
        return identityOf(Claims.parse(payload))
      } catch (error) {
        throw refusalOf(error)
      }
    },

    async verifyIdTokenOf(ofChannel, idToken) {
      const body = new URLSearchParams({ id_token: idToken, client_id: ofChannel })
      const { told, refusal } = await askLine(`${apiUrl}/oauth2/v2.1/verify`, { method: 'POST', body })
      const claims = Claims.safeParse(told)
      if (claims.success) return identityOf(claims.data)
      throw new ProblemError(/expired/i.test(refusal) ? 'id_token_expired' : 'id_token_invalid')
    },

    async verifyAccessToken(accessToken) {
      const isUnknown = (unknownUntil_ms.get(accessToken) ?? 0) > now().getTime()
      if (isUnknown || !ACCESS_TOKEN.test(accessToken)) throw new ProblemError('id_token_invalid')
      const refuse = () => {
        if (unknownUntil_ms.size >= MOST_REMEMBERED) unknownUntil_ms.clear()
        unknownUntil_ms.set(accessToken, now().getTime() + REMEMBER_UNKNOWN_MS)
        return new ProblemError('id_token_invalid')
      }
      const query = new URLSearchParams({ access_token: accessToken })
      const info = TokenInfo.safeParse(await getJson(`${apiUrl}/oauth2/v2.1/verify?${query}`))
      // Without this comparison a token of any other app would log in here.
      if (!info.success || info.data.client_id !== channelId) throw refuse()
      const profile = Profile.safeParse(await getJson(`${apiUrl}/v2/profile`, accessToken))
      if (!profile.success) throw refuse()
      const { userId, displayName, pictureUrl } = profile.data
      return { lineUserId: userId, displayName: displayName ?? null, pictureUrl: pictureUrl ?? null }
    },
  }
}

const identityOf = ({ sub, name, picture }: z.infer<typeof Claims>): LineIdentity => ({
  lineUserId: sub,
  displayName: name ?? null,
  pictureUrl: picture ?? null,
})

function refusalOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new ProblemError('id_token_expired')
  if (error instanceof errors.JWKSTimeout) return new ProblemError('line_unavailable')
  if (error instanceof errors.JOSEError) {
    // jose reports an unreachable key server as a plain JOSEError, a bad token as a more special one.
    return new ProblemError(
      error.code === 'ERR_JOSE_GENERIC' ? 'line_unavailable' : 'id_token_invalid',
      error.code,
    )
  }
  if (error instanceof z.ZodError) return new ProblemError('id_token_invalid', 'claims')
  if (error instanceof TypeError) return new ProblemError('line_unavailable')
  return error
}

/** By these LINE says that it does not take a token. All else, a limit on how often it is asked included, says nothing of it. */
const REFUSES_TOKEN: readonly number[] = [400, 401, 403]

async function getJson(url: string, bearer?: string): Promise<unknown> {
  return (await askLine(url, { headers: bearer ? { authorization: `Bearer ${bearer}` } : {} })).told
}

/** What LINE tells; null, with its words, where it does not take a token. Refuses `line_unavailable` where it says nothing of it. */
async function askLine(url: string, init: RequestInit): Promise<{ told: unknown; refusal: string }> {
  let response: Response
  try {
    response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIME_LIMIT_MS) })
    if (response.ok) return { told: await response.json(), refusal: '' }
    if (REFUSES_TOKEN.includes(response.status)) return { told: null, refusal: await response.text() }
  } catch {
    throw new ProblemError('line_unavailable')
  }
  throw new ProblemError('line_unavailable', `LINE answered ${response.status}`)
}
