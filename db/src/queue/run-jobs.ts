import { isConnectionLost, isUnavailable } from '../connection/unavailable.ts'
import type { JobKind } from '@tamaru/domain'
import * as jobs from './jobs.ts'
import { inTransaction, type Db, type Sql } from '../open-db.ts'
import { untilAvailable } from '../connection/until-available.ts'

/** The end of a job's attempt. What a handler throws is retried like `retry`, with the error as its reason. */
export type JobResult =
  | { outcome: 'done' }
  /** Not a failure of the job: it is too early, or what it needs is away, which `error` tells the log. */
  | { outcome: 'wait'; wait_s: number; error?: string }
  | { outcome: 'retry'; error: string; retry_s?: number }
  /** Trying again cannot help. */
  | { outcome: 'bury'; error: string }

export interface JobRunner {
  db: Db
  /** Tells what is due. */
  now: () => Date
  /** By kind: what this process can do. */
  handlers: Partial<Record<JobKind, (job: jobs.Job) => Promise<JobResult>>>
  /** Where it can work for one account only: that account's LINE Login channel. */
  loginChannelId?: string
  /** Names the process for whoever looks at the table. */
  worker: string
  /** How long a handler may take, by kind, where it is not `HANDLER_LIMIT_S`. Then it has failed, and its lease ends. */
  limits_s?: Partial<Record<JobKind, number>>
  /** What is to become, by kind, of what a job was about when the job is given up: in the transaction that buries it. */
  whenBuried?: Partial<Record<JobKind, jobs.WhenBuried>>
  log: (line: { level: 'info' | 'warn' | 'error'; msg: string; [field: string]: unknown }) => void
}

/** A lease is renewed while its job runs, so that the job of a killed process is free again this soon. */
const LEASE_S = 20
const RENEW_EVERY_MS = 7_000
/** Long past what any job needs: whoever is silent for so long hangs. */
const HANDLER_LIMIT_S = 60

/** Runs due jobs one after another until none is left or the signal aborts. Returns how many were run. */
export async function runDueJobs(runner: JobRunner, signal?: AbortSignal): Promise<number> {
  const { db, worker, loginChannelId, now } = runner
  const kinds = kindsOf(runner)
  let ran = 0
  while (!signal?.aborted) {
    await takeBack(runner)
    const job = await jobs.lease(db, { kinds, loginChannelId, worker, lease_s: LEASE_S, now: now() })
    if (!job) return ran
    await runJob(job, runner, signal)
    ran++
  }
  return ran
}

/** The kinds that a process can do. */
export const kindsOf = ({ handlers }: Pick<JobRunner, 'handlers'>) => Object.keys(handlers) as JobKind[]

async function runJob(job: jobs.Job, runner: JobRunner, signal?: AbortSignal): Promise<void> {
  const startedAt = performance.now()
  const renewal = setInterval(() => {
    jobs.renewLease(runner.db, job, LEASE_S).catch(() => {})
  }, RENEW_EVERY_MS)
  const result = await handle(job, runner).finally(() => clearInterval(renewal))
  // A job that is done is not done once more because the database was away when that was to be written down.
  const state = await untilAvailable(() => record(job, result, runner), { log: runner.log, signal })
  runner.log({
    level: state === 'buried' ? 'error' : 'error' in result ? 'warn' : 'info',
    msg: `job ${job.kind} ${state}`,
    job: job.id,
    attempt: job.attempts,
    ms: Math.round(performance.now() - startedAt),
    ...('error' in result ? { error: result.error } : {}),
  })
}

async function handle(job: jobs.Job, { handlers, limits_s = {} }: JobRunner): Promise<JobResult> {
  try {
    return await withinTime(handlers[job.kind]!(job), limits_s[job.kind] ?? HANDLER_LIMIT_S)
  } catch (error) {
    // The database went away, not the job wrong: that is no failed attempt.
    if (isConnectionLost(error)) return { outcome: 'wait', wait_s: 1 }
    return {
      outcome: 'retry',
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

/** A handler that hangs goes on hanging, without its lane and without its lease: what it still does is undone. */
function withinTime(handling: Promise<JobResult>, limit_s: number): Promise<JobResult> {
  const late = Promise.withResolvers<JobResult>()
  const timer = setTimeout(
    () => late.resolve({ outcome: 'retry', error: `not done within ${limit_s} s` }),
    limit_s * 1000,
  )
  return Promise.race([handling, late.promise]).finally(() => clearTimeout(timer))
}

/** Jobs whose holders died: due again, or given up. */
function takeBack(runner: JobRunner): Promise<unknown> {
  const kinds = kindsOf(runner)
  const { loginChannelId, now } = runner
  return withFollowUp(runner, (sql) => jobs.takeBack(sql, { kinds, loginChannelId }, now()))
}

/**
 * Buries jobs and does what is to become of them, or, where that fails, buries them alone: staff see them in the list of
 * buried jobs.
 */
async function withFollowUp(
  { db, whenBuried = {}, now, log }: JobRunner,
  bury: (sql: Sql) => Promise<Omit<jobs.Job, 'leaseToken'>[]>,
): Promise<void> {
  try {
    await inTransaction(db, async (sql) => {
      for (const job of await bury(sql)) await whenBuried[job.kind]?.(sql, job, now())
    })
  } catch (error) {
    if (isUnavailable(error)) throw error
    log({ level: 'error', msg: 'what a buried job leaves could not be put right', error: String(error) })
    await inTransaction(db, bury)
  }
}

async function record(job: jobs.Job, result: JobResult, runner: JobRunner): Promise<string> {
  const { db, now } = runner
  if (result.outcome === 'done') return (await jobs.complete(db, job, now())) ? 'done' : 'lost'
  if (result.outcome === 'wait') return jobs.postpone(db, job, Math.max(1, result.wait_s), now())
  const failure = {
    error: result.error,
    retry_s: (result.outcome === 'retry' ? result.retry_s : undefined) ?? backoff_s(job.attempts),
    bury: result.outcome === 'bury',
    now: now(),
  }
  let state = 'lost'
  await withFollowUp(runner, async (sql) => {
    state = await jobs.retryOrBury(sql, job, failure)
    return state === 'buried' ? [job] : []
  })
  return state
}

/** 1, 2, 4 … seconds, at most ten minutes. */
function backoff_s(attempts: number): number {
  return Math.min(600, 2 ** (attempts - 1))
}
