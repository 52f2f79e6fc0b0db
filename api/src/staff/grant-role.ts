import { audit, inTransaction, staff } from '@tamaru/db'
import type { Role } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/** Gives a person a role in the whole account without a staff member who answers for it: so the first owner comes. */
export function grantRole(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  accountId: string,
  person: { lineUserId: string; displayName: string; role: Role },
): Promise<staff.StaffMember> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const before = await staff.findByLineUser(sql, accountId, person.lineUserId)
    const member = await staff.grant(sql, accountId, person, at)
    await audit.record(sql, {
      accountId,
      staffId: null,
      act: 'member.grant',
      subject: `staff:${member.id}`,
      before: before && rightsOf(before),
      after: rightsOf(member),
      now: at,
    })
    return member
  })
}

function rightsOf({ role, storeIds, active }: staff.StaffMember) {
  return { role, storeIds, active }
}
