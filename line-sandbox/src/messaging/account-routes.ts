import { Hono } from 'hono'
import { avatarUrl } from '../login/id-token.ts'
import { issueLinkToken } from '../login/link-routes.ts'
import { isUserId } from '../ids.ts'
import { endsWith } from '../sentinels.ts'
import type { World } from '../world.ts'
import { deliverWebhook } from '../webhooks/deliver-webhook.ts'
import { totalUsage } from './deliver-messages.ts'
import { Refusal } from './refuse.ts'

/** The account itself and who it knows: bot info, profiles, followers, content, quota, statistics, webhook endpoint. */
export function accountRoutes(world: World): Hono {
  return (
    new Hono()
      .get('/v2/bot/info', (c) =>
        c.json({
          ...world.state.account,
          pictureUrl: `${world.url}/avatars/account.svg`,
          chatMode: 'bot',
          markAsReadMode: 'auto',
        }),
      )
      .get('/v2/bot/profile/:userId', (c) => {
        const userId = c.req.param('userId')
        if (!isUserId(userId)) throw new Refusal(400, "The value for the 'userId' parameter is invalid")
        const person = world.person(userId)
        const known = person?.friend === 'friend' || (person?.friend === 'none' && person.lastWroteAt)
        if (!person || !known) throw new Refusal(404, 'Not found')
        const { displayName } = person
        return c.json({
          userId,
          displayName,
          language: person.language ?? 'ja',
          pictureUrl: avatarUrl(world, userId),
          statusMessage: person.about ?? '',
        })
      })
      .post('/v2/bot/user/:userId/linkToken', (c) => {
        const person = world.person(c.req.param('userId'))
        if (person?.friend !== 'friend') throw new Refusal(404, 'Not found')
        return c.json({ linkToken: issueLinkToken(world, person.userId) })
      })
      .get('/v2/bot/followers/ids', (c) =>
        c.json({
          userIds: world.state.people
            .filter((person) => person.friend === 'friend')
            .map((person) => person.userId),
        }),
      )
      .get('/v2/bot/message/:messageId/content', (c) => readContent(c.req.param('messageId')))
      .get('/v2/bot/message/:messageId/content/preview', (c) => readContent(c.req.param('messageId')))
      .get('/v2/bot/message/:messageId/content/transcoding', (c) => c.json({ status: 'succeeded' }))
      .get('/v2/bot/message/quota', (c) => c.json(world.state.quota))
      .get('/v2/bot/message/quota/consumption', (c) => c.json({ totalUsage: totalUsage(world) }))
      .get('/v2/bot/message/delivery/:kind', (c) =>
        c.json({ status: 'ready', success: world.state.delivered[c.req.param('kind')] ?? 0 }),
      )
      .get('/v2/bot/message/aggregation/info', (c) =>
        c.json({ numOfCustomAggregationUnits: world.state.aggregationUnits.length }),
      )
      .get('/v2/bot/message/aggregation/list', (c) =>
        c.json({ customAggregationUnits: world.state.aggregationUnits }),
      )
      // Under twenty people LINE tells nothing; the sandbox has fewer people than that.
      .get('/v2/bot/insight/message/event/aggregation', (c) =>
        c.json({ overview: { uniqueImpression: null, uniqueClick: null }, messages: [], clicks: [] }),
      )
      .get('/v2/bot/insight/followers', (c) => c.json({ status: 'unready' }))
      .get('/v2/bot/channel/webhook/endpoint', (c) => c.json(world.state.webhook))
      .put('/v2/bot/channel/webhook/endpoint', async (c) => {
        const { endpoint } = await c.req.json<{ endpoint?: string }>()
        if (!endpoint || !URL.canParse(endpoint)) throw new Refusal(400, 'Invalid webhook endpoint URL')
        world.state.webhook = { endpoint, active: true }
        world.publish({ type: 'account' })
        return c.json({})
      })
      .post('/v2/bot/channel/webhook/test', async (c) => {
        const { endpoint } = await c.req.json<{ endpoint?: string }>().catch(() => ({ endpoint: undefined }))
        const delivery = await deliverWebhook(world, [], { endpoint, redeliver: false })
        const success = delivery.status !== undefined && delivery.status >= 200 && delivery.status < 300
        return c.json({
          success,
          timestamp: new Date(delivery.at).toISOString(),
          statusCode: delivery.status ?? 0,
          reason: success ? 'OK' : (delivery.reason ?? 'ERROR_STATUS_CODE'),
          detail: String(delivery.status ?? delivery.reason),
        })
      })
  )

  function readContent(messageId: string): Response {
    const content = world.state.contents[messageId]
    const sender = world.person(content?.userId ?? '')
    if (!content || endsWith(sender, 'content-404')) throw new Refusal(404, 'Not found')
    if (endsWith(sender, 'content-410')) throw new Refusal(410, 'Gone')
    return new Response(Buffer.from(content.base64, 'base64'), {
      headers: { 'content-type': content.mediaType },
    })
  }
}
