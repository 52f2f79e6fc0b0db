import { staff } from '@tamaru/db'
import { ProblemError, roleReaches, type Role } from '@tamaru/domain'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../http/app-env.ts'
import { findSession } from './session-token.ts'

/** Lets staff of this account through whose role, as the database has it now, reaches at least `needed`. */
export function requireStaff(needed: Role) {
  return createMiddleware<AppEnv>(async function requireStaff(c, next) {
    const session = await findSession(c, 'tamaru_staff')
    if (!session?.staffId || session.accountId !== c.var.account.id) throw new ProblemError('unauthenticated')
    const member = await staff.find(c.var.ports.db, session.accountId, session.staffId)
    if (!member) throw new ProblemError('unauthenticated')
    if (!roleReaches(member.role, needed)) throw new ProblemError('forbidden', `needs the role ${needed}`)
    c.set('staff', member)
    await next()
  })
}
