import { accesses } from '@tamaru/db'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { AppEnv } from '../http/app-env.ts'
import { SHOWS_PEOPLE } from './shows-people.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Notes, before the answer goes out, whom it shows. An answer that cannot be noted does not go out. */
export const logAccess = createMiddleware<AppEnv>(async function logAccess(c, next) {
  await next()
  const route = routeOf(c)
  if (!route || !c.res.ok || !c.var.staff) return
  const { by, under } = SHOWS_PEOPLE[route]!
  const isJson = c.res.headers.get('content-type')?.includes('json') ?? false
  const answer: unknown = isJson ? await c.res.clone().json() : null
  const { items } = (answer ?? {}) as { items?: unknown[] }
  const ofPath = /\/(campaigns|segments)\//.test(route) ? [] : c.req.path.split('/')
  const ids = [...ofPath, ...valuesUnder(under, answer)].filter((id) => UUID.test(id))
  await accesses.record(c.var.ports.db, {
    accountId: c.var.account.id,
    staffId: c.var.staff.id,
    route,
    by,
    ids,
    rows: items?.length ?? 0,
    now: c.var.ports.now(),
  })
})

function routeOf(c: Context<AppEnv>): string | undefined {
  const routes = matchedRoutes(c).map(({ method, path }) => `${method} ${path}`)
  return routes.find((route) => Object.hasOwn(SHOWS_PEOPLE, route))
}

function valuesUnder(names: readonly string[], answer: unknown): string[] {
  if (names.length === 0 || typeof answer !== 'object' || answer === null) return []
  return Object.entries(answer).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' ? (names.includes(name) ? [value] : []) : valuesUnder(names, value),
  )
}
