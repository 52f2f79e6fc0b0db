import type { Sql } from '../open-db.ts'

/** What a line of somebody's time line may be about. */
export const THING_KINDS = ['product', 'tag', 'segment', 'reward', 'campaign'] as const
export type ThingKind = (typeof THING_KINDS)[number]

export interface NamedThing {
  of: ThingKind
  id: string
  ja: string
  en: string
}

/** Finds what these things of an account are called now. What is gone is not in the answer. */
export async function list(
  sql: Sql,
  accountId: string,
  ids: Readonly<Record<ThingKind, readonly string[]>>,
): Promise<NamedThing[]> {
  const those = (of: ThingKind) => sql`= any(${ids[of] as string[]}::uuid[])`
  return sql<NamedThing[]>`
    select 'product' as of, id, name as ja, name as en from product
      where account_id = ${accountId} and id ${those('product')}
    union all
    select 'tag', t.id, o.name, o.name from tag t
      join tag o on o.account_id = t.account_id and o.id = coalesce(t.merged_into, t.id)
      where t.account_id = ${accountId} and t.id ${those('tag')}
    union all
    select 'segment', id, name, name from segment
      where account_id = ${accountId} and id ${those('segment')}
    union all
    select 'reward', id, terms -> 'name' ->> 'ja', terms -> 'name' ->> 'en' from reward
      where account_id = ${accountId} and id ${those('reward')}
    union all
    select 'campaign', c.id, v.rules ->> 'name', v.rules ->> 'name' from campaign c
      join lateral (
        select rules from campaign_version where account_id = c.account_id and campaign_id = c.id
        order by version desc limit 1) v on true
      where c.account_id = ${accountId} and c.id ${those('campaign')}`
}
