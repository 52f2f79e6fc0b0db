import { audit, inTransaction, shoppers, type staff } from '@tamaru/db'
import type { Ports } from '../ports.ts'
import { requirePresent } from './require-present.ts'

/** Stops a person's use, as they ask, or resumes it: the same switch that they have in the mini-app. On record. */
export function setUse(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  shopperId: string,
  stopped: boolean,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    await requirePresent(sql, accountId, shopperId)
    const at = now()
    await shoppers.setStopped(sql, accountId, shopperId, stopped ? at : null)
    await audit.record(sql, {
      accountId,
      staffId,
      act: stopped ? 'person.stop' : 'person.resume',
      subject: `shopper:${shopperId}`,
      now: at,
    })
  })
}
