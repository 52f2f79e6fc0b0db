import type { EntryState, ReceiptTrace, Velocity } from '@tamaru/domain'
import type { Entry } from './entries.ts'
import type { Sql } from '../open-db.ts'

/** An entry's keys are far rarer than this; what shares most with it comes first. Rejected entries count in. */
const MOST_CANDIDATES = 48
/** Numbers of one till that lie so near are of customers who stood in one queue. */
const RUN_REACH = 10

/** The entry whose receipt it is. */
export type Traced = Pick<Entry, 'accountId' | 'id' | 'shopperId' | 'createdAt'>

/**
 * Lets entries that share a key wait for one another until the transaction ends, so that of two that settle at the same
 * moment the second sees how the first ended. Always in one order, or two could wait for each other.
 */
export async function lock(sql: Sql, accountId: string, keys: readonly number[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtext(${accountId}), key)
    from (select distinct key from unnest(${[...keys]}::int[]) key order by key) sorted`
}

/** Keeps what an entry's receipt is found by, in place of what an earlier reading of it showed. */
export const record = (sql: Sql, entry: Traced, trace: ReceiptTrace): Promise<void> =>
  recordAll(sql, [{ entry, trace }])

/** As `record`, of several entries. */
export async function recordAll(
  sql: Sql,
  traced: readonly { entry: Traced; trace: ReceiptTrace }[],
): Promise<void> {
  if (traced.length === 0) return
  const rows = traced.map(({ entry, trace }) => ({
    accountId: entry.accountId,
    entryId: entry.id,
    shopperId: entry.shopperId,
    keys: trace.keys,
    phone: trace.phone,
    purchasedOn: trace.purchasedOn,
    register: trace.register,
    number: trace.number,
    receivedAt: entry.createdAt,
  }))
  await sql`
    insert into receipt_trace ${sql(rows)}
    on conflict (account_id, entry_id) do update set keys = excluded.keys, phone = excluded.phone,
      purchased_on = excluded.purchased_on, register = excluded.register, number = excluded.number`
}

export interface Candidate {
  entryId: string
  shopperId: string
  state: Extract<EntryState, 'approved' | 'needs_review' | 'revoked'>
}

/** Other entries, approved, waiting or revoked, that share a key with these: those that share most first. */
export async function listCandidates(
  sql: Sql,
  accountId: string,
  entryId: string,
  keys: readonly number[],
): Promise<Candidate[]> {
  return sql<Candidate[]>`
    select e.id as entry_id, e.shopper_id, e.state
    from entries_sharing_a_key(${accountId}, ${[...keys]}::int[], ${MOST_CANDIDATES}) s
    join entry e on e.account_id = ${accountId} and e.id = s.entry_id
    where e.id <> ${entryId} and e.state in ('approved', 'needs_review', 'revoked')
    order by s.shared desc, e.created_at, e.id`
}

/** Counts how fast this person, this shop and this till come, up to `now`. */
export async function countPace(sql: Sql, entry: Traced, trace: ReceiptTrace, now: Date): Promise<Velocity> {
  const { accountId, shopperId, id: entryId } = entry
  const [row] = await sql<Velocity[]>`
    select p.*, s.*, t.* from
      (select count(*) filter (where created_at > ${now}::timestamptz - interval '10 minutes')::int as person_ten_minutes,
              count(*) filter (where created_at > ${now}::timestamptz - interval '1 hour')::int as person_hour,
              count(*)::int as person_day
       from entry where account_id = ${accountId} and shopper_id = ${shopperId}
         and created_at > ${now}::timestamptz - interval '1 day') p,
      (select 1 + count(*)::int as shop_hour
       from receipt_trace where account_id = ${accountId} and phone = ${trace.phone} and entry_id <> ${entryId}
         and received_at > ${now}::timestamptz - interval '1 hour') s,
      (select 1 + count(*)::int as till_run,
              count(distinct shopper_id)::int + 1 - coalesce(max((shopper_id = ${shopperId})::int), 0) as till_run_people
       from receipt_trace where account_id = ${accountId} and phone = ${trace.phone} and entry_id <> ${entryId}
         and purchased_on = ${trace.purchasedOn} and register is not distinct from ${trace.register}
         and number between ${trace.number}::bigint - ${RUN_REACH}::int and ${trace.number}::bigint + ${RUN_REACH}::int) t`
  return row!
}
