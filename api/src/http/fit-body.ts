import { fitTexts } from '@tamaru/domain'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-env.ts'

/**
 * Lets routes see the JSON that can be kept: what PostgreSQL takes out of a text is out of it before a schema counts its
 * signs, or a name of U+0000 alone would pass as a name.
 */
export const fitBody: MiddlewareHandler<AppEnv> = async (c, next) => {
  const json = c.req.json.bind(c.req)
  c.req.json = async () => fitTexts(await json()) as never
  await next()
}
