import type { Understood } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { compileSegment } from './compile-segment.ts'
import { usesOf } from './segments.ts'
import { withRoom } from './with-room.ts'

/** How much a rule and a saved segment, as its members are kept, have in common. */
export interface Overlap {
  id: string
  name: string
  members: number
  both: number
}

const MOST = 20

/** Compares a rule with the saved segments that share the most people with it, twenty at most. */
export function overlaps(
  db: Sql,
  accountId: string,
  understood: Understood,
  { now, butFor = null }: { now: Date; butFor?: string | null },
): Promise<Overlap[]> {
  return withRoom(db, async (sql) => {
    const { joins, where } = compileSegment(sql, accountId, understood, now)
    return sql<Overlap[]>`
      with meant as materialized (
        select f.shopper_id from person_fact f ${joins} where f.account_id = ${accountId} and ${where}),
      counted as (
        select m.segment_id, count(*)::int as members,
          count(*) filter (where exists (select from meant where meant.shopper_id = m.shopper_id))::int as both
        from segment_member m where m.account_id = ${accountId} group by m.segment_id)
      select s.id, s.name, c.members, c.both from counted c
      join segment s on s.account_id = ${accountId} and s.id = c.segment_id
      where s.archived_at is null and c.both > 0 and s.id is distinct from ${butFor}
      order by c.both desc, s.name limit ${MOST}`
  })
}

/** Picks some of those whom a rule means, whoever joined last. */
export function pick(
  db: Sql,
  accountId: string,
  understood: Understood,
  { now, limit }: { now: Date; limit: number },
): Promise<{ shopperId: string; displayName: string | null }[]> {
  return withRoom(db, async (sql) => {
    const { joins, where } = compileSegment(sql, accountId, understood, now)
    return sql<{ shopperId: string; displayName: string | null }[]>`
      select p.shopper_id, s.display_name from (
        select f.shopper_id, f.joined_at from person_fact f ${joins}
        where f.account_id = ${accountId} and ${where} order by f.joined_at desc, f.shopper_id desc limit ${limit}) p
      join shopper s on s.account_id = ${accountId} and s.id = p.shopper_id
      order by p.joined_at desc, p.shopper_id desc`
  })
}

/** Measures the share of the account's people, whose purchases may be looked at, who bought since a Tokyo day. */
export async function purchaseRate(sql: Sql, accountId: string, since: string): Promise<number | null> {
  const [row] = await sql<{ people: number; buyers: number }[]>`
    select count(*)::int as people, count(*) filter (where last_receipt_on >= ${since}::date)::int as buyers
    from person_fact where account_id = ${accountId} and analysis`
  const { people, buyers } = row!
  return people === 0 ? null : buyers / people
}

/** Tells whether a segment has been used for anything: frozen, or named by another. */
export async function isUsed(sql: Sql, accountId: string, id: string): Promise<boolean> {
  const [row] = await sql<{ frozen: boolean }[]>`
    select exists (
      select from segment_snapshot where account_id = ${accountId} and segment_id = ${id}) as frozen`
  return row!.frozen || (await usesOf(sql, accountId, id)).length > 0
}
