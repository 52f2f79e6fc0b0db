import { createRoute, z } from '@hono/zod-openapi'
import { openMiniApp } from './open-mini-app.ts'
import { toShopperView } from './to-shopper-view.ts'
import { ShopperView } from './shopper-view.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { Credentials, identify } from '../auth/identify.ts'
import { closeSession, openSession } from '../auth/session-token.ts'

const open = createRoute({
  method: 'post',
  path: '/api/session',
  summary: 'Trade a LIFF token for a session',
  request: { body: jsonBody(Credentials) },
  responses: {
    200: json(
      z.object({ token: z.string(), expiresAt: z.iso.datetime(), shopper: ShopperView }),
      'Logged in',
    ),
    ...refusals,
  },
})

const close = createRoute({
  method: 'delete',
  path: '/api/session',
  summary: 'Log out',
  responses: { 204: { description: 'Logged out' } },
})

export const sessionRoutes = createRouter()
  .openapi(open, async (c) => {
    const { ports, account } = c.var
    const credentials = c.req.valid('json')
    const shopper = await openMiniApp(ports, account.id, await identify(c, credentials), credentials)
    const session = await openSession(c, ports.db, 'tamaru_session', {
      accountId: shopper.accountId,
      shopperId: shopper.id,
    })
    return c.json({ ...session, shopper: toShopperView(shopper) }, 200)
  })
  .openapi(close, async (c) => {
    await closeSession(c, 'tamaru_session')
    return c.body(null, 204)
  })
