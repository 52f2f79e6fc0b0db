import type { Sql } from '../open-db.ts'

const VALUES_AT_ONCE = 5_000

/** Something done to many people at once that can be undone. */
export interface Batch {
  id: string
  accountId: string
  kind: 'tag' | 'merge' | 'import'
  staffId: string
  doneAt: Date
  undoneAt: Date | null
}

export interface TagMove {
  shopperId: string
  tagId: string
  put: boolean
}

export async function add(sql: Sql, batch: Omit<Batch, 'undoneAt'>): Promise<void> {
  const { id, accountId, kind, staffId, doneAt } = batch
  await sql`
    insert into batch (id, account_id, kind, staff_id, done_at)
    values (${id}, ${accountId}, ${kind}, ${staffId}, ${doneAt})`
}

export async function find(sql: Sql, accountId: string, id: string): Promise<Batch | undefined> {
  const [batch] = await sql<Batch[]>`select * from batch where account_id = ${accountId} and id = ${id}`
  return batch
}

/**
 * Has this transaction join many rows with many. A plan that was made before anything was written looks through all that is there for
 * each row that comes, and PostgreSQL keeps it: the sixth piece of a file took thirty times as long as the first.
 */
export async function joinMany(sql: Sql): Promise<void> {
  await sql`set local enable_nestloop = off`
}

/** Marks a batch as undone, once. False where it is undone already. */
export async function markUndone(sql: Sql, accountId: string, id: string, now: Date): Promise<boolean> {
  const { count } = await sql`
    update batch set undone_at = ${now} where account_id = ${accountId} and id = ${id} and undone_at is null`
  return count === 1
}

/** Holds these people against being erased until the transaction ends, in one order. Returns who is still there. */
export async function hold(sql: Sql, accountId: string, shopperIds: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select id from shopper where account_id = ${accountId} and id = any(${shopperIds as string[]}::uuid[]) and erased_at is null
    order by id for key share`
  return new Set(rows.map(({ id }) => id))
}

const columns = (moves: readonly Omit<TagMove, 'put'>[]) =>
  [moves.map(({ shopperId }) => shopperId), moves.map(({ tagId }) => tagId)] as const

/** Puts tags to people, or takes them off, as a part of a batch. Returns what was not so before. */
export async function moveTags(
  sql: Sql,
  { accountId, id }: Pick<Batch, 'accountId' | 'id'>,
  moves: readonly Omit<TagMove, 'put'>[],
  { put, now }: { put: boolean; now: Date },
): Promise<TagMove[]> {
  const [people, tags] = columns(moves)
  const changed = put
    ? sql`
      insert into person_tag (account_id, shopper_id, tag_id, added_at)
      select distinct ${accountId}::uuid, m.shopper, m.tag, ${now}::timestamptz
      from unnest(${people}::uuid[], ${tags}::uuid[]) as m (shopper, tag) on conflict do nothing
      returning shopper_id, tag_id`
    : sql`
      delete from person_tag p using unnest(${people}::uuid[], ${tags}::uuid[]) as m (shopper, tag)
      where p.account_id = ${accountId} and p.shopper_id = m.shopper and p.tag_id = m.tag
      returning p.shopper_id, p.tag_id`
  return sql<TagMove[]>`
    with changed as (${changed})
    insert into batch_tag (account_id, batch_id, shopper_id, tag_id, put)
    select ${accountId}, ${id}, shopper_id, tag_id, ${put} from changed
    returning shopper_id, tag_id, put`
}

/** Takes back what a batch did to tags, of whom nothing was told since of the same tag. Returns what it changed. */
export async function undoTags(
  sql: Sql,
  { accountId, id, doneAt }: Pick<Batch, 'accountId' | 'id' | 'doneAt'>,
  now: Date,
): Promise<TagMove[]> {
  const untouched = sql`
    select b.shopper_id, b.tag_id, b.put from batch_tag b
    join shopper s on s.account_id = b.account_id and s.id = b.shopper_id and s.erased_at is null
    where b.account_id = ${accountId} and b.batch_id = ${id} and not exists (
      select from happening h
      where h.account_id = b.account_id and h.shopper_id = b.shopper_id and h.kind in ('tag_added', 'tag_removed')
        and h.at > ${doneAt} and h.payload ->> 'tagId' = b.tag_id::text)`
  return sql<TagMove[]>`
    with untouched as (${untouched}),
    taken as (
      delete from person_tag p using untouched u
      where u.put and p.account_id = ${accountId} and p.shopper_id = u.shopper_id and p.tag_id = u.tag_id
      returning p.shopper_id, p.tag_id),
    put as (
      insert into person_tag (account_id, shopper_id, tag_id, added_at)
      select ${accountId}, shopper_id, tag_id, ${now} from untouched where not put on conflict do nothing
      returning shopper_id, tag_id)
    select shopper_id, tag_id, false as put from taken union all select shopper_id, tag_id, true as put from put`
}

/**
 * Takes back what a batch told of people, where it is what was told last: by the value before, or none. Some thousand at once, in the
 * order of their ids: nothing is known to the planner of what a transaction has just written. Returns of whom which.
 */
export async function undoValues(
  sql: Sql,
  { accountId, id }: Pick<Batch, 'accountId' | 'id'>,
  now: Date,
): Promise<{ shopperId: string; attribute: string }[]> {
  const undone: { shopperId: string; attribute: string }[] = []
  for (let after = '0'; ;) {
    const some = await sql<{ id: string }[]>`
      select id from attribute_value where account_id = ${accountId} and batch_id = ${id} and id > ${after}
      order by id limit ${VALUES_AT_ONCE}`
    if (some.length === 0) return undone
    after = some.at(-1)!.id
    const written = await sql<{ shopperId: string; attribute: string }[]>`
      insert into attribute_value (account_id, shopper_id, attribute, value, source, told_at)
      select v.account_id, v.shopper_id, v.attribute, b.value, 'undo', ${now}
      from attribute_value v
      left join attribute_value b on b.id = v.before_id
      where v.id = any(${some.map((each) => each.id)}::bigint[])
        and exists (select from person_attribute p where p.value_id = v.id)
      returning shopper_id, attribute`
    undone.push(...written)
  }
}
