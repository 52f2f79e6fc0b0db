import { audit, inTransaction, staff } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { StaffChange } from './staff-view.ts'
import { requireOwnRights, standingOf } from './standing-of.ts'

/**
 * Sets what a person may do, how far they see, until when, and whether they may still log in. Nobody gives what they lack, or
 * takes it; the database refuses to lose the last who has the settings.
 */
export function changeStaff(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  by: staff.Staff,
  personId: string,
  change: z.infer<typeof StaffChange>,
): Promise<staff.Staff> {
  const { accountId } = by
  return inTransaction(db, async (sql) => {
    const person = await staff.lock(sql, accountId, personId)
    if (!person) throw new ProblemError('not_found')
    requireOwnRights(by, change, person)
    await staff.change(sql, accountId, personId, change)
    const changed = (await staff.find(sql, accountId, personId))!
    await audit.record(sql, {
      accountId,
      staffId: by.id,
      act: 'staff.change',
      subject: `staff:${personId}`,
      before: standingOf(person),
      after: standingOf(changed),
      now: now(),
    })
    return changed
  })
}
