import { ApiProblem, offlineProblem, parseProblem, toProblem } from './problem.ts'
import { noteServerTime } from './server-clock.ts'

let renewSession: (() => Promise<void>) | undefined
let renewing: Promise<void> | undefined

/** Says how to get a new session when the old one has ended. Called by whichever door opened it. */
export function onSessionEnd(renew: () => Promise<void>): void {
  renewSession = renew
}

/** JSON in, JSON out. Throws `ApiProblem` and nothing else. */
export async function request<T>(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<T> {
  return withSession(() => requestOnce<T>(method, path, body, headers))
}

export const get = <T>(path: string) => request<T>('GET', path)

/** Runs `send`; where the session has ended, renews it and runs `send` once more, never a third time. */
export async function withSession<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send()
  } catch (thrown) {
    const problem: ApiProblem = toProblem(thrown)
    if (problem.kind !== 'unauthenticated' || !renewSession) throw problem
    renewing ??= renewSession().finally(() => (renewing = undefined))
    await renewing.catch((why: unknown) => {
      // Nobody is logged in any more, in whatever words: that is for the person to mend.
      throw why instanceof ApiProblem ? why : problem
    })
    return await send()
  }
}

/** One request without renewal: what opens the session itself uses this. */
export async function requestOnce<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: 'same-origin',
  }).catch(() => {
    throw offlineProblem()
  })
  // What is asked for may come out of a cache, and its time with it; what is done comes from the server.
  if (method !== 'GET') noteServerTime(response.headers)
  const text = await response.text().catch(() => {
    throw offlineProblem()
  })
  if (!response.ok) throw parseProblem(response.status, text)
  return (text === '' ? undefined : JSON.parse(text)) as T
}
