import type { Arrival, CreditReason, Purse } from '@tamaru/domain'
import { debtOf, openLots, pendingOf } from './card.ts'
import type { Sql } from '../open-db.ts'

/** Adds up what a person has on this Tokyo day, as it is told. */
export async function purse(sql: Sql, accountId: string, shopperId: string, today: string): Promise<Purse> {
  const [lots, pending, debt] = await Promise.all([
    openLots(sql, accountId, shopperId),
    pendingOf(sql, accountId, shopperId),
    debtOf(sql, accountId, shopperId),
  ])
  return {
    usable: lots
      .filter(({ expiresOn }) => expiresOn >= today)
      .reduce((sum, { pointsLeft }) => sum + pointsLeft, 0),
    pending: pending.map(({ points, releaseOn }) => ({ points, releaseOn })),
    debt,
  }
}

/**
 * Tells what became of an entry's credit up to now: pending points that were released since are counted where they
 * went. Null where it has none, or it was taken back.
 */
export async function arrivalOf(
  sql: Sql,
  entry: { accountId: string; shopperId: string; id: string },
  reason: CreditReason,
): Promise<Arrival | null> {
  const [row] = await sql<Arrival[]>`
    with own as (
      select j.id, j.reason, j.entry_id, a.kind, p.points
      from ledger_account a join posting p on p.ledger_account_id = a.id join journal j on j.id = p.journal_id
      where a.account_id = ${entry.accountId} and a.owner_id = ${entry.shopperId}
        and a.kind in ('shopper', 'pending', 'debt')
    ), credit as (
      select max(id) as id from own c
      where entry_id = ${entry.id} and reason = ${reason} and not exists (select from journal r where r.reverses = c.id)
    )
    select sum(own.points)::float8 as points,
           coalesce(sum(own.points) filter (where kind = 'shopper'), 0)::float8 as usable,
           coalesce(sum(own.points) filter (where kind = 'pending'), 0)::float8 as pending,
           coalesce(sum(own.points) filter (where kind = 'debt'), 0)::float8 as repaid,
           (select release_on from lot where journal_id = credit.id and used < points) as release_on
    from credit join own on own.id = credit.id
      or (own.reason = 'release' and own.id in (select journal_id from lot_use where lot_id = credit.id))
    group by credit.id`
  return row ?? null
}
