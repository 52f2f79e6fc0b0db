import { createRoute } from '@hono/zod-openapi'
import { shoppers } from '@tamaru/db'
import { requireShopper } from '../auth/require-shopper.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { askFriendship } from './ask-friendship.ts'
import { FriendshipView, LanguageChange, PrefectureChange, ShopperView } from './shopper-view.ts'
import { toShopperView } from './to-shopper-view.ts'

const show = createRoute({
  method: 'get',
  path: '/api/me',
  summary: 'The logged-in shopper',
  middleware: [requireShopper] as const,
  responses: { 200: json(ShopperView, 'The shopper'), ...refusals },
})

const change = createRoute({
  method: 'put',
  path: '/api/me/language',
  summary: 'Be spoken to in this language, in the chat too',
  middleware: [requireShopper] as const,
  request: { body: jsonBody(LanguageChange) },
  responses: { 200: json(ShopperView, 'The shopper'), ...refusals },
})

const move = createRoute({
  method: 'put',
  path: '/api/me/prefecture',
  summary:
    'Say where I live, or have it forgotten: where sending is stopped, say after an earthquake, nothing comes',
  middleware: [requireShopper] as const,
  request: { body: jsonBody(PrefectureChange) },
  responses: { 200: json(ShopperView, 'The shopper'), ...refusals },
})

const friendship = createRoute({
  method: 'post',
  path: '/api/me/friendship',
  summary: 'Have LINE asked whether results can come by message, and where the account can be added',
  middleware: [requireShopper] as const,
  responses: { 200: json(FriendshipView, 'The shopper, as LINE knows them now'), ...refusals },
})

export const customerRoutes = createRouter()
  .openapi(show, (c) => c.json(toShopperView(c.var.shopper), 200))
  .openapi(change, async (c) => {
    const { id, accountId } = c.var.shopper
    const { language } = c.req.valid('json')
    await shoppers.setLanguage(c.var.ports.db, accountId, id, language)
    return c.json(toShopperView({ ...c.var.shopper, language }), 200)
  })
  .openapi(move, async (c) => {
    const { id, accountId } = c.var.shopper
    const { prefecture } = c.req.valid('json')
    await shoppers.setPrefecture(c.var.ports.db, accountId, id, prefecture)
    return c.json(toShopperView({ ...c.var.shopper, prefecture }), 200)
  })
  .openapi(friendship, async (c) => {
    const { ports } = c.var
    const shopper = await askFriendship(ports, c.var.shopper)
    const basicId = shopper.isFriend ? null : await ports.line.basicId()
    return c.json({ shopper: toShopperView(shopper), addUrl: basicId && addFriendUrl(basicId) }, 200)
  })

/** LINE's own page for adding an account (https://developers.line.biz/en/docs/messaging-api/using-line-url-scheme/). */
const addFriendUrl = (basicId: string) => `https://line.me/R/ti/p/${encodeURIComponent(basicId)}`
