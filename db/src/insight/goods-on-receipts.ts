import { isUsable } from '../entries/usable-goods.ts'
import type { Sql } from '../open-db.ts'

/** The days that are looked at, the last included. */
export interface Days {
  from: string
  to: string
}

/**
 * The goods on the receipts of people who let their purchases be looked at, one row a line: products of the account by what
 * they count as, other goods by their name as it compares. None that needs a consent of its own and
 * has none.
 */
export const goodsOnReceipts = (sql: Sql, accountId: string, { from, to }: Days) => sql`
  select r.shopper_id, r.entry_id, r.bought_on, r.store_id, i.purchased_hour, i.quantity, i.amount_yen, counted.id as product_id,
    counted.brand, counted.category, coalesce(counted.id::text, i.normalised_name) as good,
    coalesce(counted.name, i.name) as name
  from person_receipt r
  join purchased_item i on i.account_id = r.account_id and i.entry_id = r.entry_id
  left join product p on p.account_id = i.account_id and p.id = i.product_id
  left join product counted on counted.account_id = p.account_id and counted.id = p.counts_as
  where r.account_id = ${accountId} and r.bought_on between ${from}::date and ${to}::date
    and coalesce(counted.id::text, i.normalised_name) is not null and ${isUsable(sql)}`
