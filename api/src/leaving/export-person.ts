import { audit, inTransaction, listKept, type Kept, type Whose } from '@tamaru/db'
import type { Ports } from '../ports.ts'

export interface PersonExport {
  exportedAt: string
  /** By the table that holds it; docs/running.md says what each is. */
  kept: Kept
}

/** Lists all that is kept of a person. Where somebody else than the person asks, that stands in the audit log first. */
export async function exportPerson(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  whose: Whose,
  by: { askedBy: 'person' } | { askedBy: 'staff' | 'operator'; staffId: string | null },
): Promise<PersonExport> {
  const at = now()
  if (by.askedBy !== 'person')
    await inTransaction(db, (sql) =>
      audit.record(sql, {
        accountId: whose.accountId,
        staffId: by.staffId,
        act: 'person.export',
        subject: `shopper:${whose.shopperId}`,
        now: at,
      }),
    )
  return { exportedAt: at.toISOString(), kept: await listKept(db, whose) }
}
