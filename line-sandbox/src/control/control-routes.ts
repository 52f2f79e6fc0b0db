import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { isUserId } from '../ids.ts'
import { profileClaims, signIdToken } from '../login/id-token.ts'
import { liffApps } from '../login/liff-apps.ts'
import { issueUserToken } from '../login/user-tokens.ts'
import type { Failure } from '../messaging/failure.ts'
import type { Person } from '../state.ts'
import { type Act, ActRefused, act } from '../webhooks/act.ts'
import { deliverWebhook } from '../webhooks/deliver-webhook.ts'
import type { WebhookEvent } from '../webhooks/delivery.ts'
import type { World } from '../world.ts'
import { clockRoutes } from './clock-routes.ts'
import { listSamples, readSample } from './list-samples.ts'
import { newPerson } from './new-person.ts'

/** `/__sandbox/*`: what the phone page and tests move the sandbox with. Nothing here exists on LINE. */
export function controlRoutes(world: World): Hono {
  const { options } = world
  const routes = new Hono()
  routes.onError((fault, c) => {
    if (fault instanceof ActRefused) return c.json({ message: fault.message }, 409)
    if (fault instanceof SyntaxError) return c.json({ message: 'the body is not JSON' }, 400)
    throw fault
  })
  return (
    routes
      .get('/', async (c) =>
        c.json({
          account: world.state.account,
          // Names the signing key, so that the phone's frame can tell tokens of an earlier sandbox.
          keyId: world.state.signingKey.kid,
          appUrl: options.appUrl,
          liffApps: liffApps(options),
          people: world.state.people,
          samples: await listSamples(options.samplesDir),
          webhook: world.state.webhook,
          quota: world.state.quota,
          hasClock: options.clockUrl !== undefined,
        }),
      )
      .get('/people', (c) => c.json(world.state.people))
      .post('/people', async (c) => {
        const wanted = await c.req.json<Partial<Person>>().catch(() => ({}) as Partial<Person>)
        if (wanted.userId !== undefined && (!isUserId(wanted.userId) || world.person(wanted.userId))) {
          return c.json({ message: 'userId must be U and 32 hexadecimal digits, and new' }, 400)
        }
        return c.json(newPerson(world, wanted), 201)
      })
      // Quietly: no webhook tells the bot. For a follow or a block that it hears of, use /send.
      .patch('/people/:userId', async (c) => {
        const person = world.person(c.req.param('userId'))
        if (!person) return c.json({ message: 'nobody of that ID' }, 404)
        const { displayName, friend, kind } = await c.req.json<Partial<Person>>()
        Object.assign(person, displayName && { displayName }, friend && { friend }, kind && { kind })
        world.publish({ type: 'people', userId: person.userId })
        return c.json(person)
      })
      .get('/messages/:userId', (c) => c.json(world.state.chats[c.req.param('userId')] ?? []))
      .delete('/messages/:userId', (c) => {
        delete world.state.chats[c.req.param('userId')]
        world.publish({ type: 'chat', userId: c.req.param('userId') })
        return c.body(null, 204)
      })
      .get('/richmenu/:userId', (c) => c.json(shownRichMenu(world, c.req.param('userId'))))
      .post('/richmenu/:userId', async (c) => {
        // What a richmenuswitch action does: the menu behind the alias becomes this person's.
        const { alias } = await c.req.json<{ alias?: string }>()
        const person = world.person(c.req.param('userId'))
        const richMenuId = world.state.richMenuAliases[alias ?? '']
        if (!person || !richMenuId) return c.json({ message: 'no such person or alias' }, 404)
        person.richMenuId = richMenuId
        world.publish({ type: 'richmenu', userId: person.userId })
        return c.json(shownRichMenu(world, person.userId))
      })
      .post('/send', async (c) => {
        const { userId, sample, ...what } = await c.req.json<{ userId: string; sample?: string } & Act>()
        if (what.type === 'image' && sample !== undefined) {
          const photo = await readSample(options.samplesDir, sample)
          if (!photo) return c.json({ message: `no sample photo ${sample}` }, 404)
          return c.json(
            await act(world, userId, {
              type: 'image',
              mediaType: 'image/jpeg',
              base64: photo.toString('base64'),
            }),
          )
        }
        return c.json(await act(world, userId, what))
      })
      .post('/images/:userId', async (c) => {
        const mediaType = c.req.header('content-type') ?? 'image/jpeg'
        const base64 = Buffer.from(await c.req.arrayBuffer()).toString('base64')
        return c.json(await act(world, c.req.param('userId'), { type: 'image', mediaType, base64 }))
      })
      .get('/webhooks', (c) => c.json(world.deliveries))
      .post('/webhooks', async (c) => {
        const { events, ...manner } = await c.req.json<{
          events: WebhookEvent[]
          signature?: string
          redeliver?: boolean
        }>()
        return c.json(await deliverWebhook(world, events, manner))
      })
      .post('/id-token', async (c) => {
        const claims = await c.req.json<{
          sub: string
          aud?: string
          exp?: number
          iat?: number
          nonce?: string
        }>()
        const person = world.person(claims.sub)
        const idToken = await signIdToken(world, {
          aud: options.loginChannelId,
          ...(person ? profileClaims(world, person) : {}),
          ...claims,
        })
        return c.json({ idToken })
      })
      .post('/access-token', async (c) => {
        const { sub, client_id, expires_in, scope } = await c.req.json<{
          sub: string
          client_id?: string
          expires_in?: number
          scope?: string
        }>()
        const token = { sub, clientId: client_id ?? options.loginChannelId, scope, expiresInS: expires_in }
        return c.json({ accessToken: issueUserToken(world, token).accessToken })
      })
      .post('/account', async (c) => {
        const { displayName } = await c.req.json<{ displayName?: string }>()
        if (displayName) world.state.account.displayName = displayName
        world.publish({ type: 'account' })
        return c.json(world.state.account)
      })
      .post('/quota', async (c) => {
        const {
          type = 'limited',
          value,
          used,
        } = await c.req.json<{ type?: 'none' | 'limited'; value?: number; used?: number }>()
        world.state.quota = { type, value }
        if (used !== undefined) world.state.delivered = { push: used }
        world.publish({ type: 'account' })
        return c.json(world.state.quota)
      })
      .get('/failures', (c) => c.json(world.failures))
      .post('/failures', async (c) => {
        world.failures = await c.req.json<Failure[]>()
        return c.json(world.failures)
      })
      // Time passes for what expires within minutes.
      .post('/wait', async (c) => {
        const { ms } = await c.req.json<{ ms: number }>()
        for (const token of Object.values(world.state.replyTokens)) {
          token.receivedAt -= ms
          token.eventAt -= ms
        }
        return c.body(null, 204)
      })
      .route('/clock', clockRoutes(world))
      .post('/reset', async (c) => {
        await world.reset()
        return c.body(null, 204)
      })
      .get('/events', (c) =>
        streamSSE(c, async (stream) => {
          const stop = world.subscribe(
            (happening) => void stream.writeSSE({ data: JSON.stringify(happening) }),
          )
          const gone = new Promise<void>((resolve) => stream.onAbort(resolve))
          // A comment now and then keeps proxies from closing a quiet stream.
          const beat = setInterval(() => void stream.write(': here\n\n'), 15_000)
          await stream.write(': here\n\n')
          await gone
          clearInterval(beat)
          stop()
        }),
      )
  )
}

/** The menu this person sees: their own, else the default; only friends have one. */
function shownRichMenu(world: World, userId: string) {
  const person = world.person(userId)
  const richMenuId = person?.richMenuId ?? world.state.defaultRichMenuId
  const richMenu = world.state.richMenus[richMenuId ?? '']
  if (person?.friend !== 'friend' || !richMenu?.image) return null
  return { richMenuId, ...richMenu.menu, imageUrl: `/richmenu-images/${richMenuId}` }
}
