import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import type { AppEnv } from './http/app-env.ts'

/**
 * Serves the built LIFF app from `folder` around the API. Its deep links are its pages, with 200 and without a redirect:
 * LIFF demands both. Hashed assets are kept for ever, the pages never: LINE's in-app cache cannot be cleared.
 */
export function servePages(app: Hono<AppEnv>, folder: string): void {
  app.use('/assets/*', async (c, next) => {
    await next()
    if (c.res.ok) c.header('cache-control', 'public, max-age=31536000, immutable')
  })
  app.use(
    '*',
    serveStatic({
      root: folder,
      onFound: (file, c) => void (file.endsWith('.html') && c.header('cache-control', 'no-cache')),
    }),
  )
  app.get('*', async (c, next) => {
    if (/^\/(api|line|assets)(\/|$)/.test(c.req.path)) return next()
    c.header('cache-control', 'no-cache')
    const page = c.req.path.startsWith('/staff') ? 'staff.html' : 'index.html'
    return serveStatic({ root: folder, path: page })(c, next)
  })
}
