/** The part of a postgres.js 3.4.9 query (its src/query.js) that is called when it is run, and when it has ended. */
export interface RunningQuery extends Promise<unknown> {
  handler(query: RunningQuery): void
  resolve(result: unknown): void
  reject(error: unknown): void
  /** Asks the server to stop it, over a connection of its own. */
  canceller: ((query: RunningQuery) => Promise<void>) | null
  /** Set while it is the one that its connection works on; `state` is null until it was sent. */
  active: boolean
  state: unknown
}

type Tag = (...args: never[]) => unknown

/** The same `sql` but for what is `own`; every query passes through `onQuery` as it is made, which is before it runs. */
export function watchQueries<S extends Tag>(
  current: () => S,
  onQuery: (query: RunningQuery) => void,
  own: Partial<S> = {},
): S {
  const watch = (made: unknown) => {
    if (made instanceof Promise) onQuery(made as RunningQuery)
    return made
  }
  return new Proxy((() => {}) as unknown as S, {
    apply: (_, __, args: never[]) => watch(current()(...args)),
    get(_, name) {
      const value: unknown = Reflect.get(name in own ? own : current(), name)
      return name === 'unsafe' ? (...args: never[]) => watch((value as Tag)(...args)) : value
    },
  })
}

/**
 * Ends a query for its caller after so long, and has the server end it as well, so that its connection is free again.
 */
export function limitQuery(query: RunningQuery, limit_ms: number, late: () => Error): void {
  const { handler, resolve, reject } = query
  let timer: ReturnType<typeof setTimeout> | undefined
  query.handler = (running) => {
    timer = setTimeout(() => {
      // One that waits behind another on its connection cannot be told from it by the server.
      if (running.active || running.state === null) running.canceller?.(running).catch(() => {})
      query.reject(late())
    }, limit_ms)
    handler(running)
  }
  query.resolve = (result) => (clearTimeout(timer), resolve(result))
  query.reject = (error) => (clearTimeout(timer), reject(error))
}
