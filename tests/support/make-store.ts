import { stores, type Sql } from '@tamaru/db'
import { randomBytes, randomInt } from 'node:crypto'

/** A store with a name and a phone of its own. */
export function makeStore(
  sql: Sql,
  accountId: string,
  given: Partial<Omit<stores.Store, 'id'>> = {},
): Promise<stores.Store> {
  const store = {
    name: `ソラマメマート ${randomBytes(3).toString('hex')}店`,
    registrationNumbers: [],
    phones: [`03-${randomInt(1000, 9999)}-${randomInt(1000, 9999)}`],
    names: [],
    active: true,
    ...given,
  }
  return stores.add(sql, accountId, store, new Date())
}
