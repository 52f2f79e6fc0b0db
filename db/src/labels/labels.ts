import { TEMPLATE_KINDS, templateOf, type LabelColour, type LabelledThing } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import {
  inOrder,
  inSortedOrder,
  toPage,
  type Key,
  type Page,
  type PageAsked,
  type Place,
  type SortedPageAsked,
} from '../paging.ts'

export interface Label {
  id: string
  name: string
  colour: LabelColour
}

export interface LabelInUse extends Label {
  lastPutAt: Date | null
  /** How many things of each kind wear it; none, where nothing of a kind does. */
  uses: Partial<Record<LabelledThing, number>>
}

export type LabelOrder = 'name' | 'used'

/** The labels of an account, with what wears them. */
export async function list(
  sql: Sql,
  accountId: string,
  asked: SortedPageAsked<LabelOrder>,
): Promise<Page<LabelInUse>> {
  const id: Key = [sql`l.id`, 'uuid']
  const orders = {
    name: [[sql`l.name`, 'text'] as Key, id],
    used: [[sql`coalesce(u.last_put_at, l.created_at)`, 'moment'] as Key, id],
  }
  const { place, beyond, tail } = inSortedOrder(sql, orders, asked)
  const rows = await sql<(LabelInUse & { place: Place })[]>`
    select l.id, l.name, l.colour, u.last_put_at, coalesce(u.uses, '{}') as uses, ${place}
    from label l left join lateral (
      select max(put_at) as last_put_at, jsonb_object_agg(thing, count) as uses
      from (select thing, max(put_at) as put_at, count(*) from labelling
            where account_id = l.account_id and label_id = l.id group by thing) by_thing) u on true
    where l.account_id = ${accountId} ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** A label, held until the transaction ends. */
export async function lock(sql: Sql, accountId: string, labelId: string): Promise<Label | undefined> {
  const [label] = await sql<Label[]>`
    select id, name, colour from label where account_id = ${accountId} and id = ${labelId} for update`
  return label
}

/** Refuses `label_name_taken`. */
export async function add(sql: Sql, accountId: string, given: Omit<Label, 'id'>, now: Date): Promise<Label> {
  const [label] = await sql<Label[]>`
    insert into label (account_id, name, colour, created_at)
    values (${accountId}, ${given.name}, ${given.colour}, ${now}) returning id, name, colour`
  return label!
}

/** Refuses `label_name_taken`. */
export async function change(sql: Sql, accountId: string, { id, name, colour }: Label): Promise<void> {
  await sql`update label set name = ${name}, colour = ${colour} where account_id = ${accountId} and id = ${id}`
}

/** Deletes a label, and takes it off whatever wears it. */
export async function remove(sql: Sql, accountId: string, labelId: string): Promise<void> {
  await sql`delete from label where account_id = ${accountId} and id = ${labelId}`
}

/** Things of one kind, by their ids; of templates their kinds. */
export interface Worn {
  thing: LabelledThing
  ids: readonly string[]
}

/** Puts a label on things. Returns the ids of those that there are; what wears it already goes on doing so. */
export async function put(
  sql: Sql,
  accountId: string,
  labelId: string,
  { thing, ids }: Worn,
  now: Date,
): Promise<string[]> {
  const known = await sql<{ id: string }[]>`
    select t.id from (${things(sql, accountId)}) t where t.thing = ${thing} and t.id = any(${[...ids]}::text[])`
  await sql`
    insert into labelling (account_id, label_id, thing, thing_id, put_at)
    select ${accountId}, ${labelId}, ${thing}, id, ${now} from unnest(${known.map(({ id }) => id)}::text[]) id
    on conflict do nothing`
  return known.map(({ id }) => id)
}

/** Takes a label off things. */
export async function take(
  sql: Sql,
  accountId: string,
  labelId: string,
  { thing, ids }: Worn,
): Promise<void> {
  await sql`
    delete from labelling where account_id = ${accountId} and label_id = ${labelId} and thing = ${thing}
      and thing_id = any(${[...ids]}::text[])`
}

/** Lists what wears a label. */
export async function listUses(
  sql: Sql,
  accountId: string,
  labelId: string,
  asked: PageAsked,
): Promise<Page<{ thing: LabelledThing; id: string; name: string; putAt: Date }>> {
  const keys: Key[] = [
    [sql`w.thing`, 'text'],
    [sql`w.thing_id`, 'text'],
  ]
  const { place, beyond, tail } = inOrder(sql, keys, 'asc', asked)
  const rows = await sql<{ thing: LabelledThing; id: string; name: string; putAt: Date; place: Place }[]>`
    select w.thing, w.thing_id as id, t.name, w.put_at, ${place}
    from labelling w join (${things(sql, accountId)}) t on (t.thing, t.id) = (w.thing, w.thing_id)
    where w.account_id = ${accountId} and w.label_id = ${labelId} ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** The ids of the labels that these things wear, by the things' ids. */
export async function wornBy(
  sql: Sql,
  accountId: string,
  { thing, ids }: Worn,
): Promise<Map<string, string[]>> {
  const rows = await sql<{ thingId: string; labelIds: string[] }[]>`
    select w.thing_id, array_agg(w.label_id order by l.name) as label_ids
    from labelling w join label l on l.id = w.label_id
    where w.account_id = ${accountId} and w.thing = ${thing} and w.thing_id = any(${[...ids]}::text[])
    group by w.thing_id`
  return new Map(rows.map(({ thingId, labelIds }) => [thingId, labelIds]))
}

/** All that can wear a label, by kind and id, as staff call it. */
const things = (sql: Sql, accountId: string) => sql`
  select 'campaign' as thing, c.id::text, coalesce(d.rules ->> 'name', c.slug) as name
  from campaign c join campaign_draft d on d.campaign_id = c.id where c.account_id = ${accountId}
  union all select 'reward', id::text, terms -> 'name' ->> 'ja' from reward where account_id = ${accountId}
  union all select 'product', id::text, name from product where account_id = ${accountId}
  union all select 'store', id::text, name from store where account_id = ${accountId}
  union all select 'segment', id::text, name from segment where account_id = ${accountId}
  union all select 'template', t.* from unnest(
    ${[...TEMPLATE_KINDS]}::text[], ${TEMPLATE_KINDS.map((kind) => templateOf(kind).name.ja)}::text[]) t`
