import { audit, inTransaction, staff } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { Invitation } from './staff-view.ts'
import { requireOwnRights, standingOf } from './standing-of.ts'

/** Makes a person one of the staff. Nobody gives what they lack. */
export function inviteStaff(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  by: staff.Staff,
  invitation: z.infer<typeof Invitation>,
): Promise<staff.Staff> {
  requireOwnRights(by, invitation)
  const { accountId, id: staffId } = by
  return inTransaction(db, async (sql) => {
    const at = now()
    const person = await staff.invite(sql, accountId, invitation, at)
    if (!person) throw new ProblemError('staff_exists')
    const subject = `staff:${person.id}`
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'staff.invite',
      subject,
      after: standingOf(person),
      now: at,
    })
    return person
  })
}
