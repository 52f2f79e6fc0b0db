import * as jobs from './jobs.ts'
import type { Db } from './open-db.ts'

/** How a job ended. What a handler throws is retried like `retry`, with the error as its reason. */
export type JobResult =
  | { outcome: 'done' }
  /** Not a failure of the job: it is too early, or what it needs is away, which `error` tells the log. */
  | { outcome: 'wait'; wait_s: number; error?: string }
  | { outcome: 'retry'; error: string; retry_s?: number }
  /** Trying again cannot help. */
  | { outcome: 'bury'; error: string }

export interface JobRunner {
  db: Db
  /** By kind: what this process can do. */
  handlers: Record<string, (job: jobs.Job) => Promise<JobResult>>
  /** Where it can work for one account only: that account's LINE Login channel. */
  loginChannelId?: string
  /** Names the process for whoever looks at the table. */
  worker: string
  log: (line: { level: 'info' | 'warn' | 'error'; msg: string; [field: string]: unknown }) => void
}

/** A lease is renewed while its job runs, so that the job of a killed process is free again this soon. */
const LEASE_S = 20
const RENEW_EVERY_MS = 7_000

/** Runs due jobs one after another until none is left or the signal aborts. Returns how many were run. */
export async function runDueJobs(runner: JobRunner, signal?: AbortSignal): Promise<number> {
  const { db, worker, loginChannelId } = runner
  const kinds = Object.keys(runner.handlers)
  let ran = 0
  while (!signal?.aborted) {
    const job = await jobs.lease(db, { kinds, loginChannelId, worker, lease_s: LEASE_S })
    if (!job) return ran
    await runJob(job, runner)
    ran++
  }
  return ran
}

async function runJob(job: jobs.Job, runner: JobRunner): Promise<void> {
  const startedAt = performance.now()
  const renewal = setInterval(() => {
    jobs.renewLease(runner.db, job, LEASE_S).catch(() => {})
  }, RENEW_EVERY_MS)
  const result = await handle(job, runner).finally(() => clearInterval(renewal))
  const state = await record(job, result, runner)
  runner.log({
    level: state === 'buried' ? 'error' : 'error' in result ? 'warn' : 'info',
    msg: `job ${job.kind} ${state}`,
    job: job.id,
    attempt: job.attempts,
    ms: Math.round(performance.now() - startedAt),
    ...('error' in result ? { error: result.error } : {}),
  })
}

async function handle(job: jobs.Job, { handlers }: JobRunner): Promise<JobResult> {
  try {
    return await handlers[job.kind]!(job)
  } catch (error) {
    return {
      outcome: 'retry',
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

async function record(job: jobs.Job, result: JobResult, { db }: JobRunner): Promise<string> {
  if (result.outcome === 'done') return (await jobs.complete(db, job)) ? 'done' : 'lost'
  if (result.outcome === 'wait') return jobs.postpone(db, job, Math.max(1, result.wait_s))
  return jobs.retryOrBury(db, job, {
    error: result.error,
    retry_s: (result.outcome === 'retry' ? result.retry_s : undefined) ?? backoff_s(job.attempts),
    bury: result.outcome === 'bury',
  })
}

/** 1, 2, 4 … seconds, at most ten minutes. */
function backoff_s(attempts: number): number {
  return Math.min(600, 2 ** (attempts - 1))
}
