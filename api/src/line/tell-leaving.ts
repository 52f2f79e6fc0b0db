import type { Log } from '../log.ts'

const TIME_LIMIT_MS = 5_000

/**
 * Tells LINE that a person has left, by their own live access token: LINE ends it and forgets that they agreed. It takes a
 * stateless channel access token of the login channel, which its secret gets. False where LINE could not be told: there is
 * no secret, the token is over, or LINE is away. Never throws: who leaves has left.
 * https://developers.line.biz/en/reference/line-login/#deauthorize
 */
export async function tellLeaving(
  channel: { apiUrl: string; id: string; secret: string | undefined },
  userAccessToken: string,
  log: Log,
): Promise<boolean> {
  if (!channel.secret) return false
  try {
    const issued = await post(`${channel.apiUrl}/oauth2/v3/token`, {
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: channel.id,
        client_secret: channel.secret,
      }),
    })
    const { access_token: token } = (await issued.json()) as { access_token: string }
    await post(`${channel.apiUrl}/user/v1/deauthorize`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ userAccessToken }),
    })
    return true
  } catch (error) {
    log({ level: 'warn', msg: 'LINE was not told that somebody has left', error: (error as Error).message })
    return false
  }
}

async function post(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, { ...init, method: 'POST', signal: AbortSignal.timeout(TIME_LIMIT_MS) })
  if (!answer.ok) throw new Error(`LINE answered ${answer.status} to ${new URL(url).pathname}`)
  return answer
}
