import { matchStore, type Reading, type StoreIdentity } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { wearing, type LabelAsked } from '../labels/wearing.ts'
import { inSortedOrder, toPage, type Key, type Page, type Place, type SortedPageAsked } from '../paging.ts'

export interface Store extends StoreIdentity {
  /** Receipts are given to active stores only. */
  active: boolean
}

const columns = (sql: Sql) => sql`id, name, registration_numbers, phones, names, active`

export type StoreOrder = 'name' | 'made'

/** The stores of an account, or those of these ids. */
export async function list(
  sql: Sql,
  accountId: string,
  ids: string[] | null,
  asked: SortedPageAsked<StoreOrder> & LabelAsked,
): Promise<Page<Store>> {
  const id: Key = [sql`id`, 'uuid']
  const { place, beyond, tail } = inSortedOrder(
    sql,
    { name: [[sql`name`, 'text'], id], made: [[sql`created_at`, 'moment'], id] },
    asked,
  )
  const rows = await sql<(Store & { place: Place })[]>`
    select ${columns(sql)}, ${place} from store
    where account_id = ${accountId} ${ids === null ? sql`` : sql`and id = any(${ids}::uuid[])`} ${wearing(sql, 'store', { account: sql`store.account_id`, id: sql`store.id` }, asked)}
      ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** A store, held until the transaction ends. */
export async function lock(sql: Sql, accountId: string, storeId: string): Promise<Store | undefined> {
  const [store] = await sql<Store[]>`
    select ${columns(sql)} from store where account_id = ${accountId} and id = ${storeId} for no key update`
  return store
}

export async function add(sql: Sql, accountId: string, given: Omit<Store, 'id'>, now: Date): Promise<Store> {
  const { name, registrationNumbers, phones, names, active } = given
  const [store] = await sql<Store[]>`
    insert into store (account_id, name, registration_numbers, phones, names, active, created_at)
    values (${accountId}, ${name}, ${registrationNumbers}, ${phones}, ${names}, ${active}, ${now})
    returning ${columns(sql)}`
  return store!
}

export async function change(sql: Sql, accountId: string, store: Store): Promise<void> {
  const { id, name, registrationNumbers, phones, names, active } = store
  await sql`
    update store set name = ${name}, registration_numbers = ${registrationNumbers}, phones = ${phones},
      names = ${names}, active = ${active}
    where account_id = ${accountId} and id = ${id}`
}

/**
 * Gives an entry that is being settled to the store that printed its receipt. The first store that is found stays, also
 * when staff correct the reading; none, where the account's active stores do not tell.
 */
export async function assign(
  sql: Sql,
  entry: { accountId: string; id: string },
  reading: Pick<Reading, 'merchant'>,
): Promise<void> {
  const store = matchStore(reading.merchant, await listActive(sql, entry.accountId))
  if (store)
    await sql`
      update entry set store_id = ${store.id}
      where account_id = ${entry.accountId} and id = ${entry.id} and store_id is null`
}

/** The same for all entries that wait for a person and have no store: after a store was added or is known by more. */
export async function assignWaiting(sql: Sql, accountId: string): Promise<void> {
  const waiting = await sql<{ id: string; merchant: Reading['merchant'] }[]>`
    select e.id, r.reading -> 'merchant' as merchant
    from entry e cross join lateral (
      select reading from reading where account_id = e.account_id and entry_id = e.id order by id desc limit 1
    ) r
    where e.account_id = ${accountId} and e.state = 'needs_review' and e.store_id is null`
  const stores = await listActive(sql, accountId)
  const found = waiting.flatMap(({ id, merchant }) => {
    const store = matchStore(merchant, stores)
    return store ? [{ id, storeId: store.id }] : []
  })
  await sql`
    update entry set store_id = found.store_id
    from unnest(${found.map(({ id }) => id)}::uuid[], ${found.map(({ storeId }) => storeId)}::uuid[])
      as found(id, store_id)
    where entry.account_id = ${accountId} and entry.id = found.id and entry.state = 'needs_review'`
}

async function listActive(sql: Sql, accountId: string): Promise<Store[]> {
  return sql<
    Store[]
  >`select ${columns(sql)} from store where account_id = ${accountId} and active order by name, id`
}
