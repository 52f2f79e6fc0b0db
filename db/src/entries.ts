import { Decision, type EntryHistory, type EntryState } from '@tamaru/domain'
import type { Sql } from './open-db.ts'

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

/** Writes a new entry. Undefined if this shopper already used the key or sent the photo: nothing is written then. */
export async function insert(
  sql: Sql,
  entry: Pick<Entry, 'accountId' | 'shopperId' | 'photoSha256' | 'source' | 'idempotencyKey'>,
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

export async function findByPhoto(
  sql: Sql,
  accountId: string,
  shopperId: string,
  photoSha256: string,
): Promise<Entry | undefined> {
  const [row] = await sql<EntryRow[]>`
    select * from entry
    where account_id = ${accountId} and shopper_id = ${shopperId} and photo_sha256 = ${photoSha256}`
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

/** A shopper's own entries, newest first. */
export async function listOfShopper(
  sql: Sql,
  accountId: string,
  shopperId: string,
  limit: number,
): Promise<Entry[]> {
  const rows = await sql<EntryRow[]>`
    select * from entry where account_id = ${accountId} and shopper_id = ${shopperId}
    order by created_at desc, id limit ${limit}`
  return rows.map(parse)
}

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
    campaignVersionId: string
    receiptFingerprint: string | null
    receiptNumber: string | null
    staffId?: string
  },
): Promise<void> {
  const { decision } = decided
  await sql`
    update entry set state = ${decision.outcome}, decision = ${sql.json(Decision.parse(decision))},
      points = ${decision.points}, stamps = ${decision.stamps}, campaign_version_id = ${decided.campaignVersionId},
      receipt_fingerprint = ${decided.receiptFingerprint}, receipt_number = ${decided.receiptNumber},
      decided_at = ${decision.outcome === 'needs_review' ? null : sql`now()`},
      decided_by_staff = ${decided.staffId ?? null}
    where account_id = ${decided.accountId} and id = ${decided.entryId}`
}

export interface SameReceipt {
  entryId: string
  shopperId: string
  state: 'approved' | 'needs_review'
  receiptNumber: string | null
}

/** The other entries that hold the same printed receipt and are approved or wait for staff, oldest first. */
export async function listSameReceipts(
  sql: Sql,
  accountId: string,
  entryId: string,
  fingerprint: string,
): Promise<SameReceipt[]> {
  return sql<SameReceipt[]>`
    select id as entry_id, shopper_id, state, receipt_number from entry
    where account_id = ${accountId} and receipt_fingerprint = ${fingerprint} and id <> ${entryId}
      and state in ('approved', 'needs_review')
    order by created_at, id`
}

/** Whether somebody else's entry holds the very same photo: one that is approved, or an older one that is not rejected. */
export async function photoIsTaken(
  sql: Sql,
  entry: Pick<Entry, 'accountId' | 'id' | 'photoSha256'>,
): Promise<boolean> {
  const rows = await sql`
    select 1 from entry mine, entry other
    where mine.account_id = ${entry.accountId} and mine.id = ${entry.id}
      and other.account_id = mine.account_id and other.photo_sha256 = ${entry.photoSha256}
      and other.id <> mine.id and other.state not in ('rejected', 'revoked')
      and (other.state = 'approved' or (other.created_at, other.id) < (mine.created_at, mine.id))
    limit 1`
  return rows.length > 0
}

/** What a person has from a campaign: points decided since `today` began, and all there was. */
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
): Promise<void> {
  await sql`
    update entry set state = 'needs_review', appealed_at = now(), decided_at = null, decided_by_staff = null,
      decision = ${sql.json(Decision.parse(decision))}
    where account_id = ${accountId} and id = ${entryId}`
}

/** Ends an approved entry as revoked. Its points are taken back by the ledger, not here. */
export async function revoke(
  sql: Sql,
  revoked: { accountId: string; entryId: string; decision: Decision; staffId: string },
): Promise<void> {
  await sql`
    update entry set state = 'revoked', points = 0, stamps = 0, decided_at = now(), decided_by_staff = ${revoked.staffId},
      decision = ${sql.json(Decision.parse(revoked.decision))}
    where account_id = ${revoked.accountId} and id = ${revoked.entryId}`
}
