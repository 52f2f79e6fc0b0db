import type { ShopPurchase } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'

/** A purchase of a person, under the key by which it is told once. */
export interface KeyedPurchase extends ShopPurchase {
  shopperId: string
  key: string
}

/** Lists what is known of these people under these keys. */
export async function listKnown(
  sql: Sql,
  accountId: string,
  { shopperIds, keys }: { shopperIds: readonly string[]; keys: readonly string[] },
): Promise<KeyedPurchase[]> {
  return sql`
    select shopper_id, key, bought_on as "on", goods, yen::float8 as yen, pieces, shop, number from shop_purchase
    where account_id = ${accountId} and shopper_id = any(${shopperIds as string[]}::uuid[])
      and key = any(${keys as string[]}::text[])`
}

/** Adds what a batch tells; what is known already stays as it is. */
export async function add(
  sql: Sql,
  { accountId, batchId, now }: { accountId: string; batchId: string; now: Date },
  bought: readonly KeyedPurchase[],
): Promise<void> {
  await sql`
    insert into shop_purchase (account_id, shopper_id, key, bought_on, goods, yen, pieces, shop, number, batch_id, told_at)
    select ${accountId}, "shopperId", key, "on", goods, yen, pieces, shop, number, ${batchId}, ${now}
    from jsonb_to_recordset(${sql.json(bought as never)}) as t (
      "shopperId" uuid, key text, "on" date, goods text, yen bigint, pieces int, shop text, number text)
    on conflict (account_id, shopper_id, key) do nothing`
}

/** Takes away what a batch told. Returns how many purchases. */
export async function takeBack(sql: Sql, accountId: string, batchId: string): Promise<number> {
  const { count } = await sql`
    delete from shop_purchase where account_id = ${accountId} and batch_id = ${batchId}`
  return count
}

/** What a person bought in the brand's own shops, as far as they let it be looked at: all of it summed, and the last of it. */
export interface OwnShop {
  purchases: number
  yen: number
  last: Omit<ShopPurchase, 'number'>[]
}

export async function sumUp(sql: Sql, accountId: string, shopperId: string, most: number): Promise<OwnShop> {
  const own = sql`
    from shop_purchase p join person_fact f on f.account_id = p.account_id and f.shopper_id = p.shopper_id and f.analysis
    where p.account_id = ${accountId} and p.shopper_id = ${shopperId}`
  const [sum] = await sql<{ purchases: number; yen: number }[]>`
    select count(*)::int as purchases, coalesce(sum(p.yen), 0)::float8 as yen ${own}`
  const last = await sql<OwnShop['last']>`
    select p.bought_on as "on", p.goods, p.yen::float8 as yen, p.shop, p.pieces ${own} order by p.bought_on desc, p.id desc limit ${most}`
  return { ...sum!, last: [...last] }
}
