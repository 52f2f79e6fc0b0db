import { staff } from '@tamaru/db'
import { ProblemError, roleReaches, type Role } from '@tamaru/domain'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../http/app-env.ts'
import { spend } from '../http/spend.ts'
import { refuseKnock } from './refuse-knock.ts'
import { findSession } from './session-token.ts'

/** Lets staff of the whole account through whose role, as the database has it now, reaches at least `needed`. */
export const requireStaff = (needed: Role) => letStaffThrough(needed, 'account')

/**
 * As `requireStaff`, and also those who are bound to stores. A route behind it must look through `c.var.staff`: its
 * queries take the member as their `Reach`, so that other stores' entries are not there.
 */
export const requireStoreStaff = (needed: Role) => letStaffThrough(needed, 'stores')

function letStaffThrough(needed: Role, whole: 'account' | 'stores') {
  return createMiddleware<AppEnv>(async function requireStaff(c, next) {
    const session = await findSession(c, 'tamaru_staff')
    if (!session?.staffId || session.accountId !== c.var.account.id) throw await refuseKnock(c)
    const member = await staff.find(c.var.ports.db, session.accountId, session.staffId)
    if (!member?.active) throw await refuseKnock(c)
    await spend(c, 'staff', member.id)
    if (!roleReaches(member.role, needed)) throw new ProblemError('forbidden', `needs the role ${needed}`)
    if (whole === 'account' && member.storeIds) throw new ProblemError('forbidden', 'needs the whole account')
    c.set('staff', member)
    await next()
  })
}
