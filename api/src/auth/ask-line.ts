import { ProblemError } from '@tamaru/domain'
import type { Context } from 'hono'
import type { AppEnv } from '../http/app-env.ts'
import { addressOf } from '../http/caller-address.ts'
import { requireLeft, spend } from '../http/spend.ts'
import type { LineIdentity } from '../line/line-login.ts'

/**
 * Has LINE say whose access token this is. Tokens that LINE does not know are counted by address, and when there were
 * too many it is not asked any more: a flood of made-up tokens must not become a flood to LINE. Only few are asked about
 * at once, so the count is known before the next; ID tokens are verified here and are not concerned.
 */
export function askLine(c: Context<AppEnv>, accessToken: string): Promise<LineIdentity> {
  const address = addressOf(c)
  return c.var.turns.take(async () => {
    await requireLeft(c, 'unknown_token', address)
    try {
      return await c.var.ports.lineLogin.verifyAccessToken(accessToken)
    } catch (error) {
      if (error instanceof ProblemError && error.kind === 'id_token_invalid')
        await spend(c, 'unknown_token', address)
      throw error
    }
  })
}
