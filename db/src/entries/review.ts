import { EntryState } from '@tamaru/domain'
import * as entries from './entries.ts'
import type { Sql } from '../open-db.ts'
import { whoShops } from '../shoppers/shoppers.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'
import { withinReach, type Reach } from '../staff/reach.ts'

/** An entry within a person of the staff's reach. */
export async function find(sql: Sql, reach: Reach, entryId: string): Promise<entries.Entry | undefined> {
  const entry = await entries.find(sql, reach.accountId, entryId)
  return entry && isWithin(reach, entry) ? entry : undefined
}

/** As `find`, and holds the row until the transaction ends. */
export async function lock(sql: Sql, reach: Reach, entryId: string): Promise<entries.Entry | undefined> {
  const entry = await entries.lock(sql, reach.accountId, entryId)
  return entry && isWithin(reach, entry) ? entry : undefined
}

function isWithin({ storeIds }: Reach, { storeId }: entries.Entry): boolean {
  return storeIds === null || (storeId !== null && storeIds.includes(storeId))
}

export interface ReviewItem {
  id: string
  state: EntryState
  shopperName: string | null
  photoSha256: string
  points: number
  createdAt: Date
  decidedAt: Date | null
  /** When its shopper asked for a second look. */
  appealedAt: Date | null
}

/** Entries for staff: those that wait for a person oldest first, all others newest first. */
export async function list(
  sql: Sql,
  reach: Reach,
  state: EntryState,
  asked: PageAsked,
): Promise<Page<ReviewItem>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`e.created_at`, 'moment'],
      [sql`e.id`, 'uuid'],
    ],
    state === 'needs_review' ? 'asc' : 'desc',
    asked,
  )
  const rows = await sql<(ReviewItem & { place: Place })[]>`
    select ${place}, e.id, e.state, s.display_name as shopper_name, e.photo_sha256, e.points, e.created_at, e.decided_at,
      e.appealed_at
    from entry e join shopper s on s.id = e.shopper_id
    where ${withinReach(sql, reach)} and e.state = ${state} ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** Counts the entries in each state: `all` that can be looked at, or as a figure, of those who shop. */
export async function countByState(
  sql: Sql,
  reach: Reach,
  whose: 'all' | 'who_shops',
): Promise<Record<EntryState, number>> {
  const rows = await sql<{ state: EntryState; n: number }[]>`
    select e.state, count(*)::int as n from entry e
    where ${withinReach(sql, reach)} ${whose === 'all' ? sql`` : sql`and ${ofWhoShops(sql)}`} group by e.state`
  const counts = Object.fromEntries(EntryState.options.map((state) => [state, 0])) as Record<
    EntryState,
    number
  >
  for (const { state, n } of rows) counts[state] = n
  return counts
}

export interface DayCount {
  day: string
  entries: number
  approved: number
  points: number
}

/** Entries and points per Tokyo day of `days` days up to `today`, oldest first, days without entries included; without what was entered to try it out. */
export async function countByDay(sql: Sql, reach: Reach, days: number, today: string): Promise<DayCount[]> {
  return sql<DayCount[]>`
    select to_char(d.day, 'YYYY-MM-DD') as day, count(e.id)::int as entries,
      count(e.id) filter (where e.state = 'approved')::int as approved, coalesce(sum(e.points), 0)::float8 as points
    from generate_series(${today}::date - ${days - 1}::int, ${today}::date, interval '1 day') d(day)
    left join entry e on ${withinReach(sql, reach)} and (e.created_at at time zone 'Asia/Tokyo')::date = d.day
      and ${ofWhoShops(sql)}
    group by d.day order by d.day`
}

/** Finds when the entry came that has waited longest for staff; null: none waits. */
export async function waitingSince(sql: Sql, reach: Reach): Promise<Date | null> {
  const [row] = await sql<{ since: Date | null }[]>`
    select min(e.created_at) as since from entry e
    where ${withinReach(sql, reach)} and e.state = 'needs_review' and ${ofWhoShops(sql)}`
  return row!.since
}

/** The condition on an entry by the name of `e` that somebody who shops has sent it. */
const ofWhoShops = (sql: Sql) =>
  sql`exists (select from shopper s where s.id = e.shopper_id and ${whoShops(sql)})`
