import {
  cancelSpend,
  clawBack,
  creditPoints,
  expireLot,
  movedOnto,
  pointsHappening,
  releasePoints,
  spendPoints,
  tokyoDate,
  transferFault,
  type Credit,
  type Journal,
  type JournalReason,
  type LotUse,
  type PendingLot,
  type StandingCredit,
} from '@tamaru/domain'
import * as budgets from './budgets.ts'
import { debtOf, openLots } from './card.ts'
import * as happenings from '../happenings/happenings.ts'
import type { Sql } from '../open-db.ts'
import { lock } from '../shoppers/shoppers.ts'

export { findFaults } from './books.ts'
export * from './card.ts'
export * from './purse.ts'

/**
 * The ledger's doors. All run inside the caller's transaction and write nothing when the natural key stands already. All
 * but a credit hold the person until it ends. `now` is when it happens.
 */

/** Credits points; `repaid` of them paid back a debt. Where its issuer has a budget, the caller has claimed them from it. */
export async function credit(
  sql: Sql,
  accountId: string,
  credit: Credit,
  now: Date,
): Promise<{ posted: boolean; repaid: number }> {
  const { posted, repaid } = await writeCredit(sql, accountId, credit, now, false)
  return { posted, repaid }
}

/**
 * Claims the points from the budget of their issuer (a campaign, or a budget of the account) and credits them, in one round trip. Where the budget has not got them
 * all, `inBudget` is false, and nothing is claimed or written.
 */
export async function creditWithinBudget(
  sql: Sql,
  accountId: string,
  credit: Credit,
  now: Date,
): Promise<{ inBudget: boolean; posted: boolean; repaid: number }> {
  return writeCredit(sql, accountId, credit, now, true)
}

async function writeCredit(
  sql: Sql,
  accountId: string,
  credit: Credit,
  now: Date,
  withinBudget: boolean,
): Promise<{ inBudget: boolean; posted: boolean; repaid: number }> {
  const { shopperId, issuerId, entryId, naturalKey, reason, points, expiresOn, releaseOn } = credit
  const told = pointsHappening(accountId, credit, now)
  const [row] = await sql<{ outcome: 'posted' | 'known' | 'short' | 'owing'; happeningId: string | null }[]>`
    select outcome, case when outcome = 'posted' then ${happenings.recording(sql, told)} end as happening_id
    from (select write_credit(
      ${accountId}, ${shopperId}, ${issuerId}, ${entryId}, ${naturalKey}, ${reason}, ${now},
      ${points}, ${expiresOn}, ${releaseOn}, ${withinBudget}) as outcome) credited`
  const { outcome, happeningId } = row!
  await happenings.reactTo(sql, told, happeningId)
  if (outcome !== 'owing') return { inBudget: outcome !== 'short', posted: outcome === 'posted', repaid: 0 }

  await lock(sql, accountId, shopperId)
  const journal = creditPoints(credit, await debtOf(sql, accountId, shopperId))
  const posted = await post(sql, accountId, journal, now)
  if (!posted && withinBudget) await budgets.giveBack(sql, accountId, issuerId!, points)
  return { inBudget: true, posted, repaid: posted ? movedOnto('debt', journal.transfers) : 0 }
}

/** Spends points, from the lots that lapse first. Throws the refusal `points_not_enough`. */
export async function spend(
  sql: Sql,
  accountId: string,
  spend: { naturalKey: string; shopperId: string; points: number },
  now: Date,
): Promise<boolean> {
  await lock(sql, accountId, spend.shopperId)
  if (await findJournal(sql, accountId, spend.naturalKey)) return false
  const lots = await openLots(sql, accountId, spend.shopperId)
  return post(sql, accountId, spendPoints(spend, lots, tokyoDate(now)), now)
}

/**
 * Undoes a journal by a journal of its own: a spend goes back to the lots that it came from; a credit is taken back, and
 * what of it is spent becomes debt (`owed`); its issuer's budget has the points again. A journal is undone once: later
 * tries write nothing.
 */
export async function reverse(
  sql: Sql,
  accountId: string,
  reversal: { naturalKey: string; reversesKey: string; reason: 'exchange_cancelled' | 'claw_back' },
  now: Date,
): Promise<{ posted: boolean; owed: number }> {
  const { naturalKey, reversesKey, reason } = reversal
  const target = await findJournal(sql, accountId, reversesKey)
  if (!target) throw new Error(`there is no journal ${reversesKey} to undo`)
  if (reason === 'exchange_cancelled' && target.reason !== 'exchange')
    throw new Error(`journal ${reversesKey} is no exchange`)
  await lock(sql, accountId, target.shopperId)
  const [undone] = await sql`select id from journal where reverses = ${target.id}`
  if (undone) return { posted: false, owed: 0 }

  if (reason === 'exchange_cancelled') {
    const { id: reverses, shopperId } = target
    const debt = await debtOf(sql, accountId, shopperId)
    const lotUses = await usesOf(sql, reverses)
    const journal = cancelSpend({ naturalKey, reverses, shopperId, lotUses }, debt)
    return { posted: await post(sql, accountId, journal, now), owed: 0 }
  }
  // What comes in meanwhile could have paid the debt that this may leave.
  await sql`select pg_advisory_xact_lock(debt_key(${target.shopperId}))`
  const standing = await findStandingCredit(sql, accountId, target.id)
  const journal = clawBack({ naturalKey, credit: standing }, await openLots(sql, accountId, target.shopperId))
  const posted = await post(sql, accountId, journal, now)
  if (posted && standing.issuerId) await budgets.giveBack(sql, accountId, standing.issuerId, standing.points)
  return { posted, owed: 0 - movedOnto('debt', journal.transfers) }
}

/**
 * Writes a journal once, and what it is to its person as a happening, in one round trip. False if its natural key stands
 * already: then nothing is written.
 */
export async function post(sql: Sql, accountId: string, journal: Journal, now: Date): Promise<boolean> {
  const { shopperId, issuerId, entryId, naturalKey, reason, reverses, transfers, lot, lotUses } = journal
  const fault = transferFault(transfers)
  if (fault) throw new Error(`journal ${naturalKey}: ${fault}`)
  const points = transfers.reduce((sum, transfer) => sum + transfer.points, 0)
  const told = pointsHappening(accountId, { ...journal, points }, now)
  const [written] = await sql<{ posted: boolean; happeningId: string | null }[]>`
    select posted, case when posted then ${happenings.recording(sql, told)} end as happening_id
    from (select write_journal(
      ${accountId}, ${shopperId}, ${issuerId}, ${entryId},
      ${naturalKey}, ${reason}, ${reverses}, ${now},
      ${transfers.map(({ from }) => from)}, ${transfers.map(({ to }) => to)}, ${transfers.map(({ points }) => points)},
      ${lot?.points ?? null}, ${lot?.expiresOn ?? null}, ${lot?.releaseOn ?? null},
      ${lotUses.map(({ lotId }) => lotId)}, ${lotUses.map(({ points }) => points)}) as posted) journal`
  await happenings.reactTo(sql, told, written!.happeningId)
  return written!.posted
}

interface FoundJournal {
  id: string
  reason: JournalReason
  shopperId: string
}

async function findJournal(
  sql: Sql,
  accountId: string,
  naturalKey: string,
): Promise<FoundJournal | undefined> {
  const [journal] = await sql<FoundJournal[]>`
    select j.id, j.reason, a.shopper_id from journal j
    join posting p on p.journal_id = j.id join ledger_account a on a.id = p.ledger_account_id
    where j.account_id = ${accountId} and j.natural_key = ${naturalKey} and a.shopper_id is not null limit 1`
  return journal
}

/** What a journal took from which lots, the one that lapses first at the head. */
async function usesOf(sql: Sql, journalId: string): Promise<LotUse[]> {
  return sql<LotUse[]>`
    select u.lot_id, u.points from lot_use u join lot l on l.journal_id = u.lot_id
    where u.journal_id = ${journalId} order by l.expires_on, l.journal_id`
}

async function findStandingCredit(sql: Sql, accountId: string, journalId: string): Promise<StandingCredit> {
  const [credit] = await sql<StandingCredit[]>`
    with credit as (
      select j.id, j.natural_key, j.entry_id, coalesce(a.campaign_id, a.budget_id) as issuer_id, sum(t.points)::float8 as points
      from journal j join transfer t on t.journal_id = j.id
      join ledger_account a on a.id = t.from_id and a.kind = 'issued'
      where j.account_id = ${accountId} and j.id = ${journalId} and j.reverses is null
      group by j.id, a.id
    ), own as (
      -- Its own lot or, where that was pending and is released, the one that the release opened.
      select coalesce(r.journal_id, l.journal_id) as lot_id, l.release_on is not null and l.used < l.points as pending
      from credit join lot l on l.journal_id = credit.id
      left join lot_use u on l.release_on is not null and u.lot_id = l.journal_id
      left join lot r on r.journal_id = u.journal_id
    )
    select credit.*, person.shopper_id,
      case when own.pending then own.lot_id end as pending_lot_id,
      case when not own.pending then own.lot_id end as lot_id,
      coalesce((select sum(u.points) from lot_use u join journal j on j.id = u.journal_id
                where u.lot_id = own.lot_id and j.reason = 'expiry'), 0)::int as lapsed
    from credit left join own on true
    cross join lateral (
      select a.shopper_id from posting p join ledger_account a on a.id = p.ledger_account_id
      where p.journal_id = credit.id and a.shopper_id is not null limit 1) person`
  if (!credit) throw new Error(`journal ${journalId} is no credit`)
  return credit
}

export interface DueLot {
  lotId: string
  accountId: string
  shopperId: string
}

/** Lots whose last day lies before `today` (Tokyo, YYYY-MM-DD) and that still hold points. */
export async function lapsedLots(sql: Sql, today: string, limit: number): Promise<DueLot[]> {
  return sql<DueLot[]>`
    select journal_id as lot_id, account_id, shopper_id from lot
    where expires_on < ${today} and used < points and release_on is null
    order by expires_on, journal_id limit ${limit}`
}

/** Lets what is left of a lapsed lot go. False where nothing is left: somebody else was first. */
export async function expire(sql: Sql, { accountId, shopperId, lotId }: DueLot, now: Date): Promise<boolean> {
  await lock(sql, accountId, shopperId)
  const [lot] = await sql<{ pointsLeft: number; uses: number }[]>`
    select points - used as points_left, (select count(*)::int from lot_use where lot_id = ${lotId}) as uses
    from lot where account_id = ${accountId} and journal_id = ${lotId} and used < points and release_on is null`
  return lot !== undefined && post(sql, accountId, expireLot({ lotId, shopperId, ...lot }), now)
}

/** Pending lots whose day of release has come. */
export async function dueReleases(sql: Sql, today: string, limit: number): Promise<DueLot[]> {
  return sql<DueLot[]>`
    select journal_id as lot_id, account_id, shopper_id from lot
    where release_on <= ${today} and used < points and release_on is not null
    order by release_on, journal_id limit ${limit}`
}

/** Makes a pending lot spendable. False where it is not pending any more: released, or taken back. */
export async function release(
  sql: Sql,
  { accountId, shopperId, lotId }: DueLot,
  now: Date,
): Promise<boolean> {
  await lock(sql, accountId, shopperId)
  const [lot] = await sql<PendingLot[]>`
    select journal_id as id, shopper_id, points, release_on, expires_on from lot
    where account_id = ${accountId} and journal_id = ${lotId} and used < points and release_on is not null`
  if (!lot) return false
  return post(sql, accountId, releasePoints(lot, await debtOf(sql, accountId, shopperId)), now)
}
