import { shoppers } from '@tamaru/db'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../http/app-env.ts'
import { spend } from '../http/spend.ts'
import { refuseKnock } from './refuse-knock.ts'
import { findSession } from './session-token.ts'

/** Lets a logged-in shopper of this account through. */
export const requireShopper = createMiddleware<AppEnv>(async function requireShopper(c, next) {
  const session = await findSession(c, 'tamaru_session')
  if (!session?.shopperId || session.accountId !== c.var.account.id) throw await refuseKnock(c)
  const shopper = await shoppers.find(c.var.ports.db, session.accountId, session.shopperId)
  if (!shopper) throw await refuseKnock(c)
  await spend(c, 'shopper', shopper.id)
  c.set('shopper', shopper)
  await next()
})
