import { audit, inTransaction, stores, type staff } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { StoreChange } from './store-view.ts'

/**
 * Changes what is given of a store; the rest stays. Entries that have a store keep it, whatever it is known by from now
 * on.
 */
export function changeStore(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  storeId: string,
  given: z.infer<typeof StoreChange>,
): Promise<stores.Store> {
  return inTransaction(db, async (sql) => {
    const store = await stores.lock(sql, accountId, storeId)
    if (!store) throw new ProblemError('not_found')
    const changed = { ...store, ...given }
    await stores.change(sql, accountId, changed)
    await stores.assignWaiting(sql, accountId)
    const { id, ...before } = store
    const { id: _same, ...after } = changed
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'store.change',
      subject: `store:${id}`,
      before,
      after,
      now: now(),
    })
    return changed
  })
}
