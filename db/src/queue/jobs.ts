import type { JobKind, JobToDo } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

/**
 * The queue. When a job is due is told by the clock that callers hand in. How long a lease lasts is told by the database's:
 * holders on several machines must agree on it, and a clock that is moved frees no job that is being done.
 */

export interface Job {
  id: string
  accountId: string
  kind: JobKind
  /** As it stands in the table; `payloadOf` reads it. */
  payload: Record<string, string>
  attempts: number
  maxAttempts: number
  /** Of this lease, and of no other: whoever has it holds the job. */
  leaseToken: string
}

/** The proof by which a holder may do something with its job. */
export type Lease = Pick<Job, 'id' | 'leaseToken'>

/** A person's next job comes so much later than the one before it, seen from everybody else. */
const TURN_S = 20

/**
 * Writes a job, in the caller's transaction. With a natural key, writing it again does nothing. The jobs of one
 * `personId` take turns with those of others: sixty photos in a second are not before the one that comes after them. It
 * is due at `runAt`, or at once.
 */
export async function enqueue(
  sql: Sql,
  job: JobToDo & {
    accountId: string
    naturalKey?: string
    personId?: string
    runAt?: Date
    maxAttempts?: number
    now: Date
  },
): Promise<void> {
  const { kind, personId = null, now, runAt = now } = job
  await sql`
    insert into job (account_id, kind, payload, natural_key, max_attempts, person_id, created_at, run_at, turn_at)
    select ${job.accountId}, ${kind}, ${sql.json(job.payload)}, ${job.naturalKey ?? null},
      ${job.maxAttempts ?? 8}, ${personId}, ${now}, ${runAt}, greatest(${runAt}::timestamptz, (
        select max(turn_at) + make_interval(secs => ${TURN_S}) from job
        where person_id = ${personId} and kind = ${kind} and state in ('ready', 'leased')))
    on conflict on constraint job_once do nothing`
}

/** A choice of jobs: of one account only where `loginChannelId` names its LINE Login channel. */
export interface JobFilter {
  kinds: readonly JobKind[]
  loginChannelId?: string
}

const ofAccount = (sql: Sql, { loginChannelId }: JobFilter) =>
  loginChannelId
    ? sql`and account_id = (select id from account where login_channel_id = ${loginChannelId})`
    : sql``

const matching = (sql: Sql, filter: JobFilter) => sql`
  kind = any(${filter.kinds as string[]}) ${ofAccount(sql, filter)}`

/** Follows on a job's last attempt, in the transaction that buries it. */
export type WhenBuried = (sql: Sql, job: Omit<Job, 'leaseToken'>, now: Date) => Promise<void>

/**
 * Takes back the jobs that are meant and whose leases ran out (their holders died): they are due again, and those that
 * have been tried too often are buried instead. Returns the buried ones. In the caller's transaction.
 */
export async function takeBack(sql: Sql, filter: JobFilter, now: Date): Promise<Omit<Job, 'leaseToken'>[]> {
  const taken = await sql<(Job & { state: string })[]>`
    update job set state = case when attempts >= max_attempts then 'buried' else 'ready' end,
      lease_until = null, lease_token = null, run_at = ${now}, turn_at = ${now},
      last_error = coalesce(last_error, 'the process that held the lease did not come back')
    where id in (
      select id from job where state = 'leased' and lease_until < now() and ${matching(sql, filter)}
      for update skip locked)
    returning id, account_id, kind, payload, attempts, max_attempts, state`
  return taken.filter(({ state }) => state === 'buried')
}

/**
 * Leases the due job that is meant and whose turn comes first, or none. Turns that have come are found by one index, those
 * that people still have to wait for (though nobody else is there) by another: both begin with the kind, so each kind is
 * asked for its first.
 */
export async function lease(
  sql: Sql,
  options: JobFilter & { worker: string; lease_s: number; now: Date },
): Promise<Job | undefined> {
  const { now } = options
  for (const turn of [sql`turn_at <= ${now}`, sql`turn_at > run_at`]) {
    const [job] = await sql<Job[]>`
      update job set state = 'leased', leased_by = ${options.worker}, lease_token = gen_random_uuid(),
        attempts = attempts + 1, lease_until = now() + make_interval(secs => ${options.lease_s})
      where id = (
        select first.id from unnest(${options.kinds as string[]}::text[]) as wanted (kind) cross join lateral (
          select id, turn_at from job
          where kind = wanted.kind and state = 'ready' and run_at <= ${now} and ${turn} ${ofAccount(sql, options)}
          order by turn_at, id limit 1 for update skip locked) first
        order by first.turn_at, first.id limit 1)
      returning id, account_id, kind, payload, attempts, max_attempts, lease_token`
    if (job) return job
  }
  return undefined
}

/** Only the holder's row: a lease that ran out, and was given to somebody else, has another token. */
const held = (sql: Sql, { id, leaseToken }: Lease) => sql`id = ${id} and lease_token = ${leaseToken}`

/** Keeps a lease while its job still runs. A job that its holder's transaction holds needs no renewal. */
export async function renewLease(sql: Sql, lease: Lease, lease_s: number): Promise<void> {
  await sql`
    update job set lease_until = now() + make_interval(secs => ${lease_s})
    where id = (select id from job where ${held(sql, lease)} for no key update skip locked)`
}

/**
 * Holds a lease until the caller's transaction ends, so that nobody can be given the job meanwhile. False if it was lost
 * before: what the caller does would be done twice.
 */
export async function holdLease(sql: Sql, lease: Lease): Promise<boolean> {
  const rows = await sql`select 1 from job where ${held(sql, lease)} for no key update`
  return rows.length === 1
}

/** Marks a leased job as done. False if the lease was lost meanwhile: somebody else has it now. */
export async function complete(sql: Sql, lease: Lease, now: Date): Promise<boolean> {
  const { count } = await sql`
    update job set state = 'done', done_at = ${now}, lease_until = null, lease_token = null
    where ${held(sql, lease)}`
  return count === 1
}

/** Puts a failed job back for later, or buries it when it has been tried often enough. Returns which. */
export async function retryOrBury(
  sql: Sql,
  lease: Lease,
  failure: { error: string; retry_s: number; bury?: boolean; now: Date },
): Promise<'ready' | 'buried' | 'lost'> {
  const again = later(failure.now, failure.retry_s)
  const [row] = await sql<{ state: 'ready' | 'buried' }[]>`
    update job set
      state = case when ${failure.bury ?? false} or attempts >= max_attempts then 'buried' else 'ready' end,
      last_error = ${failure.error.slice(0, 2000)}, lease_until = null, lease_token = null,
      run_at = ${again}, turn_at = ${again}
    where ${held(sql, lease)}
    returning state`
  return row?.state ?? 'lost'
}

/** Puts a job back because it is too early for it: that is no failed attempt. */
export async function postpone(sql: Sql, lease: Lease, wait_s: number, now: Date): Promise<'ready' | 'lost'> {
  const again = later(now, wait_s)
  const { count } = await sql`
    update job set state = 'ready', lease_until = null, lease_token = null, attempts = attempts - 1,
      run_at = ${again}, turn_at = ${again}
    where ${held(sql, lease)}`
  return count === 1 ? 'ready' : 'lost'
}

/** Wakes whoever works on jobs, as if each that waits had just been written: time has passed that nobody saw pass. */
export async function announceReady(sql: Sql): Promise<void> {
  await sql`select pg_notify('job', kind) from (select distinct kind from job where state = 'ready') waiting`
}

/** Forgets an account's jobs that were done before. Returns how many. */
export async function forgetDone(sql: Sql, accountId: string, before: Date): Promise<number> {
  const { count } = await sql`
    delete from job where account_id = ${accountId} and state = 'done' and done_at < ${before}`
  return count
}

/** Gives a buried job a fresh start. */
export async function runAgain(sql: Sql, accountId: string, jobId: string, now: Date): Promise<boolean> {
  const { count } = await sql`
    update job set state = 'ready', attempts = 0, run_at = ${now}, turn_at = ${now}
    where account_id = ${accountId} and id = ${jobId} and state = 'buried'`
  return count === 1
}

export interface BuriedJob {
  id: string
  kind: string
  payload: Record<string, string>
  attempts: number
  lastError: string
  createdAt: Date
}

/** Jobs that were given up, newest first. */
export async function listBuried(sql: Sql, accountId: string, asked: PageAsked): Promise<Page<BuriedJob>> {
  const { place, beyond, tail } = inOrder(sql, [[sql`id`, 'bigint']], 'desc', asked)
  const rows = await sql<(BuriedJob & { place: Place })[]>`
    select id, kind, payload, attempts, last_error, created_at, ${place} from job
    where account_id = ${accountId} and state = 'buried' ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** Seconds until the next job that is meant is due, or a lease runs out; null if none is waiting. */
export async function secondsUntilNext(sql: Sql, filter: JobFilter, now: Date): Promise<number | null> {
  const [row] = await sql<{ wait: number | null }[]>`
    select extract(epoch from min(span))::float8 as wait from (
      select due.at - ${now} as span from unnest(${filter.kinds as string[]}::text[]) as wanted (kind) cross join lateral (
        select run_at as at from job where kind = wanted.kind and state = 'ready' ${ofAccount(sql, filter)}
        order by run_at limit 1) due
      union all
      select min(lease_until) - now() from job where state = 'leased' and ${matching(sql, filter)}) next`
  return row?.wait ?? null
}

function later(now: Date, wait_s: number): Date {
  return new Date(now.getTime() + wait_s * 1000)
}
