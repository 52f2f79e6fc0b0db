import {
  addDays,
  parsePayload,
  startOfTokyoDay,
  tokyoDate,
  type HappeningKind,
  type MileageRank,
  type Stage,
  type Understood,
} from '@tamaru/domain'
import type { StoredHappening } from '../happenings/happenings.ts'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Key, type Page, type PageAsked, type Place } from '../paging.ts'
import { compileSegment } from '../segments/compile-segment.ts'
import { courseOf, stageOf } from '../segments/stages.ts'
import { withRoom } from '../segments/with-room.ts'

/** A person who shops, by what is known of them. */
export interface Customer {
  shopperId: string
  displayName: string | null
  friend: boolean | null
  joinedAt: Date
  stage: Stage
  /** Whether they let their purchases be looked at; if not, they count as none. */
  analysis: boolean
  receipts: number
  spentYen: number
  lastReceiptOn: string | null
  nps: number | null
  points: number
  rank: MileageRank
  /** The names of their tags. */
  tags: string[]
}

export const CUSTOMER_ORDERS = ['joined', 'receipts', 'spent', 'recent', 'nps'] as const
export type CustomerOrder = (typeof CUSTOMER_ORDERS)[number]

const columns = (sql: Sql, now: Date) => sql`
  f.shopper_id, s.display_name, f.friend, f.joined_at, f.analysis, f.receipts, f.spent_yen::float8 as spent_yen,
  f.last_receipt_on, f.nps, f.points, f.rank, ${stageOf(sql, sql`course`, tokyoDate(now))} as stage,
  array(select t.name from person_tag p join tag t on t.account_id = p.account_id and t.id = p.tag_id
    where p.account_id = f.account_id and p.shopper_id = f.shopper_id order by t.name) as tags`
/** Each has its index (`person_fact_by_…`), which names the same expression. */
const orderOf = (sql: Sql, order: CustomerOrder): Key =>
  (
    ({
      joined: [sql`f.joined_at`, 'moment'],
      receipts: [sql`f.receipts`, 'bigint'],
      spent: [sql`f.spent_yen`, 'bigint'],
      recent: [sql`coalesce(f.last_receipt_on - date '1970-01-01', -1)`, 'bigint'],
      nps: [sql`coalesce(f.nps, -1)`, 'bigint'],
    }) satisfies Record<CustomerOrder, Key>
  )[order]

/** Whom a list is of: of a rule, at an instant; of all, where there is none. */
export interface Asked {
  understood: Understood | null
  now: Date
}
const compiled = (sql: Sql, accountId: string, { understood, now }: Asked) =>
  understood ? compileSegment(sql, accountId, understood, now) : { joins: sql``, where: sql`true` }

/**
 * Lists the people of an account whom a rule means, or all; the most of what they are ordered by at the head. Who has left or
 * stopped their use is not among them.
 */
export function list(
  db: Sql,
  accountId: string,
  { order, ...whom }: Asked & { order: CustomerOrder },
  asked: PageAsked,
): Promise<Page<Customer>> {
  return withRoom(db, async (sql) => {
    const { joins, where } = compiled(sql, accountId, whom)
    const key = orderOf(sql, order)
    const { place, beyond, tail } = inOrder(sql, [key, [sql`f.shopper_id`, 'uuid']], 'desc', asked)
    const rows = await sql<(Customer & { place: Place })[]>`
    select ${columns(sql, whom.now)}, ${place} from (
      select f.* from person_fact f ${joins} where f.account_id = ${accountId} and ${where} ${beyond} ${tail}) f
    join shopper s on s.account_id = f.account_id and s.id = f.shopper_id
    left join lateral (${courseOf(sql)}) course on true
    order by ${key[0]} desc, f.shopper_id desc`
    return toPage(rows, asked)
  })
}

/** One person, with what is known beside what a list shows. */
export interface KnownCustomer extends Customer {
  friendSince: Date | null
  firstReceiptOn: string | null
  usualStore: { id: string; name: string } | null
}

/** Finds a person; undefined for who has left, who stopped their use, and who is too new to be known. */
export async function find(
  sql: Sql,
  accountId: string,
  shopperId: string,
  now: Date,
): Promise<KnownCustomer | undefined> {
  const [row] = await sql<KnownCustomer[]>`
    select ${columns(sql, now)}, f.friend_since, f.first_receipt_on,
      case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as usual_store
    from person_fact f
    join shopper s on s.account_id = f.account_id and s.id = f.shopper_id
    left join store u on u.account_id = f.account_id and u.id = f.usual_store_id
    left join lateral (${courseOf(sql)}) course on true
    where f.account_id = ${accountId} and f.shopper_id = ${shopperId}`
  return row
}

/** Counts whom a rule means, or all, and who of them joined within the last so many days, today counted. */
export function count(
  db: Sql,
  accountId: string,
  whom: Asked,
  days: number,
): Promise<{ people: number; newcomers: number }> {
  return withRoom(db, async (sql) => {
    const { joins, where } = compiled(sql, accountId, whom)
    const since = startOfTokyoDay(addDays(tokyoDate(whom.now), 1 - days))
    const [row] = await sql<{ people: number; newcomers: number }[]>`
    select count(*)::int as people, count(*) filter (where f.joined_at >= ${since})::int as newcomers
    from person_fact f ${joins} where f.account_id = ${accountId} and ${where}`
    return row!
  })
}

/**
 * Lists what happened to a person, all of it or of some kinds, the newest first. What they bought is in it as far as their consent lets it be looked at.
 */
export async function timeline(
  sql: Sql,
  { accountId, shopperId }: { accountId: string; shopperId: string },
  kinds: readonly HappeningKind[] | null,
  asked: PageAsked,
): Promise<Page<StoredHappening>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`at`, 'moment'],
      [sql`id`, 'bigint'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(StoredHappening & { kind: HappeningKind; place: Place })[]>`
    select id, account_id, shopper_id, kind, at, payload, ${place} from happening h
    where shopper_id = ${shopperId} and account_id = ${accountId}
      ${kinds === null ? sql`` : sql`and kind = any(${kinds}::text[])`}
      and (kind <> 'goods_bought' or exists (
        select from person_receipt r
        where r.account_id = h.account_id and r.shopper_id = h.shopper_id and r.entry_id = (h.payload ->> 'entryId')::uuid))
      ${beyond} ${tail}`
  const { items, next } = toPage(rows, asked)
  const read = items.map((row) => ({ ...row, payload: parsePayload(row.kind, row.payload) }))
  return { items: read as StoredHappening[], next }
}
