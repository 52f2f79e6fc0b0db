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
import { withinReach, type Reach } from '../staff/reach.ts'

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
/** Within the reach of who asks: whoever is bound to stores sees those who have an approved receipt of one of them. */
function compiled(sql: Sql, reach: Reach, { understood, now }: Asked) {
  const { joins, where } = understood
    ? compileSegment(sql, reach.accountId, understood, now)
    : { joins: sql``, where: sql`true` }
  return { joins, where: sql`${where} and ${isOwn(sql, reach)}` }
}

const isOwn = (sql: Sql, reach: Reach) =>
  reach.storeIds === null
    ? sql`true`
    : sql`exists (
        select from entry e where ${withinReach(sql, reach)} and e.shopper_id = f.shopper_id and e.state = 'approved')`

/**
 * Lists the people of an account whom a rule means, or all; the most of what they are ordered by at the head. Who has left or
 * stopped their use is not among them.
 */
export function list(
  db: Sql,
  reach: Reach,
  { order, ...whom }: Asked & { order: CustomerOrder },
  asked: PageAsked,
): Promise<Page<Customer>> {
  return withRoom(db, async (sql) => {
    const { accountId } = reach
    const { joins, where } = compiled(sql, reach, whom)
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

/** Tells whether a person of the staff may look at a person: all of the account, or who bought at their stores. */
export async function isWithinReach(sql: Sql, reach: Reach, shopperId: string): Promise<boolean> {
  if (reach.storeIds === null) return true
  const rows = await sql`
    select 1 from entry e where ${withinReach(sql, reach)} and e.shopper_id = ${shopperId} and e.state = 'approved'
    limit 1`
  return rows.length > 0
}

/** Counts whom a rule means, or all, and who of them joined within the last so many days, today counted. */
export function count(
  db: Sql,
  reach: Reach,
  whom: Asked,
  days: number,
): Promise<{ people: number; newcomers: number }> {
  return withRoom(db, async (sql) => {
    const { accountId } = reach
    const { joins, where } = compiled(sql, reach, whom)
    const since = startOfTokyoDay(addDays(tokyoDate(whom.now), 1 - days))
    const [row] = await sql<{ people: number; newcomers: number }[]>`
    select count(*)::int as people, count(*) filter (where f.joined_at >= ${since})::int as newcomers
    from person_fact f ${joins} where f.account_id = ${accountId} and ${where}`
    return row!
  })
}

/** `and`, that a happening `h` is of no entry, or of one within reach. */
const ofOwnEntries = (sql: Sql, reach: Reach) =>
  reach.storeIds === null
    ? sql``
    : sql`and (h.payload ->> 'entryId' is null or exists (
        select from entry e where ${withinReach(sql, reach)} and e.id = (h.payload ->> 'entryId')::uuid))`

/**
 * Lists what happened to a person, all of it or of some kinds, the newest first. What they bought is in it as far as their consent lets it be looked at, and for whoever is bound to stores
 * what came of receipts of others is not.
 */
export async function timeline(
  sql: Sql,
  { shopperId, ...reach }: Reach & { shopperId: string },
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
    where shopper_id = ${shopperId} and account_id = ${reach.accountId}
      ${ofOwnEntries(sql, reach)}
      ${kinds === null ? sql`` : sql`and kind = any(${kinds}::text[])`}
      and (kind <> 'goods_bought' or exists (
        select from person_receipt r
        where r.account_id = h.account_id and r.shopper_id = h.shopper_id and r.entry_id = (h.payload ->> 'entryId')::uuid))
      ${beyond} ${tail}`
  const { items, next } = toPage(rows, asked)
  const read = items.map((row) => ({ ...row, payload: parsePayload(row.kind, row.payload) }))
  return { items: read as StoredHappening[], next }
}
