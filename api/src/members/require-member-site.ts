import { createMiddleware } from 'hono/factory'
import { refuseKnock } from '../auth/refuse-knock.ts'
import type { AppEnv } from '../http/app-env.ts'
import { spend } from '../http/spend.ts'
import { digestOf } from './member-number.ts'

/** Lets the server of the brand's own site through, by one of the keys that the account has for it. */
export const requireMemberSite = createMiddleware<AppEnv>(async function requireMemberSite(c, next) {
  const { MEMBER_SITE_KEYS: keys = [] } = c.var.ports.env
  const [scheme, bearer = ''] = c.req.header('authorization')?.split(' ') ?? []
  // By their digests: how long that takes tells nothing of a key.
  const given = hexOf(await digestOf(bearer))
  const known = await Promise.all(keys.map(async (key) => hexOf(await digestOf(key))))
  if (scheme?.toLowerCase() !== 'bearer' || !known.includes(given)) throw await refuseKnock(c)
  await spend(c, 'member_site', given.slice(0, 16))
  await next()
})

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
