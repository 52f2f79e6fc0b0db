import { createRoute, z } from '@hono/zod-openapi'
import { shoppers } from '@tamaru/db'
import { requireShopper } from '../auth/require-shopper.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { ShopperView } from './shopper-view.ts'
import { toShopperView } from './to-shopper-view.ts'

const show = createRoute({
  method: 'get',
  path: '/api/me',
  summary: 'The logged-in shopper',
  middleware: [requireShopper] as const,
  responses: { 200: json(ShopperView, 'The shopper'), ...refusals },
})

const change = createRoute({
  method: 'patch',
  path: '/api/me',
  summary: 'Agree to offers by message, or no longer',
  middleware: [requireShopper] as const,
  request: { body: jsonBody(z.object({ offersConsent: z.boolean() })) },
  responses: { 200: json(ShopperView, 'The shopper'), ...refusals },
})

export const customerRoutes = createRouter()
  .openapi(show, (c) => c.json(toShopperView(c.var.shopper), 200))
  .openapi(change, async (c) => {
    const { accountId, id } = c.var.shopper
    const shopper = await shoppers.setOffersConsent(
      c.var.ports.db,
      accountId,
      id,
      c.req.valid('json').offersConsent,
    )
    return c.json(toShopperView(shopper), 200)
  })
