import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app-env.ts'

/** Gives every request an id, takes over a caller's if it is harmless, and logs one line when it is answered. */
export const requestId = createMiddleware<AppEnv>(async function requestId(c, next) {
  const given = c.req.header('x-request-id')
  const id = given && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID()
  c.set('requestId', id)
  c.header('x-request-id', id)
  const startedAt = performance.now()
  await next()
  if (!c.req.path.startsWith('/api') && !c.req.path.startsWith('/line')) return
  c.var.ports.log({
    level: 'info',
    msg: `${c.req.method} ${c.req.path} ${c.res.status}`,
    requestId: id,
    ms: Math.round(performance.now() - startedAt),
  })
})
