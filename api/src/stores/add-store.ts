import { audit, inTransaction, stores, type staff } from '@tamaru/db'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { NewStore } from './store-view.ts'

/** A new store, which takes over the waiting entries that its receipts are on. */
export function addStore(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  given: z.infer<typeof NewStore>,
): Promise<stores.Store> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const store = await stores.add(sql, accountId, given, at)
    await stores.assignWaiting(sql, accountId)
    const { id, ...after } = store
    const subject = `store:${id}`
    await audit.record(sql, { accountId, staffId, act: 'store.add', subject, after, now: at })
    return store
  })
}
