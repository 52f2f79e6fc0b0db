import { kindOfGood, kindOfShop, purchasedHour } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'

const BATCH = 2_000

interface EarlierGood {
  accountId: string
  entryId: string
  line: number
  name: string
  product: string | null
  shop: string | null
  purchasedAt: string | null
}

/**
 * Says of goods that were kept before they were classed what their purchase would say, and at which hour it was. Nobody had agreed to that then: a
 * sensitive one on which no decision rests goes. Returns how many were looked at; where all are classed it is one look at an
 * empty index.
 */
export async function classEarlierGoods(sql: Sql): Promise<number> {
  let looked = 0
  for (;;) {
    const rows = await sql<EarlierGood[]>`
      select i.account_id, i.entry_id, i.line, i.name, p.name as product,
        r.reading ->> 'purchasedAt' as purchased_at, concat_ws(' ', r.reading -> 'merchant' ->> 'name', r.reading -> 'merchant' ->> 'branch') as shop
      from (select * from purchased_item where sensitive is null order by account_id, entry_id, line limit ${BATCH}) i
      left join product p on p.account_id = i.account_id and p.id = i.product_id
      left join lateral (
        select reading from reading where account_id = i.account_id and entry_id = i.entry_id order by id desc limit 1) r
        on true`
    const found = rows.map(({ name, product, shop, purchasedAt, ...row }) => ({
      ...row,
      hour: purchasedHour({ purchasedAt }),
      kind: kindOfShop(shop ?? '') ?? kindOfGood(name) ?? kindOfGood(product ?? '') ?? 'none',
    }))
    await sql`
      with found as (
        select * from jsonb_to_recordset(${sql.json(found)}) as f("accountId" uuid, "entryId" uuid, line int, kind text, hour int)),
      classed as (
        update purchased_item i set sensitive = f.kind, purchased_hour = f.hour from found f
        where i.account_id = f."accountId" and i.entry_id = f."entryId" and i.line = f.line
          and (f.kind = 'none' or i.product_id is not null)
        returning i.account_id, i.shopper_id, i.sensitive),
      gone as (
        delete from purchased_item i using found f
        where i.account_id = f."accountId" and i.entry_id = f."entryId" and i.line = f.line
          and f.kind <> 'none' and i.product_id is null
        returning i.account_id, i.shopper_id)
      insert into person_touched (account_id, shopper_id)
      select account_id, shopper_id from classed where sensitive <> 'none' union select account_id, shopper_id from gone`
    looked += rows.length
    if (rows.length < BATCH) return looked
  }
}
