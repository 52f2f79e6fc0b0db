import type { AnswerOf, GivenTo, Method, ParamOf, Path, PathOf } from './contract.ts'
import { ApiProblem, offlineProblem, parseProblem, toProblem } from './problem.ts'
import { noteServerTime } from './server-clock.ts'

let renewSession: (() => Promise<void>) | undefined
let renewing: Promise<void> | undefined

/** Says how to get a new session when the old one has ended. Called by whichever door opened it. */
export function onSessionEnd(renew: () => Promise<void>): void {
  renewSession = renew
}

/** Asks a route, renewing the session where it has ended. JSON in, JSON out. Throws `ApiProblem` and nothing else. */
export function request<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  ...given: GivenTo<M, P>
): Promise<AnswerOf<M, P>> {
  return withSession(() => requestOnce(method, path, ...given))
}

export const get = <P extends PathOf<'GET'>>(path: P, ...given: GivenTo<'GET', P>) =>
  request('GET', path, ...given)

/** The address of a route, for what the browser fetches by itself: a picture, a stream, a link. */
export const urlOf = <P extends Path>(path: P, param: Record<ParamOf<P>, string>) => fill(path, param)

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
export async function requestOnce<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  ...[given]: GivenTo<M, P>
): Promise<AnswerOf<M, P>> {
  const { param, query, header, json }: Given = given ?? {}
  const response = await fetch(fill(path, param) + queryOf(query), {
    method,
    headers: json === undefined ? header : { 'content-type': 'application/json', ...header },
    body: json === undefined ? undefined : JSON.stringify(json),
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
  return (text === '' ? undefined : JSON.parse(text)) as AnswerOf<M, P>
}

interface Given {
  param?: Record<string, string>
  query?: Record<string, string | undefined>
  header?: Record<string, string>
  json?: unknown
}

const fill = (path: string, param: Record<string, string> = {}) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(param[name]!))

function queryOf(query: Given['query'] = {}): string {
  const asked = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return asked.length > 0 ? `?${new URLSearchParams(asked)}` : ''
}
