import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { SandboxEnv } from '../sandbox-env.ts'
import type { World } from '../world.ts'
import { accountRoutes } from './account-routes.ts'
import { audienceRoutes } from './audience-routes.ts'
import { isChannelToken, issueChannelToken } from './channel-tokens.ts'
import { failOnOrder } from './fail-on-order.ts'
import { Refusal } from './refuse.ts'
import { richMenuRoutes } from './rich-menu-routes.ts'
import { sendRoutes } from './send-routes.ts'

/** The Messaging API, both of its hosts on one origin, and the channel access token endpoints. */
export function messagingRoutes(world: World): Hono<SandboxEnv> {
  const { options } = world
  const authenticate = createMiddleware(async (c, next) => {
    if (!isChannelToken(world, c.req.header('authorization'))) {
      throw new Refusal(
        401,
        'Authentication failed. Confirm that the access token in the authorization header is valid.',
      )
    }
    await next()
  })
  const isChannel = (form: Record<string, unknown>) =>
    form.client_assertion !== undefined ||
    (form.client_id === options.messagingChannelId && form.client_secret === options.channelSecret) ||
    (form.client_id === options.loginChannelId && form.client_secret === options.loginChannelSecret)

  return new Hono<SandboxEnv>()
    .post('/oauth2/v3/token', async (c) => {
      if (!isChannel(await c.req.parseBody())) {
        return c.json(
          { error: 'invalid_client', error_description: 'invalid client_id or client_secret' },
          400,
        )
      }
      return c.json(issueChannelToken(world, 900))
    })
    .post('/v2/oauth/accessToken', async (c) => {
      if (!isChannel(await c.req.parseBody())) {
        return c.json(
          { error: 'invalid_client', error_description: 'invalid client_id or client_secret' },
          400,
        )
      }
      return c.json(issueChannelToken(world, 30 * 86_400))
    })
    .use('/v2/bot/*', authenticate)
    .use('/v2/bot/message/*', failOnOrder(world))
    .route('/', richMenuRoutes(world))
    .route('/', sendRoutes(world))
    .route('/', audienceRoutes(world))
    .route('/', accountRoutes(world))
}
