import {
  LeaseLostError,
  problemOfConstraint,
  RUN_LIMITS,
  runs,
  underLease,
  type JobResult,
  type jobs,
  type Sql,
} from '@tamaru/db'
import { payloadOf, ProblemError, type RunKind } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

export type RunPorts = Pick<Ports, 'db' | 'now' | 'line'>

export interface Underway {
  ports: RunPorts
  runId: string
  accountId: string
  /** Who asked for it. */
  staffId: string
  /** As it was asked for. */
  input: unknown
  /** Says how far it has come, not more often than somebody looks. Throws where the run is somebody else's meanwhile. */
  tell: (done: number, of: number) => Promise<void>
}

/** What ends a run: all that it writes, and what came of it. */
export type RunEnding = (sql: Sql) => Promise<object>

/** Works a run out, and writes nothing before its ending, which is one transaction: there is no half result. */
export type RunWork = (underway: Underway) => Promise<RunEnding>

const TELL_EVERY_MS = 250

/** Does the job of a run: from its beginning, whatever a holder before had come to. A refusal ends the run as well. */
export async function carryOutRun(
  works: Readonly<Record<RunKind, RunWork>>,
  job: jobs.Job,
  ports: RunPorts,
): Promise<JobResult> {
  const { db, now } = ports
  const run = await runs.begin(db, job, payloadOf('do_run', job).runId)
  if (!run) return { outcome: 'done' }
  const { accountId, staffId, input } = run
  const end = (came: Parameters<typeof runs.end>[2], sql: Sql) => runs.end(sql, run.id, came, now())
  try {
    const ending = await works[run.kind]({
      ports,
      runId: run.id,
      accountId,
      staffId,
      input,
      tell: teller(ports, job, run.id),
    })
    await underLease(db, job, async (sql) => end({ result: await ending(sql) }, sql), RUN_LIMITS)
  } catch (error) {
    const problem = refusalOf(error)
    if (!problem) throw error
    await underLease(db, job, (sql) => end({ problem }, sql))
  }
  return { outcome: 'done' }
}

function refusalOf(error: unknown): runs.RunProblem | undefined {
  if (error instanceof ProblemError) return { kind: error.kind, ...(error.note ? { note: error.note } : {}) }
  const kind = problemOfConstraint(error)
  return kind && { kind }
}

function teller({ db }: RunPorts, job: jobs.Job, runId: string): Underway['tell'] {
  let at = -Infinity
  return async function tell(done, of) {
    if (performance.now() - at < TELL_EVERY_MS) return
    at = performance.now()
    if (!(await runs.tell(db, job, runId, { done, of }))) throw new LeaseLostError(job.id)
  }
}
