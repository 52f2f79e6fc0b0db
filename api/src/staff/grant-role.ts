import { audit, inTransaction, staff } from '@tamaru/db'
import type { Role } from '@tamaru/domain'
import type { Ports } from '../ports.ts'
import { standingOf } from './standing-of.ts'

/** Gives a person a role in the whole account with nobody of the staff to answer for it: so the first owner comes. */
export function grantRole(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  accountId: string,
  given: { lineUserId: string; displayName: string; role: Role },
): Promise<staff.Staff> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const before = await staff.findByLineUser(sql, accountId, given.lineUserId)
    const person = await staff.grant(sql, accountId, given, at)
    await audit.record(sql, {
      accountId,
      staffId: null,
      act: 'staff.grant',
      subject: `staff:${person.id}`,
      before: before && standingOf(before),
      after: standingOf(person),
      now: at,
    })
    return person
  })
}
