import {
  EARNED_REASONS,
  MILEAGE_RANKS,
  type MileageRank,
  type RankMove,
  type RankThresholds,
} from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { whoShops } from '../shoppers/shoppers.ts'

/** Points that a person must have earned in twelve months to be silver or gold here. */
export async function thresholds(sql: Sql, accountId: string): Promise<RankThresholds> {
  const [row] = await sql<RankThresholds[]>`
    select rank_silver_from as silver, rank_gold_from as gold from account where id = ${accountId}`
  return row!
}

/** As `thresholds`, held until the transaction ends. */
export async function lock(sql: Sql, accountId: string): Promise<RankThresholds> {
  const [row] = await sql<RankThresholds[]>`
    select rank_silver_from as silver, rank_gold_from as gold from account
    where id = ${accountId} for no key update`
  return row!
}

export async function change(sql: Sql, accountId: string, to: RankThresholds): Promise<void> {
  await sql`update account set rank_silver_from = ${to.silver}, rank_gold_from = ${to.gold} where id = ${accountId}`
}

/**
 * Counts all shoppers by the rank that they have by the thresholds `now` and would have by `then`, from what each earned since
 * (as `ledger.earnedSince` has it). One pass over the journals of that time.
 */
export async function countMoves(
  sql: Sql,
  accountId: string,
  since: Date,
  { now, then }: { now: RankThresholds; then: RankThresholds },
): Promise<RankMove[]> {
  const counted = await sql<{ from: number; to: number; shoppers: number }[]>`
    with ${earnedByPerson(sql, accountId, since)}
    select width_bucket(coalesce(e.points, 0), array[${now.silver}, ${now.gold}]::numeric[]) as from,
      width_bucket(coalesce(e.points, 0), array[${then.silver}, ${then.gold}]::numeric[]) as to,
      count(*)::int as shoppers
    from shopper s left join earned e on e.owner_id = s.id
    where s.account_id = ${accountId} and s.erased_at is null and ${whoShops(sql)} group by 1, 2 order by 1, 2`
  return counted.map(({ from, to, shoppers }) => ({
    from: MILEAGE_RANKS[from]!,
    to: MILEAGE_RANKS[to]!,
    shoppers,
  }))
}

/** Defines `earned (owner_id, points)`: what each person of an account has earned since then. */
function earnedByPerson(sql: Sql, accountId: string, since: Date) {
  return sql`
    counted as (
      select id, id as credit_id from journal
      where account_id = ${accountId} and created_at >= ${since} and reason in ${sql(EARNED_REASONS)}
      union all
      select j.id, credit.id from journal j
      join lot_use u on u.journal_id = j.id join journal credit on credit.id = u.lot_id
      where j.account_id = ${accountId} and j.created_at >= ${since} and j.reason = 'release'
        and credit.reason in ${sql(EARNED_REASONS)}),
    earned as (
      -- A credit or a release only ever moves points onto the person's accounts.
      select a.owner_id, sum(t.points) as points
      from counted c join transfer t on t.journal_id = c.id join ledger_account a on a.id = t.to_id
      where a.kind in ('shopper', 'debt') and not exists (select from journal r where r.reverses = c.credit_id)
      group by a.owner_id)`
}

/** Lists the accounts whose ranks were not looked at on this Tokyo day. */
export async function listDue(sql: Sql, today: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from account where ranks_kept_on is distinct from ${today} order by id`
  return rows.map(({ id }) => id)
}

export interface RankChanged {
  shopperId: string
  from: MileageRank
  to: MileageRank
}

/**
 * Stores each person's rank of this Tokyo day, by what they earned since then, once a day; returns who has another than
 * before. The first time that an account's are looked at, nobody has: what they had before is not known.
 */
export async function keep(
  sql: Sql,
  accountId: string,
  { since, today }: { since: Date; today: string },
): Promise<RankChanged[]> {
  const { silver, gold } = await lock(sql, accountId)
  const [account] = await sql<{ ranksKeptOn: string | null }[]>`
    select ranks_kept_on from account where id = ${accountId}`
  if (account!.ranksKeptOn === today) return []
  const changed = await sql<RankChanged[]>`
    with ${earnedByPerson(sql, accountId, since)},
    ranked as (
      select s.id, s.rank as was,
        (${[...MILEAGE_RANKS]}::text[])[
          width_bucket(coalesce(e.points, 0), array[${silver}, ${gold}]::numeric[]) + 1] as rank
      from shopper s left join earned e on e.owner_id = s.id
      where s.account_id = ${accountId} and s.erased_at is null)
    update shopper s set rank = r.rank from ranked r
    where s.account_id = ${accountId} and s.id = r.id and s.rank <> r.rank
    returning s.id as shopper_id, r.was as from, s.rank as to`
  await sql`update account set ranks_kept_on = ${today} where id = ${accountId}`
  return account!.ranksKeptOn === null ? [] : changed
}
