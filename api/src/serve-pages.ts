import { serveStatic } from '@hono/node-server/serve-static'
import { headersOfFile, pageAt } from '@tamaru/domain'
import type { Context, Hono } from 'hono'
import type { AppEnv } from './http/app-env.ts'
import { belongsToApi, wantsPage } from './http/wants-page.ts'

/**
 * Serves the built LIFF app from `folder` around the API, compressed as the build left it. The mini-app's paths are its
 * page, with 200 and without a redirect: LIFF demands both. Hashed assets are kept for ever, the pages never: LINE's
 * in-app cache cannot be cleared. What is nowhere is said so, to people by a page.
 */
export function servePages(app: Hono<AppEnv>, folder: string): void {
  app.get('*', async (c, next) => {
    const { path } = c.req
    if (belongsToApi(path)) return next()
    const page = pageAt(path, new URL(c.req.url).searchParams)
    const found =
      page || !/\/[._]|\.(br|gz)$/.test(path) ? await answerFile(c, page ? `/${page}` : path) : undefined
    if (found) return found
    const lost = wantsPage(c.req.header('accept')) && (await answerFile(c, '/404.html'))
    return lost ? new Response(lost.body, { status: 404, headers: lost.headers }) : next()
  })

  async function answerFile(c: Context<AppEnv>, file: string): Promise<Response | undefined> {
    const { LINE_API_URL } = c.var.ports.env
    const answer = await serveStatic({ root: folder, path: file, precompressed: true })(c, async () => {})
    if (!answer) return undefined
    const standIn = LINE_API_URL === 'https://api.line.me' ? undefined : LINE_API_URL
    for (const [name, value] of Object.entries(headersOfFile(file, standIn))) answer.headers.set(name, value)
    return answer
  }
}
