import { EARNED_REASONS, type JournalReason, type OpenLot, type PendingLot } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

/** What the books say about one person. */

/** Adds up what the house owes this person and they can spend: the sum of the postings on their account. */
export function balance(sql: Sql, accountId: string, shopperId: string): Promise<number> {
  return sumOf(sql, accountId, shopperId, 'shopper')
}

/** Returns what this person owes after points were taken back that they had spent; a number above zero, or zero. */
export async function debtOf(sql: Sql, accountId: string, shopperId: string): Promise<number> {
  return 0 - (await sumOf(sql, accountId, shopperId, 'debt'))
}

async function sumOf(
  sql: Sql,
  accountId: string,
  shopperId: string,
  kind: 'shopper' | 'debt',
): Promise<number> {
  const [row] = await sql<{ points: number }[]>`
    select coalesce(sum(p.points), 0)::float8 as points
    from ledger_account a join posting p on p.ledger_account_id = a.id
    where a.account_id = ${accountId} and a.kind = ${kind} and a.owner_id = ${shopperId}`
  return row!.points
}

/** Lists the lots that still hold points which can be spent, the one that lapses first at the head. */
export async function openLots(sql: Sql, accountId: string, shopperId: string): Promise<OpenLot[]> {
  return sql<OpenLot[]>`
    select journal_id as id, points, points - used as points_left, expires_on from lot
    where account_id = ${accountId} and shopper_id = ${shopperId} and used < points and release_on is null
    order by expires_on, journal_id`
}

/** Lists the points that wait for their day, the next to be released at the head. */
export async function pendingOf(sql: Sql, accountId: string, shopperId: string): Promise<PendingLot[]> {
  return sql<PendingLot[]>`
    select journal_id as id, shopper_id, points, release_on, expires_on from lot
    where account_id = ${accountId} and shopper_id = ${shopperId} and used < points and release_on is not null
    order by release_on, journal_id`
}

export interface HistoryLine {
  journalId: string
  reason: JournalReason
  /** What moved on the card, by account. Debt rises to zero as it is paid back. */
  points: number
  pending: number
  debt: number
  entryId: string | null
  at: Date
}

/** Lists what moved on a person's card, newest first. */
export async function history(
  sql: Sql,
  accountId: string,
  shopperId: string,
  asked: PageAsked,
): Promise<Page<HistoryLine>> {
  const { place, beyond, tail } = inOrder(sql, [[sql`j.id`, 'bigint']], 'desc', asked)
  const rows = await sql<(HistoryLine & { place: Place })[]>`
    select ${place}, j.id as journal_id, j.reason, j.entry_id, j.created_at as at,
           coalesce(sum(p.points) filter (where a.kind = 'shopper'), 0)::float8 as points,
           coalesce(sum(p.points) filter (where a.kind = 'pending'), 0)::float8 as pending,
           coalesce(sum(p.points) filter (where a.kind = 'debt'), 0)::float8 as debt
    from ledger_account a join posting p on p.ledger_account_id = a.id join journal j on j.id = p.journal_id
    where a.account_id = ${accountId} and a.kind in ('shopper', 'pending', 'debt') and a.owner_id = ${shopperId} ${beyond}
    group by j.id ${tail}`
  return toPage(rows, asked)
}

/**
 * Adds up the points earned since then: credits as they were made, pending ones as they were released, those that were
 * taken back not at all. What was spent meanwhile was earned all the same.
 */
export async function earnedSince(
  sql: Sql,
  accountId: string,
  shopperId: string,
  since: Date,
): Promise<number> {
  const [row] = await sql<{ points: number }[]>`
    select coalesce(sum(p.points), 0)::float8 as points
    from ledger_account a
    join posting p on p.ledger_account_id = a.id
    join journal j on j.id = p.journal_id
    left join lot_use u on u.journal_id = j.id and j.reason = 'release'
    join journal credit on credit.id = coalesce(u.lot_id, j.id)
    where a.account_id = ${accountId} and a.kind in ('shopper', 'debt') and a.owner_id = ${shopperId}
      and credit.reason in ${sql(EARNED_REASONS)} and j.created_at >= ${since}
      and not exists (select from journal r where r.reverses = credit.id)`
  return row!.points
}
