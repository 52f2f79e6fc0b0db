import { ProblemError } from '@tamaru/domain'
import { createMiddleware } from 'hono/factory'
import { namesBearer } from './session-token.ts'
import type { AppEnv } from '../http/app-env.ts'

/**
 * Refuses what another site has a person's browser send: a change that carries the session's cookie, and an origin that
 * is not ours. Browsers name the origin of every such request; who is no browser carries no cookie by itself.
 */
export const sameSite = createMiddleware<AppEnv>(async function sameSite(c, next) {
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) || namesBearer(c) || !c.req.header('cookie'))
    return next()
  const [site, origin] = [c.req.header('sec-fetch-site'), c.req.header('origin')]
  const isOurs = origin === undefined || isSameHost(origin, c.var.ports.env.PUBLIC_URL, c.req.header('host'))
  if (!isOurs || site === 'cross-site' || site === 'same-site') throw new ProblemError('cross_site')
  return next()
})

function isSameHost(origin: string, publicUrl: string, host: string | undefined): boolean {
  if (origin === new URL(publicUrl).origin) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
