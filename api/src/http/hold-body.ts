import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app-env.ts'
import { declaredBytes } from './limit-body.ts'
import { limitsOf } from './limits-of.ts'

/**
 * Stands behind the login of a route that takes large bodies. Lets a body in when there is room for it in memory; until
 * then it stays unread, in the sender's hands. Who waits too long is asked to come again.
 */
export const holdBody = createMiddleware<AppEnv>(async function holdBody(c, next) {
  const { bodyRoom } = c.var
  const limits = limitsOf(c)
  const bytes = declaredBytes(c.req.raw.headers) ?? limits.body_bytes
  const body = { limits, bytes, whose: ownerOf(c) }
  await bodyRoom.take(body)
  try {
    await next()
  } finally {
    bodyRoom.giveBack(body)
  }
})

function ownerOf(c: Context<AppEnv>): string {
  return c.var.shopper?.id ?? c.var.staff?.id ?? ''
}
