/** LINE Login on a site of one's own: where the person goes, and what their code is worth. */
export function createLineLogin(line: {
  /** LINE's pages (https://access.line.me), and its API. */
  pagesUrl: string
  apiUrl: string
  channelId: string
  channelSecret: string
  redirectUri: string
}) {
  const post = async (path: string, form: Record<string, string>) => {
    const answer = await fetch(`${line.apiUrl}${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      signal: AbortSignal.timeout(10_000),
    })
    return answer.ok ? ((await answer.json()) as Record<string, string>) : undefined
  }
  return {
    /** `state` and `nonce` are made anew for each login, and kept in the session of whoever begins it. */
    beginUrl({ state, nonce }: { state: string; nonce: string }): string {
      const url = new URL(`${line.pagesUrl}/oauth2/v2.1/authorize`)
      url.search = new URLSearchParams({
        ...{ response_type: 'code', client_id: line.channelId, redirect_uri: line.redirectUri },
        ...{ state, nonce, scope: 'openid profile' },
      }).toString()
      return url.href
    },
    /** The ID token of a code, verified with its nonce; undefined where LINE does not take it. */
    async trade(code: string, nonce: string): Promise<{ idToken: string; sub: string } | undefined> {
      const traded = await post('/oauth2/v2.1/token', {
        ...{ grant_type: 'authorization_code', code, redirect_uri: line.redirectUri },
        ...{ client_id: line.channelId, client_secret: line.channelSecret },
      })
      const idToken = traded?.id_token
      if (!idToken) return undefined
      const claims = await post('/oauth2/v2.1/verify', {
        id_token: idToken,
        client_id: line.channelId,
        nonce,
      })
      return claims?.sub ? { idToken, sub: claims.sub } : undefined
    },
  }
}
