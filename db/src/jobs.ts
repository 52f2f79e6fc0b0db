import type { Sql } from './open-db.ts'

export interface Job {
  id: string
  accountId: string
  kind: string
  payload: Record<string, string>
  attempts: number
  maxAttempts: number
  /** Of this lease, and of no other: whoever has it holds the job. */
  leaseToken: string
}

/** What a holder shows to do something with its job. */
export type Lease = Pick<Job, 'id' | 'leaseToken'>

/** Writes a job, in the caller's transaction. With a natural key, writing it again does nothing. */
export async function enqueue(
  sql: Sql,
  job: {
    accountId: string
    kind: string
    payload: Record<string, string>
    naturalKey?: string
    runAt?: Date
    maxAttempts?: number
  },
): Promise<void> {
  await sql`
    insert into job (account_id, kind, payload, natural_key, run_at, max_attempts)
    values (${job.accountId}, ${job.kind}, ${sql.json(job.payload)}, ${job.naturalKey ?? null},
            coalesce(${job.runAt ?? null}::timestamptz, now()), ${job.maxAttempts ?? 8})
    on conflict on constraint job_once do nothing`
}

/** Which jobs are meant. Of one account only where `loginChannelId` names its LINE Login channel. */
export interface JobFilter {
  kinds: readonly string[]
  loginChannelId?: string
}

const matching = (sql: Sql, { kinds, loginChannelId }: JobFilter) => sql`
  kind = any(${kinds as string[]}) ${
    loginChannelId
      ? sql`and account_id = (select id from account where login_channel_id = ${loginChannelId})`
      : sql``
  }`

/**
 * Leases the oldest due job that is meant, or none. A lease that ran out (its holder died) is due again; the job that
 * has then been tried too often is buried instead of tried for ever.
 */
export async function lease(
  sql: Sql,
  options: JobFilter & { worker: string; lease_s: number },
): Promise<Job | undefined> {
  await sql`
    update job set state = case when attempts >= max_attempts then 'buried' else 'ready' end,
      lease_until = null, lease_token = null, run_at = now(),
      last_error = coalesce(last_error, 'the process that held the lease did not come back')
    where id in (
      select id from job where state = 'leased' and lease_until < now() and ${matching(sql, options)}
      for update skip locked)`
  const [job] = await sql<Job[]>`
    update job set state = 'leased', leased_by = ${options.worker}, lease_token = gen_random_uuid(),
      attempts = attempts + 1, lease_until = now() + make_interval(secs => ${options.lease_s})
    where id = (
      select id from job
      where state = 'ready' and run_at <= now() and ${matching(sql, options)}
      order by run_at, id limit 1 for update skip locked)
    returning id, account_id, kind, payload, attempts, max_attempts, lease_token`
  return job
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
export async function complete(sql: Sql, lease: Lease): Promise<boolean> {
  const { count } = await sql`
    update job set state = 'done', done_at = now(), lease_until = null, lease_token = null
    where ${held(sql, lease)}`
  return count === 1
}

/** Puts a failed job back for later, or buries it when it has been tried often enough. Returns which. */
export async function retryOrBury(
  sql: Sql,
  lease: Lease,
  failure: { error: string; retry_s: number; bury?: boolean },
): Promise<'ready' | 'buried' | 'lost'> {
  const [row] = await sql<{ state: 'ready' | 'buried' }[]>`
    update job set
      state = case when ${failure.bury ?? false} or attempts >= max_attempts then 'buried' else 'ready' end,
      last_error = ${failure.error.slice(0, 2000)}, lease_until = null, lease_token = null,
      run_at = now() + make_interval(secs => ${failure.retry_s})
    where ${held(sql, lease)}
    returning state`
  return row?.state ?? 'lost'
}

/** Puts a job back because it is too early for it: that is no failed attempt. */
export async function postpone(sql: Sql, lease: Lease, wait_s: number): Promise<'ready' | 'lost'> {
  const { count } = await sql`
    update job set state = 'ready', lease_until = null, lease_token = null, attempts = attempts - 1,
      run_at = now() + make_interval(secs => ${wait_s})
    where ${held(sql, lease)}`
  return count === 1 ? 'ready' : 'lost'
}

/** Gives a buried job a fresh start. */
export async function replay(sql: Sql, accountId: string, jobId: string): Promise<boolean> {
  const { count } = await sql`
    update job set state = 'ready', attempts = 0, run_at = now()
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

export async function listBuried(sql: Sql, accountId: string): Promise<BuriedJob[]> {
  return sql<BuriedJob[]>`
    select id, kind, payload, attempts, last_error, created_at from job
    where account_id = ${accountId} and state = 'buried' order by id desc limit 100`
}

/** Seconds until the next job that is meant is due; null if none is waiting. */
export async function secondsUntilNext(sql: Sql, filter: JobFilter): Promise<number | null> {
  const [row] = await sql<{ wait: number | null }[]>`
    select extract(epoch from min(at) - now())::float8 as wait from (
      select min(run_at) as at from job where state = 'ready' and ${matching(sql, filter)}
      union all
      select min(lease_until) from job where state = 'leased' and ${matching(sql, filter)}) next`
  return row?.wait ?? null
}
