import { postingFault, type Journal, type LedgerAccount } from '@tamaru/domain'
import type { Sql } from './open-db.ts'

/**
 * Writes a journal once. False if its natural key stands already: then nothing is written. `at` is when it happened,
 * where that is not now (history that is brought in from elsewhere).
 */
export async function post(sql: Sql, accountId: string, journal: Journal, at?: Date): Promise<boolean> {
  const fault = postingFault(journal.postings)
  if (fault) throw new Error(`journal ${journal.naturalKey}: ${fault}`)
  const [row] = await sql<{ id: string }[]>`
    insert into journal (account_id, natural_key, reason, entry_id, created_at)
    values (${accountId}, ${journal.naturalKey}, ${journal.reason}, ${journal.entryId},
            coalesce(${at ?? null}::timestamptz, now()))
    on conflict on constraint journal_once do nothing returning id`
  if (!row) return false
  for (const [line, { account, points }] of journal.postings.entries()) {
    const ledgerAccountId = await ensureAccount(sql, accountId, account)
    await sql`
      insert into posting (journal_id, line, account_id, ledger_account_id, points)
      values (${row.id}, ${line}, ${accountId}, ${ledgerAccountId}, ${points})`
  }
  if (journal.lot) {
    await sql`
      insert into lot (account_id, shopper_id, journal_id, points, expires_on)
      values (${accountId}, ${journal.lot.shopperId}, ${row.id}, ${journal.lot.points}, ${journal.lot.expiresOn})`
  }
  for (const use of journal.lotUses) {
    await sql`
      insert into lot_use (account_id, lot_id, journal_id, points)
      values (${accountId}, ${use.lotId}, ${row.id}, ${use.points})`
  }
  return true
}

async function ensureAccount(sql: Sql, accountId: string, account: LedgerAccount): Promise<string> {
  const shopperId = account.kind === 'shopper' ? account.shopperId : null
  const campaignId = account.kind === 'issued' ? account.campaignId : null
  const find = () => sql<{ id: string }[]>`
    select id from ledger_account
    where account_id = ${accountId} and kind = ${account.kind}
      and shopper_id is not distinct from ${shopperId} and campaign_id is not distinct from ${campaignId}`
  const [known] = await find()
  if (known) return known.id
  await sql`
    insert into ledger_account (account_id, kind, shopper_id, campaign_id)
    values (${accountId}, ${account.kind}, ${shopperId}, ${campaignId})
    on conflict on constraint ledger_account_once do nothing`
  return (await find())[0]!.id
}

/** What the house owes this person: the sum of the postings on their account. */
export async function balance(sql: Sql, accountId: string, shopperId: string): Promise<number> {
  const [row] = await sql<{ points: number }[]>`
    select coalesce(sum(p.points), 0)::int as points
    from ledger_account a join posting p on p.ledger_account_id = a.id
    where a.account_id = ${accountId} and a.kind = 'shopper' and a.shopper_id = ${shopperId}`
  return row!.points
}

export interface OpenLot {
  id: string
  points: number
  pointsLeft: number
  expiresOn: string
}

/** The lots that still hold points, the one that lapses first at the head. */
export async function openLots(sql: Sql, accountId: string, shopperId: string): Promise<OpenLot[]> {
  return sql<OpenLot[]>`
    select l.id, l.points, (l.points - coalesce(sum(u.points), 0))::int as points_left, l.expires_on
    from lot l left join lot_use u on u.lot_id = l.id
    where l.account_id = ${accountId} and l.shopper_id = ${shopperId}
    group by l.id having l.points > coalesce(sum(u.points), 0)
    order by l.expires_on, l.id`
}

export interface LapsedLot {
  lotId: string
  accountId: string
  shopperId: string
  pointsLeft: number
}

/** Lots whose last day lies before `today` (Tokyo, YYYY-MM-DD) and that still hold points. */
export async function lapsedLots(sql: Sql, today: string, limit: number): Promise<LapsedLot[]> {
  return sql<LapsedLot[]>`
    select l.id as lot_id, l.account_id, l.shopper_id, (l.points - coalesce(sum(u.points), 0))::int as points_left
    from lot l left join lot_use u on u.lot_id = l.id
    where l.expires_on < ${today}
    group by l.id having l.points > coalesce(sum(u.points), 0)
    order by l.expires_on, l.id limit ${limit}`
}

export interface HistoryLine {
  journalId: string
  points: number
  reason: Journal['reason']
  entryId: string | null
  at: Date
}

/** What moved on a person's card, newest first. */
export async function history(
  sql: Sql,
  accountId: string,
  shopperId: string,
  limit: number,
): Promise<HistoryLine[]> {
  return sql<HistoryLine[]>`
    select j.id as journal_id, p.points, j.reason, j.entry_id, j.created_at as at
    from ledger_account a join posting p on p.ledger_account_id = a.id join journal j on j.id = p.journal_id
    where a.account_id = ${accountId} and a.kind = 'shopper' and a.shopper_id = ${shopperId}
    order by j.id desc limit ${limit}`
}

/**
 * Faults of the books, empty when all is well: journals that do not balance, lots used beyond what they held, people
 * whose balance is not the sum of what is left in their lots. The database prevents the first two; this is the second
 * pair of eyes.
 */
export async function findFaults(sql: Sql): Promise<{ fault: string; subject: string }[]> {
  return sql<{ fault: string; subject: string }[]>`
    select 'journal does not balance' as fault, j.id::text as subject
    from journal j left join posting p on p.journal_id = j.id
    group by j.id having count(p.line) < 2 or sum(p.points) <> 0
    union all
    select 'lot is overdrawn', l.id::text
    from lot l join lot_use u on u.lot_id = l.id group by l.id having sum(u.points) > l.points
    union all
    select 'balance differs from lots', coalesce(b.shopper_id, l.shopper_id)::text
    from (select a.shopper_id, sum(p.points) as points from ledger_account a
          join posting p on p.ledger_account_id = a.id where a.kind = 'shopper' group by a.shopper_id) b
    full join (select lot.shopper_id, sum(lot.points - coalesce(u.used, 0)) as points from lot
          left join (select lot_id, sum(points) as used from lot_use group by lot_id) u on u.lot_id = lot.id
          group by lot.shopper_id) l on l.shopper_id = b.shopper_id
    where coalesce(b.points, 0) <> coalesce(l.points, 0)`
}
