import { audit, inTransaction, listKept, type Kept, type Whose } from '@tamaru/db'
import type { Ports } from '../ports.ts'

export interface PersonExport {
  exportedAt: string
  /** By the table that holds it; docs/running.md says what each is. */
  kept: Kept
}

/** Lists all that is kept of a person. Where somebody else than the person asks, that stands in the audit log. */
export function exportPerson(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  whose: Whose,
  by: { askedBy: 'person' } | { askedBy: 'staff' | 'operator'; staffId: string | null },
): Promise<PersonExport> {
  return inTransaction(db, async (sql) => {
    const kept = await listKept(sql, whose)
    const at = now()
    if (by.askedBy !== 'person')
      await audit.record(sql, {
        accountId: whose.accountId,
        staffId: by.staffId,
        act: 'person.export',
        subject: `shopper:${whose.shopperId}`,
        now: at,
      })
    return { exportedAt: at.toISOString(), kept }
  })
}
