import { audit, inTransaction, staff, type Db } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { z } from 'zod'
import type { Invitation } from './staff-view.ts'

export function inviteMember(
  db: Db,
  { accountId, id: staffId }: staff.StaffMember,
  person: z.infer<typeof Invitation>,
): Promise<staff.StaffMember> {
  return inTransaction(db, async (sql) => {
    const member = await staff.invite(sql, accountId, person)
    if (!member) throw new ProblemError('staff_member_exists')
    const { id, role, active, storeIds } = member
    const after = { role, active, storeIds }
    await audit.record(sql, { accountId, staffId, act: 'member.invite', subject: `staff:${id}`, after })
    return member
  })
}
