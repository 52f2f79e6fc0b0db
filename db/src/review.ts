import type { EntryState } from '@tamaru/domain'
import type { Sql } from './open-db.ts'

export interface ReviewItem {
  id: string
  state: EntryState
  shopperName: string | null
  photoSha256: string
  points: number
  createdAt: Date
  decidedAt: Date | null
}

/** Entries for staff: those that wait for a person oldest first, all others newest first. */
export async function list(
  sql: Sql,
  accountId: string,
  state: EntryState,
  limit: number,
): Promise<ReviewItem[]> {
  return sql<ReviewItem[]>`
    select e.id, e.state, s.display_name as shopper_name, e.photo_sha256, e.points, e.created_at, e.decided_at
    from entry e join shopper s on s.id = e.shopper_id
    where e.account_id = ${accountId} and e.state = ${state}
    order by ${state === 'needs_review' ? sql`e.created_at asc` : sql`e.created_at desc`}, e.id limit ${limit}`
}

/** How many entries stand in each state. */
export async function countByState(sql: Sql, accountId: string): Promise<Record<EntryState, number>> {
  const rows = await sql<{ state: EntryState; n: number }[]>`
    select state, count(*)::int as n from entry where account_id = ${accountId} group by state`
  const counts = { received: 0, reading: 0, needs_review: 0, approved: 0, rejected: 0 }
  for (const { state, n } of rows) counts[state] = n
  return counts
}

export interface DayCount {
  day: string
  entries: number
  approved: number
  points: number
}

/** Entries and points per Tokyo day of the last `days` days, oldest first, days without entries included. */
export async function countByDay(sql: Sql, accountId: string, days: number): Promise<DayCount[]> {
  return sql<DayCount[]>`
    select to_char(d.day, 'YYYY-MM-DD') as day, count(e.id)::int as entries,
      count(e.id) filter (where e.state = 'approved')::int as approved, coalesce(sum(e.points), 0)::int as points
    from generate_series((now() at time zone 'Asia/Tokyo')::date - ${days - 1}::int,
                         (now() at time zone 'Asia/Tokyo')::date, interval '1 day') d(day)
    left join entry e on e.account_id = ${accountId} and (e.created_at at time zone 'Asia/Tokyo')::date = d.day
    group by d.day order by d.day`
}
