/** What Tamaru answers: an answer, or words for the person on why not. */
export type Answer<T> = { ok: T } | { refused: string }

/** The calls of a brand's server to Tamaru: three, with the account's key. docs/member-link.md tells of each. */
export function createTamaru({ apiUrl, key }: { apiUrl: string; key: string }) {
  async function post<T>(path: string, body: object): Promise<Answer<T>> {
    const answer = await fetch(`${apiUrl}/api/member-site/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'accept-language': 'ja',
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    })
    if (answer.status === 204) return { ok: undefined as T }
    const said = (await answer.json()) as T & { title?: string; detail?: string }
    return answer.ok ? { ok: said } : { refused: `${said.title}。${said.detail}` }
  }
  return {
    /** Who came with this token of LINE's is this member; returns where they go next. */
    nonce: (linkToken: string, memberNumber: string) =>
      post<{ url: string; expiresAt: string }>('nonces', { linkToken, memberNumber }),
    /** Who logged in with LINE is this member. */
    link: (idToken: string, memberNumber: string) =>
      post<{ since: string; isNew: boolean }>('links', { idToken, memberNumber }),
    /** This number is nobody's any more. */
    unlink: (memberNumber: string) => post<void>('unlinkings', { memberNumber }),
  }
}
