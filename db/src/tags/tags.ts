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

/** Lists the tags of an account by name. */
export async function list(sql: Sql, accountId: string, asked: PageAsked): Promise<Page<Tag>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`name`, 'text'],
      [sql`id`, 'uuid'],
    ],
    'asc',
    asked,
  )
  const rows = await sql<(Tag & { place: Place })[]>`
    select id, name, owner_id, ends_on, ${place} from tag
    where account_id = ${accountId} and merged_into is null ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** Lists the tags that a person has, by name. */
export function listOf(sql: Sql, accountId: string, shopperId: string): Promise<(Tag & { addedAt: Date })[]> {
  return sql<(Tag & { addedAt: Date })[]>`
    select t.id, t.name, t.owner_id, t.ends_on, p.added_at from person_tag p
    join tag t on t.account_id = p.account_id and t.id = p.tag_id
    where p.account_id = ${accountId} and p.shopper_id = ${shopperId} order by t.name`
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
