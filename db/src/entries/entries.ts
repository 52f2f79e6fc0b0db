import { Decision, type EntryHistory, type EntryState } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

export interface Entry {
  id: string
  accountId: string
  shopperId: string
  photoSha256: string
  source: 'app' | 'chat'
  idempotencyKey: string
  state: EntryState
  campaignVersionId: string | null
  decision: Decision | null
  points: number
  stamps: number
  decidedAt: Date | null
  /** When its shopper asked for a second look. */
  appealedAt: Date | null
  /** How often it was opened to a decision: 1, and one more each time whoever decided it opened it again. */
  round: number
  /** The entry that stands in its place: with a better photo of the receipt, or the same photo at a better time. */
  followedBy: string | null
  /** When its shopper took back the chat message that carried the photo: the photo is not to be seen any more. */
  unsentAt: Date | null
  decidedByStaff: string | null
  /** The store that printed the receipt, where it is one of the account's. */
  storeId: string | null
  createdAt: Date
}

interface EntryRow extends Omit<Entry, 'decision'> {
  decision: unknown
}

const parse = (row: EntryRow): Entry => ({
  ...row,
  decision: row.decision === null ? null : Decision.parse(row.decision),
})

/**
 * Writes a new entry. Undefined if this shopper already used the key or sent the photo, which no later entry has taken
 * over: nothing is written then.
 */
export async function insert(
  sql: Sql,
  entry: Pick<Entry, 'accountId' | 'shopperId' | 'photoSha256' | 'source' | 'idempotencyKey' | 'createdAt'> &
    Partial<Pick<Entry, 'id'>>,
): Promise<Entry | undefined> {
  const [row] = await sql<EntryRow[]>`insert into entry ${sql(entry)} on conflict do nothing returning *`
  return row && parse(row)
}

export async function findByKey(
  sql: Sql,
  accountId: string,
  shopperId: string,
  key: string,
): Promise<Entry | undefined> {
  const [row] = await sql<EntryRow[]>`
    select * from entry
    where account_id = ${accountId} and shopper_id = ${shopperId} and idempotency_key = ${key}`
  return row && parse(row)
}

/** The entry that holds this shopper's photo: of several the last, which no other follows. */
export async function findByPhoto(
  sql: Sql,
  accountId: string,
  shopperId: string,
  photoSha256: string,
): Promise<Entry | undefined> {
  const [row] = await sql<EntryRow[]>`
    select * from entry
    where account_id = ${accountId} and shopper_id = ${shopperId} and photo_sha256 = ${photoSha256}
      and followed_by is null`
  return row && parse(row)
}

export async function find(sql: Sql, accountId: string, entryId: string): Promise<Entry | undefined> {
  const [row] = await sql<EntryRow[]>`select * from entry where account_id = ${accountId} and id = ${entryId}`
  return row && parse(row)
}

/** As `find`, and holds the row until the transaction ends: two decisions on one entry wait for one another. */
export async function lock(sql: Sql, accountId: string, entryId: string): Promise<Entry | undefined> {
  const [row] = await sql<EntryRow[]>`
    select * from entry where account_id = ${accountId} and id = ${entryId} for no key update`
  return row && parse(row)
}

/** As `lock`, but undefined where another transaction holds the row: who must not wait for that one asks like this. */
export async function lockUnlessHeld(
  sql: Sql,
  accountId: string,
  entryId: string,
): Promise<Entry | undefined> {
  const [row] = await sql<EntryRow[]>`
    select * from entry where account_id = ${accountId} and id = ${entryId} for no key update skip locked`
  return row && parse(row)
}

/** A shopper's own entries, newest first. */
export async function listOfShopper(
  sql: Sql,
  accountId: string,
  shopperId: string,
  asked: PageAsked,
): Promise<Page<Entry>> {
  const { place, beyond, tail } = newestFirst(sql, asked)
  const rows = await sql<(EntryRow & { place: Place })[]>`
    select *, ${place} from entry e where account_id = ${accountId} and shopper_id = ${shopperId} ${beyond} ${tail}`
  return toPage(
    rows.map(({ place, ...row }) => ({ ...parse(row), place })),
    asked,
  )
}

const newestFirst = (sql: Sql, asked: PageAsked) =>
  inOrder(
    sql,
    [
      [sql`e.created_at`, 'moment'],
      [sql`e.id`, 'uuid'],
    ],
    'desc',
    asked,
  )

/** Moves an entry from received to reading; any other state is left alone. */
export async function markReading(sql: Sql, accountId: string, entryId: string): Promise<void> {
  await sql`
    update entry set state = 'reading'
    where account_id = ${accountId} and id = ${entryId} and state = 'received'`
}

/** Records how an entry was decided. */
export async function recordDecision(
  sql: Sql,
  decided: {
    accountId: string
    entryId: string
    decision: Decision
    /** Null: none is in force yet. */
    campaignVersionId: string | null
    receiptFingerprint: string | null
    staffId?: string
    at: Date
  },
): Promise<void> {
  const { decision, at } = decided
  await sql`
    update entry set state = ${decision.outcome}, decision = ${sql.json(Decision.parse(decision))},
      points = ${decision.points}, stamps = ${decision.stamps}, campaign_version_id = ${decided.campaignVersionId},
      receipt_fingerprint = ${decided.receiptFingerprint},
      decided_at = ${decision.outcome === 'needs_review' ? null : at},
      decided_by_staff = ${decided.staffId ?? null}
    where account_id = ${decided.accountId} and id = ${decided.entryId}`
}

export interface SameReceipt {
  entryId: string
  state: 'approved' | 'needs_review'
}

/** The other entries that hold the same printed receipt and are approved or wait for staff, oldest first. */
export async function listSameReceipts(
  sql: Sql,
  accountId: string,
  entryId: string,
  fingerprint: string,
): Promise<SameReceipt[]> {
  return sql<SameReceipt[]>`
    select id as entry_id, state from entry
    where account_id = ${accountId} and receipt_fingerprint = ${fingerprint} and id <> ${entryId}
      and state in ('approved', 'needs_review')
    order by created_at, id`
}

/** Tells whether somebody else's entry holds the very same photo: one that is approved, or an older one that is open. */
export async function photoIsTaken(
  sql: Sql,
  entry: Pick<Entry, 'accountId' | 'id' | 'photoSha256'>,
): Promise<boolean> {
  const rows = await sql`
    select 1 from entry mine, entry other
    where mine.account_id = ${entry.accountId} and mine.id = ${entry.id}
      and other.account_id = mine.account_id and other.photo_sha256 = ${entry.photoSha256}
      and other.id <> mine.id and other.state in ('received', 'reading', 'needs_review', 'approved')
      and (other.state = 'approved' or (other.created_at, other.id) < (mine.created_at, mine.id))
    limit 1`
  return rows.length > 0
}

/** Reads what a person has from a campaign: points decided since `today` began, and all there was. */
export async function standing(
  sql: Sql,
  accountId: string,
  shopperId: string,
  campaignId: string,
  today: Date,
): Promise<Pick<EntryHistory, 'pointsToday' | 'pointsInCampaign' | 'approvedEntries' | 'stamps'>> {
  const [row] = await sql<Awaited<ReturnType<typeof standing>>[]>`
    select coalesce(sum(e.points) filter (where e.decided_at >= ${today}), 0)::float8 as points_today,
      coalesce(sum(e.points), 0)::float8 as points_in_campaign, count(*)::int as approved_entries,
      coalesce(sum(e.stamps), 0)::float8 as stamps
    from entry e join campaign_version v on v.id = e.campaign_version_id
    where e.account_id = ${accountId} and e.shopper_id = ${shopperId} and e.state = 'approved'
      and v.campaign_id = ${campaignId}`
  return row!
}

/** Opens a rejected entry again for staff, once. `decision` is what the shopper is told meanwhile. */
export async function appeal(
  sql: Sql,
  accountId: string,
  entryId: string,
  decision: Decision,
  at: Date,
): Promise<void> {
  await sql`
    update entry set state = 'needs_review', appealed_at = ${at}, decided_at = null, decided_by_staff = null,
      decision = ${sql.json(Decision.parse(decision))}
    where account_id = ${accountId} and id = ${entryId}`
}

/** Ends an approved entry as revoked. Its points are taken back by the ledger, not here. */
export async function revoke(
  sql: Sql,
  revoked: { accountId: string; entryId: string; decision: Decision; staffId: string; at: Date },
): Promise<void> {
  await sql`
    update entry set state = 'revoked', points = 0, stamps = 0, decided_at = ${revoked.at}, decided_by_staff = ${revoked.staffId},
      decision = ${sql.json(Decision.parse(revoked.decision))}
    where account_id = ${revoked.accountId} and id = ${revoked.entryId}`
}

/** Opens a decided entry to the next round. The credit that it had is taken back by the ledger, not here. */
export async function reopen(
  sql: Sql,
  accountId: string,
  entryId: string,
  decision: Decision,
): Promise<void> {
  await sql`
    update entry set state = 'needs_review', round = round + 1, points = 0, stamps = 0, decided_at = null,
      decided_by_staff = null, decision = ${sql.json(Decision.parse(decision))}
    where account_id = ${accountId} and id = ${entryId}`
}

/**
 * Ends an open entry: `replaced` by the one that follows it, or `withdrawn`; without a decision where it had none yet.
 */
export async function end(
  sql: Sql,
  ended: {
    accountId: string
    entryId: string
    state: 'replaced' | 'withdrawn'
    decision: Decision | null
    followedBy?: string
    at: Date
  },
): Promise<void> {
  const { accountId, entryId, state, decision, at } = ended
  await sql`
    update entry set state = ${state}, decision = ${decision && sql.json(Decision.parse(decision))},
      followed_by = ${ended.followedBy ?? null}, decided_at = ${at}
    where account_id = ${accountId} and id = ${entryId}`
}

/** Notes which entry takes over the photo of one that is over; that entry is to be written in the same transaction. */
export async function follow(
  sql: Sql,
  accountId: string,
  entryId: string,
  followedBy: string,
): Promise<void> {
  await sql`update entry set followed_by = ${followedBy} where account_id = ${accountId} and id = ${entryId}`
}

/** Notes that an entry's photo was taken back. */
export async function markUnsent(sql: Sql, accountId: string, entryId: string, at: Date): Promise<void> {
  await sql`
    update entry set unsent_at = coalesce(unsent_at, ${at}::timestamptz)
    where account_id = ${accountId} and id = ${entryId}`
}

/** The entries in whose place an entry stands, oldest first. */
export async function listFollowed(sql: Sql, accountId: string, entryId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from entry where account_id = ${accountId} and followed_by = ${entryId} order by created_at, id`
  return rows.map(({ id }) => id)
}

/** Counts the photos that were replaced on the way to these entries. */
export async function countReplaced(sql: Sql, accountId: string, entryIds: string[]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    with recursive before as (
      select id from entry where account_id = ${accountId} and followed_by = any(${entryIds}::uuid[])
        and state = 'replaced'
      union
      select e.id from before b join entry e on e.account_id = ${accountId} and e.followed_by = b.id
        and e.state = 'replaced'
    ) select count(*)::int from before`
  return row!.count
}

/** Lists those of these entries that hold their receipt: they are approved, or wait for staff. */
export async function listHolding(sql: Sql, accountId: string, entryIds: string[]): Promise<Set<string>> {
  if (entryIds.length === 0) return new Set()
  const rows = await sql<{ id: string }[]>`
    select id from entry where account_id = ${accountId} and id = any(${entryIds}::uuid[])
      and state in ('approved', 'needs_review')`
  return new Set(rows.map(({ id }) => id))
}
