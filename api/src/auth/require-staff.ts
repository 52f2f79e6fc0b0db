import { staff } from '@tamaru/db'
import { hasRight, isLetIn, ProblemError, tokyoDate, type Right } from '@tamaru/domain'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../http/app-env.ts'
import { spend } from '../http/spend.ts'
import { refuseKnock } from './refuse-knock.ts'
import { findSession } from './session-token.ts'

/** Lets staff of the whole account through who have the rights that are `needed`, as the database has it now. */
export const requireStaff = (...needed: Right[]) => letStaffThrough(needed, 'account')

/**
 * As `requireStaff`, and also those who are bound to stores. A route behind it must look through `c.var.staff`: its
 * queries take the person as their `Reach`, so that other stores' entries are not there.
 */
export const requireStoreStaff = (...needed: Right[]) => letStaffThrough(needed, 'stores')

function letStaffThrough(needed: readonly Right[], whole: 'account' | 'stores') {
  return createMiddleware<AppEnv>(async function requireStaff(c, next) {
    const session = await findSession(c, 'tamaru_staff')
    if (!session?.staffId || session.accountId !== c.var.account.id) throw await refuseKnock(c)
    const { db, now } = c.var.ports
    const person = await staff.find(db, session.accountId, session.staffId)
    if (!person || !isLetIn(person, tokyoDate(now()))) throw await refuseKnock(c)
    await spend(c, 'staff', person.id)
    const lacking = needed.find((right) => !hasRight(person, right))
    if (lacking) throw new ProblemError('forbidden', `needs the right ${lacking}`)
    if (whole === 'account' && person.storeIds) throw new ProblemError('forbidden', 'needs the whole account')
    c.set('staff', person)
    await next()
  })
}
