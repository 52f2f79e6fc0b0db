import { firstDayOf, tokyoDate, type Understood } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { wearing, type LabelAsked } from '../labels/wearing.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'
import { compileSegment } from './compile-segment.ts'
import { withRoom } from './with-room.ts'

export { understand } from './known.ts'

export interface Segment {
  id: string
  name: string
  /** As it was written; `understand` reads it. */
  rule: unknown
  createdBy: string
  createdAt: Date
  changedAt: Date
  archivedAt: Date | null
  /** Each change of the rule is another. */
  version: number
  /** Whether its members were found by the rule as it is now, up to some day; if not, they are those of before. */
  isKept: boolean
  /** When the whole or the day was last looked at; null: never. */
  keptAt: Date | null
}

const columns = (sql: Sql) => sql`
  id, name, rule, created_by, created_at, changed_at, archived_at, version, kept_at,
  kept_meaning is not null and kept_version = version as is_kept`

/** Counts whom a rule means at an instant, and who of them bought in the 30 days up to it. */
export async function measure(
  sql: Sql,
  accountId: string,
  understood: Understood,
  now: Date,
): Promise<{ people: number; buyers: number }> {
  const since = firstDayOf({ days: 30 }, tokyoDate(now))
  return withRoom(sql, async (roomy) => {
    const { joins, where } = compileSegment(roomy, accountId, understood, now)
    const [row] = await roomy<{ people: number; buyers: number }[]>`
      select count(*)::int as people, count(*) filter (where f.last_receipt_on >= ${since}::date)::int as buyers
      from person_fact f ${joins} where f.account_id = ${accountId} and ${where}`
    return row!
  })
}

/** Counts whom a rule means at an instant. */
export async function count(sql: Sql, accountId: string, understood: Understood, now: Date): Promise<number> {
  return (await measure(sql, accountId, understood, now)).people
}

/** Tells whether a rule means a person: the same statement as that of all, narrowed to one. */
export async function holds(
  sql: Sql,
  accountId: string,
  understood: Understood,
  { shopperId, now }: { shopperId: string; now: Date },
): Promise<boolean> {
  const { joins, where } = compileSegment(sql, accountId, understood, now)
  const rows = await sql`
    select 1 from person_fact f ${joins}
    where f.account_id = ${accountId} and f.shopper_id = ${shopperId} and ${where}`
  return rows.length > 0
}

/** Lists the ids of all whom a rule means. */
export async function listIds(
  sql: Sql,
  accountId: string,
  understood: Understood,
  now: Date,
): Promise<string[]> {
  return withRoom(sql, async (roomy) => {
    const { joins, where } = compileSegment(roomy, accountId, understood, now)
    const rows = await roomy<{ shopperId: string }[]>`
      select f.shopper_id from person_fact f ${joins} where f.account_id = ${accountId} and ${where}`
    return rows.map(({ shopperId }) => shopperId)
  })
}

/** Adds a segment. Returns its id. */
export async function add(
  sql: Sql,
  accountId: string,
  { name, rule }: Pick<Segment, 'name' | 'rule'>,
  { staffId, now }: { staffId: string; now: Date },
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into segment (account_id, name, rule, created_by, created_at, changed_at)
    values (${accountId}, ${name}, ${sql.json(rule as never)}, ${staffId}, ${now}, ${now}) returning id`
  return row!.id
}

/** Writes what a segment is from now on. One that is archived has its members found anew should it come back. */
export async function change(
  sql: Sql,
  accountId: string,
  { id, name, rule, archivedAt }: Pick<Segment, 'id' | 'name' | 'rule' | 'archivedAt'>,
  now: Date,
): Promise<void> {
  await sql`
    update segment set name = ${name}, rule = ${sql.json(rule as never)}, archived_at = ${archivedAt}, changed_at = ${now},
      version = version + (rule <> ${sql.json(rule as never)})::int,
      kept_meaning = case when ${archivedAt}::timestamptz is null then kept_meaning end
    where account_id = ${accountId} and id = ${id}`
}

export async function find(sql: Sql, accountId: string, id: string): Promise<Segment | undefined> {
  const [segment] = await sql<Segment[]>`
    select ${columns(sql)} from segment where account_id = ${accountId} and id = ${id}`
  return segment
}

/** Holds the account's segments, so that none begins to name another that is just being archived. */
export async function lock(sql: Sql, accountId: string): Promise<void> {
  await sql`select 1 from account where id = ${accountId} for no key update`
}

/** Lists the segments of an account that are not archived, the newest first. */
export async function list(
  sql: Sql,
  accountId: string,
  asked: PageAsked & LabelAsked,
): Promise<Page<Segment>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`created_at`, 'moment'],
      [sql`id`, 'uuid'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(Segment & { place: Place })[]>`
    select ${columns(sql)}, ${place} from segment
    where account_id = ${accountId} and archived_at is null ${wearing(sql, 'segment', { account: sql`segment.account_id`, id: sql`segment.id` }, asked)}
      ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** Names the segments whose rules name this one, and the campaigns and rewards that are only for whom it means. */
export async function usesOf(sql: Sql, accountId: string, id: string): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select name from segment where account_id = ${accountId} and archived_at is null and id <> ${id}
      and rule @? format('$.**.segment ? (@ == "%s")', ${id}::uuid)::jsonpath
    union all
    select v.rules ->> 'name' from campaign c
    cross join lateral (
      select rules from campaign_version v where v.campaign_id = c.id order by version desc limit 1) v
    where c.account_id = ${accountId} and c.state = 'published' and v.rules ->> 'onlyFor' = ${id}::uuid::text
    union all
    select terms -> 'name' ->> 'ja' from reward
    where account_id = ${accountId} and archived_at is null and terms ->> 'onlyFor' = ${id}::uuid::text
    order by name`
  return rows.map(({ name }) => name)
}

/** Counts who is in a segment, as its members are kept. */
export async function countMembers(sql: Sql, accountId: string, id: string): Promise<number> {
  const [row] = await sql<{ people: number }[]>`
    select count(*)::int as people from segment_member where account_id = ${accountId} and segment_id = ${id}`
  return row!.people
}
