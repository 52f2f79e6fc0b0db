import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

export interface Tag {
  id: string
  name: string
  ownerId: string
  /** The last Tokyo day on which it counts. */
  endsOn: string | null
}

/** Adds a tag. Refuses `tag_name_taken`. */
export async function add(
  sql: Sql,
  accountId: string,
  { name, ownerId, endsOn }: Omit<Tag, 'id'>,
  now: Date,
): Promise<Tag> {
  const [tag] = await sql<Tag[]>`
    insert into tag (account_id, name, owner_id, ends_on, created_at)
    values (${accountId}, ${name}, ${ownerId}, ${endsOn}, ${now}) returning id, name, owner_id, ends_on`
  return tag!
}

export async function find(sql: Sql, accountId: string, tagId: string): Promise<Tag | undefined> {
  const [tag] = await sql<Tag[]>`
    select id, name, owner_id, ends_on from tag
    where account_id = ${accountId} and id = ${tagId} and merged_into is null`
  return tag
}

/** A tag with who answers for it, and how many people have it. */
export interface TagInUse extends Tag {
  ownerName: string
  people: number
}

/** Lists the tags of an account by name. */
export async function list(sql: Sql, accountId: string, asked: PageAsked): Promise<Page<TagInUse>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`t.name`, 'text'],
      [sql`t.id`, 'uuid'],
    ],
    'asc',
    asked,
  )
  const rows = await sql<(TagInUse & { place: Place })[]>`
    select t.id, t.name, t.owner_id, t.ends_on, o.display_name as owner_name, ${place},
      (select count(*)::int from person_tag p where p.account_id = t.account_id and p.tag_id = t.id) as people
    from tag t join staff o on o.account_id = t.account_id and o.id = t.owner_id
    where t.account_id = ${accountId} and t.merged_into is null ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** Lists the tags that a person has, by name. */
export function listOf(sql: Sql, accountId: string, shopperId: string): Promise<(Tag & { addedAt: Date })[]> {
  return sql<(Tag & { addedAt: Date })[]>`
    select t.id, t.name, t.owner_id, t.ends_on, p.added_at from person_tag p
    join tag t on t.account_id = p.account_id and t.id = p.tag_id
    where p.account_id = ${accountId} and p.shopper_id = ${shopperId} order by t.name`
}

/** Lists all names of tags, also of those that became another, with the tag that counts for each; not those that have ended. */
export async function listNames(
  sql: Sql,
  accountId: string,
  today: string,
): Promise<{ name: string; id: string }[]> {
  return sql<{ name: string; id: string }[]>`
    select t.name, o.id from tag t join tag o on o.account_id = t.account_id and o.id = coalesce(t.merged_into, t.id)
    where t.account_id = ${accountId} and (o.ends_on is null or o.ends_on >= ${today}::date)
    order by t.merged_into nulls last`
}

/** As `find`, and holds the tag until the transaction ends. */
export async function lock(sql: Sql, accountId: string, tagId: string): Promise<Tag | undefined> {
  const [tag] = await sql<Tag[]>`
    select id, name, owner_id, ends_on from tag
    where account_id = ${accountId} and id = ${tagId} and merged_into is null for no key update`
  return tag
}

/** Calls a tag otherwise. Refuses `tag_name_taken`. */
export async function rename(sql: Sql, accountId: string, tagId: string, name: string): Promise<void> {
  await sql`update tag set name = ${name} where account_id = ${accountId} and id = ${tagId}`
}

/** Says that a tag, and all that became it before, is another from now on. */
export async function mergeInto(sql: Sql, accountId: string, tagId: string, into: string): Promise<void> {
  await sql`
    update tag set merged_into = ${into} where account_id = ${accountId} and ${tagId} in (id, merged_into)`
}

/** Lists who has a tag. */
export async function listPeople(sql: Sql, accountId: string, tagId: string): Promise<string[]> {
  const rows = await sql<{ shopperId: string }[]>`
    select shopper_id from person_tag where account_id = ${accountId} and tag_id = ${tagId} order by shopper_id`
  return rows.map(({ shopperId }) => shopperId)
}

/** Takes tags whose last day is over off some of the people who have them. Returns from whom which. */
export async function takeEnded(
  sql: Sql,
  { today, most }: { today: string; most: number },
): Promise<Tagging[]> {
  return sql<Tagging[]>`
    delete from person_tag where ctid = any(array(
      select p.ctid from tag t join person_tag p on p.account_id = t.account_id and p.tag_id = t.id
      where t.ends_on < ${today}::date order by p.shopper_id limit ${most} for update of p skip locked))
    returning account_id, shopper_id, tag_id`
}

interface Tagging {
  accountId: string
  shopperId: string
  tagId: string
}

/** Puts a tag to a person. False where they have it. */
export async function put(sql: Sql, { accountId, shopperId, tagId }: Tagging, now: Date): Promise<boolean> {
  const { count } = await sql`
    insert into person_tag (account_id, shopper_id, tag_id, added_at)
    values (${accountId}, ${shopperId}, ${tagId}, ${now}) on conflict do nothing`
  return count > 0
}

/** Takes a tag off a person. False where they do not have it. */
export async function take(sql: Sql, { accountId, shopperId, tagId }: Tagging): Promise<boolean> {
  const { count } = await sql`
    delete from person_tag where account_id = ${accountId} and shopper_id = ${shopperId} and tag_id = ${tagId}`
  return count > 0
}
