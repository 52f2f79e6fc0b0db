import {
  purposesAgreedTo,
  type PersonFacts,
  type ProductFact,
  type ReceiptFact,
  type SaidByPurpose,
} from '@tamaru/domain'
import { lastSaid } from '../consent/consents.ts'
import type { Sql } from '../open-db.ts'

interface Row extends Omit<
  PersonFacts,
  'receipts' | 'products' | 'happened' | 'tagIds' | 'audienceIds' | 'consents'
> {
  tagIds: string[]
  audienceIds: string[]
  said: SaidByPurpose
  receipts: ReceiptFact[]
  products: ProductFact[]
  happened: { kind: PersonFacts['happened'][number]['kind']; times: number; lastAt: string }[]
}

/** Reads the facts of people of an account: of these, or of all. Who has left or stopped their use has none. */
export async function list(
  sql: Sql,
  accountId: string,
  shopperIds: readonly string[] | null = null,
): Promise<PersonFacts[]> {
  const own = (columns: ReturnType<Sql>, table: string, order: ReturnType<Sql>) => sql`
    (select coalesce(jsonb_agg(${columns} order by ${order}), '[]') from ${sql(table)} t
     where t.account_id = f.account_id and t.shopper_id = f.shopper_id)`
  const rows = await sql<Row[]>`
    select f.shopper_id, f.friend, f.friend_since, f.member_since, f.analysis, f.rank, f.points, f.nps, f.nps_at,
      array(select t.tag_id from person_tag t where t.account_id = f.account_id and t.shopper_id = f.shopper_id
        order by t.tag_id) as tag_ids,
      array(select t.audience_id from audience_member t where t.account_id = f.account_id and t.shopper_id = f.shopper_id
        order by t.audience_id) as audience_ids,
      ${lastSaid(sql, sql`f.account_id`, sql`f.shopper_id`)} as said,
      (select coalesce(jsonb_object_agg(t.attribute, t.value), '{}') from person_attribute t
        where t.account_id = f.account_id and t.shopper_id = f.shopper_id) as attributes,
      ${own(
        sql`jsonb_build_object('boughtOn', t.bought_on, 'yen', t.yen, 'pieces', t.pieces, 'storeId', t.store_id)`,
        'person_receipt',
        sql`t.bought_on, t.entry_id`,
      )} as receipts,
      ${own(
        sql`jsonb_build_object('productId', t.product_id, 'receipts', t.receipts, 'pieces', t.pieces, 'yen', t.yen,
          'firstOn', t.first_on, 'lastOn', t.last_on)`,
        'person_product',
        sql`t.product_id`,
      )} as products,
      case when f.analysis then ${own(
        sql`jsonb_build_object('on', t.bought_on, 'yen', t.yen)`,
        'shop_purchase',
        sql`t.bought_on, t.id`,
      )} else '[]' end as own_shop,
      ${own(
        sql`jsonb_build_object('kind', t.kind, 'times', t.times, 'lastAt', t.last_at)`,
        'person_happened',
        sql`t.kind`,
      )} as happened
    from person_fact f
    where f.account_id = ${accountId}
      ${shopperIds === null ? sql`` : sql`and f.shopper_id = any(${shopperIds}::uuid[])`}
    order by f.shopper_id`
  return rows.map(({ happened, said, ...row }) => ({
    ...row,
    consents: purposesAgreedTo(said),
    happened: happened.map(({ lastAt, ...each }) => ({ ...each, lastAt: new Date(lastAt) })),
  }))
}
