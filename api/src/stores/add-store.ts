import { audit, inTransaction, stores, type Db, type staff } from '@tamaru/db'
import type { z } from 'zod'
import type { NewStore } from './store-view.ts'

/** A new store, which takes over the waiting entries that its receipts are on. */
export function addStore(
  db: Db,
  { accountId, id: staffId }: staff.StaffMember,
  given: z.infer<typeof NewStore>,
): Promise<stores.Store> {
  return inTransaction(db, async (sql) => {
    const store = await stores.add(sql, accountId, given)
    await stores.assignWaiting(sql, accountId)
    const { id, ...after } = store
    await audit.record(sql, { accountId, staffId, act: 'store.add', subject: `store:${id}`, after })
    return store
  })
}
