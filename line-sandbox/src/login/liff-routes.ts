import { Hono } from 'hono'
import type { World } from '../world.ts'
import { contextToken, findLiffApp, primaryRedirectUrl } from './liff-apps.ts'

/** What the LIFF SDK asks LIFF's own servers, and the LIFF URLs themselves. */
export function liffRoutes(world: World): Hono {
  return (
    new Hono()
      .get('/liff/v2/apps/:liffId/contextToken', (c) => {
        const app = findLiffApp(world.options, c.req.param('liffId'))
        if (!app) return c.json({ errorCode: '404', message: 'Not Found' }, 404)
        return c.json({ contextToken: contextToken(app) })
      })
      .get('/liff/v2/apps/:liffId/featureToken', (c) => c.json({ featureToken: 'sandbox-feature-token' }))
      .get('/liff/v2/incrementalAgreement/unauthorizedPermissions', (c) => c.json([]))
      .post('/message/v3/share', (c) =>
        c.json({ message: 'liff.sendMessages() works in the LIFF browser only' }, 403),
      )
      .get('/xlt/manifest.json', (c) => c.json({ languages: { en: 'en.json', ja: 'ja.json' } }))
      .get('/xlt/:file', (c) => c.json({}))
      .all('/uts/*', (c) => c.body(null, 204))
      // The full SDK loads the client's old features from LINE's CDN at init; here there are none.
      .get('/liff/edge/*', (c) =>
        c.body('window.liffClientExtension = { install() {} }', 200, { 'content-type': 'text/javascript' }),
      )
      .get('/lui/*', (c) => c.body('', 200, { 'content-type': 'text/javascript' }))
      .get('/:liffId{[0-9]+-[0-9A-Za-z]+}', (c) => openLiff(c.req.param('liffId'), c.req.url))
      .get('/:liffId{[0-9]+-[0-9A-Za-z]+}/*', (c) => openLiff(c.req.param('liffId'), c.req.url))
  )

  function openLiff(liffId: string, requested: string): Response {
    const app = findLiffApp(world.options, liffId)
    if (!app) return new Response('404 Not Found', { status: 404 })
    const { pathname, search } = new URL(requested)
    return new Response(null, {
      status: 302,
      headers: {
        location: primaryRedirectUrl(app, pathname.slice(liffId.length + 1) + search),
        'cache-control': 'no-store',
      },
    })
  }
}
