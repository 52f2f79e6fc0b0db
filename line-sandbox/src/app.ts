import { readFile } from 'node:fs/promises'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { controlRoutes } from './control/control-routes.ts'
import { readSample } from './control/list-samples.ts'
import { drawAccountIcon, drawAvatar } from './draw-avatar.ts'
import { newUlid } from './ids.ts'
import { liffRoutes } from './login/liff-routes.ts'
import { linkRoutes } from './login/link-routes.ts'
import { loginRoutes } from './login/login-routes.ts'
import { webLoginRoutes } from './login/web-login-routes.ts'
import { messagingRoutes } from './messaging/messaging-routes.ts'
import { Refusal } from './messaging/refuse.ts'
import type { SandboxEnv } from './sandbox-env.ts'
import type { World } from './world.ts'

const pageFiles: Record<string, string> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
}

/** The whole surface of the sandbox: the phone, the pictures, the control, then LINE's own paths. */
export function createSandboxApp(world: World): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.use(
    // The mini-app's browser calls these endpoints from the product's origin, as it does LINE's.
    cors({
      origin: '*',
      allowHeaders: ['Authorization', 'Content-Type', 'Accept'],
      exposeHeaders: ['x-line-request-id'],
    }),
    async (c, next) => {
      const requestId = newUlid()
      c.set('requestId', requestId)
      await next()
      c.header('x-line-request-id', requestId)
    },
  )
  app.onError((fault, c) => {
    if (fault instanceof Refusal) return fault.toResponse()
    console.error('line-sandbox:', c.req.method, c.req.path, fault)
    return c.json({ message: 'Internal server error' }, 500)
  })
  app.notFound((c) => c.json({ message: 'Not found' }, 404))

  app.get('/', () => pageFile('index.html'))
  app.get('/phone/:file', (c) => pageFile(c.req.param('file')))
  app.get('/avatars/:name', (c) => {
    const userId = c.req.param('name').replace(/\.svg$/, '')
    const person = world.person(userId)
    if (userId !== 'account' && !person) return c.notFound()
    return svg(person ? drawAvatar(person.look) : drawAccountIcon())
  })
  app.get('/samples/:name', async (c) => {
    const photo = await readSample(world.options.samplesDir, c.req.param('name'))
    return photo ? c.body(photo, 200, { 'content-type': 'image/jpeg' }) : c.notFound()
  })
  // The chat's own pictures, readable by the page without the bot's token.
  app.get('/content/:messageId', (c) => picture(world.state.contents[c.req.param('messageId')]))
  app.get('/richmenu-images/:id', (c) => picture(world.state.richMenus[c.req.param('id')]?.image))
  app.route('/__sandbox', controlRoutes(world))
  app.route('/', loginRoutes(world))
  app.route('/', webLoginRoutes(world))
  app.route('/', linkRoutes(world))
  app.route('/', messagingRoutes(world))
  app.route('/', liffRoutes(world))
  return app
}

const svg = (drawing: string) =>
  new Response(drawing, { headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=3600' } })

const picture = (content: { mediaType: string; base64: string } | undefined) =>
  content
    ? new Response(Buffer.from(content.base64, 'base64'), { headers: { 'content-type': content.mediaType } })
    : new Response('Not found', { status: 404 })

async function pageFile(name: string): Promise<Response> {
  const mediaType = pageFiles[name.split('.').at(-1) ?? '']
  if (!mediaType || !/^[a-z-]+\.[a-z]+$/.test(name)) return new Response('Not found', { status: 404 })
  const text = await readFile(new URL(`./phone/page/${name}`, import.meta.url), 'utf8').catch(() => undefined)
  if (text === undefined) return new Response('Not found', { status: 404 })
  return new Response(text, {
    headers: { 'content-type': `${mediaType}; charset=utf-8`, 'cache-control': 'no-cache' },
  })
}
