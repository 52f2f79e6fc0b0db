import type { Sql } from '../open-db.ts'

/**
 * The reach of a person of the staff: an account, or some of its stores (null: all, and what belongs to none). Every
 * query that shows staff what shoppers sent takes a reach instead of an account's id, so that it can not be asked
 * without.
 */
export interface Reach {
  accountId: string
  storeIds: string[] | null
}

/** The condition on an `entry` by the name of `e`. */
export function withinReach(sql: Sql, { accountId, storeIds }: Reach) {
  return storeIds === null
    ? sql`e.account_id = ${accountId}`
    : sql`e.account_id = ${accountId} and e.store_id = any(${storeIds}::uuid[])`
}
