import type { Sql } from '../open-db.ts'

/** What names a product and would miss it. */
export interface ProductUse {
  kind: 'campaign' | 'offer'
  id: string
  name: string
}

/**
 * Lists what a product is used in, by any name that counts as it: campaigns that still take entries or have not begun, by
 * their draft or their newest version, and offers that are made.
 */
export async function list(
  sql: Sql,
  accountId: string,
  productId: string,
  today: string,
): Promise<ProductUse[]> {
  return sql`
    with alike as (
      select id from product where account_id = ${accountId} and (id = ${productId} or counts_as = ${productId})
    )
    select 'campaign' as kind, c.id::text, coalesce(d.rules ->> 'name', c.slug) as name
    from campaign c join campaign_draft d on d.campaign_id = c.id
      left join lateral (
        select rules from campaign_version where campaign_id = c.id order by version desc limit 1) v on true
    where c.account_id = ${accountId} and c.state <> 'ended' and coalesce(v.rules ->> 'entryUntil', ${today}) >= ${today}
      and exists (
        select from (
          select id::text as rules_id from alike
          union select m.rules_id from campaign_product m join alike on alike.id = m.product_id
          where m.account_id = ${accountId} and m.campaign_id = c.id) named,
          unnest(array['products', 'otherProducts']) as list,
          jsonb_build_object(list, jsonb_build_array(jsonb_build_object('id', rules_id))) as naming
        where d.rules @> naming or v.rules @> naming)
    union all
    select 'offer', o.id::text, o.rule ->> 'name' from offer_rule o
    where o.account_id = ${accountId} and o.enabled and exists (
      select from alike where o.rule -> 'boughtProductIds' ? alike.id::text or o.rule -> 'neverProductIds' ? alike.id::text)
    order by 1, 3, 2`
}
