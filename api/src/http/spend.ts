import { allowances } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { Context, MiddlewareHandler } from 'hono'
import { ALLOWANCES, type AllowanceName } from './allowances.ts'
import type { AppEnv } from './app-env.ts'
import { addressOf } from './caller-address.ts'

/** Spends one of an allowance; refuses with the seconds to wait where there is none. */
export async function spend(c: Context<AppEnv>, name: AllowanceName, whose: string): Promise<void> {
  const { ports, account, spent } = c.var
  const [key, now] = [`${account.id} ${name} ${whose}`, ports.now()]
  let wait_s = spent.wait_s(key, now)
  if (wait_s === 0) {
    const spender = { accountId: account.id, whose }
    wait_s = await allowances.spend(ports.db, { name, ...ALLOWANCES[name] }, spender, now)
    if (wait_s > 0) spent.remember(key, wait_s, now)
  }
  if (wait_s > 0) throw new ProblemError('too_many_requests', name, { wait_s: Math.ceil(wait_s) })
}

/** As `spend` where there is none left, and otherwise nothing: for what is spent only when it goes wrong. */
export async function requireLeft(c: Context<AppEnv>, name: AllowanceName, whose: string): Promise<void> {
  const { ports, account } = c.var
  const spender = { accountId: account.id, whose }
  const wait_s = await allowances.wait_s(ports.db, { name, ...ALLOWANCES[name] }, spender, ports.now())
  if (wait_s > 0) throw new ProblemError('too_many_requests', name, { wait_s: Math.ceil(wait_s) })
}

/** Stands behind the login of a route that one person asks for only so often. */
export function limitRate(name: AllowanceName): MiddlewareHandler<AppEnv> {
  return async function limitRate(c, next) {
    await spend(c, name, c.var.shopper?.id ?? c.var.staff.id)
    await next()
  }
}

/** Spends an address's allowance for a request that names no session, or one that does not hold. */
export const spendKnock = (c: Context<AppEnv>): Promise<void> => spend(c, 'knock', addressOf(c))
