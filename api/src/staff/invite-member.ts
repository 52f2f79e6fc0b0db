import { audit, inTransaction, staff } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { Invitation } from './staff-view.ts'

export function inviteMember(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.StaffMember,
  person: z.infer<typeof Invitation>,
): Promise<staff.StaffMember> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const member = await staff.invite(sql, accountId, person, at)
    if (!member) throw new ProblemError('staff_member_exists')
    const { id, role, active, storeIds } = member
    const after = { role, active, storeIds }
    const subject = `staff:${id}`
    await audit.record(sql, { accountId, staffId, act: 'member.invite', subject, after, now: at })
    return member
  })
}
