import { audit, inTransaction, staff } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { MemberChange } from './staff-view.ts'

/** Role, stores and whether the person may still log in. The database refuses to lose the last owner. */
export function changeMember(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.StaffMember,
  memberId: string,
  { role, storeIds, active }: z.infer<typeof MemberChange>,
): Promise<staff.StaffMember> {
  return inTransaction(db, async (sql) => {
    const member = await staff.lock(sql, accountId, memberId)
    if (!member) throw new ProblemError('not_found')
    await staff.change(sql, accountId, memberId, { role, storeIds, active })
    const changed = (await staff.find(sql, accountId, memberId))!
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'member.change',
      subject: `staff:${memberId}`,
      before: rightsOf(member),
      after: rightsOf(changed),
      now: now(),
    })
    return changed
  })
}

function rightsOf({ role, storeIds, active }: staff.StaffMember) {
  return { role, storeIds, active }
}
