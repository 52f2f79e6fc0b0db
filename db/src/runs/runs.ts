import type { ProblemKind, RunKind, RunState } from '@tamaru/domain'
import { hashing } from '../draws/hashing.ts'
import type { Lease } from '../queue/jobs.ts'
import type { Sql } from '../open-db.ts'

/** Work that staff ask for and that takes longer than a request may: asked for once, polled until it has ended. */
export interface Run {
  id: string
  accountId: string
  /** Who asked first. */
  staffId: string
  kind: RunKind
  /** What it is about, as the audit log names it. */
  subject: string
  state: RunState
  piecesDone: number
  /** 0 while nobody knows. */
  piecesTotal: number
  result: unknown
  problem: RunProblem | null
  askedAt: Date
}

export interface RunProblem {
  kind: ProblemKind
  note?: string
}

export type AskedRun = Pick<Run, 'kind' | 'subject'> & { input: object }

const columns = (sql: Sql) => sql`
  id, account_id, staff_id, kind, subject, state, pieces_done, pieces_total, result, problem, asked_at`

const sha256Of = ({ input }: AskedRun) => hashing.sha256(JSON.stringify(input))

/** Holds the runs of an account until the transaction ends: who asks at the same moment waits and is counted. */
export async function lock(sql: Sql, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('run'), hashtext(${accountId}))`
}

/** Finds the run under way that was asked for with the same words. */
export async function findSame(sql: Sql, accountId: string, asked: AskedRun): Promise<Run | undefined> {
  const [run] = await sql<Run[]>`
    select ${columns(sql)} from run
    where account_id = ${accountId} and kind = ${asked.kind} and subject = ${asked.subject}
      and input_sha256 = ${sha256Of(asked)} and ended_at is null`
  return run
}

export async function countUnderWay(
  sql: Sql,
  accountId: string,
  staffId: string,
): Promise<{ person: number; account: number }> {
  const [row] = await sql<{ person: number; account: number }[]>`
    select count(*)::int as account, count(*) filter (where staff_id = ${staffId})::int as person
    from run where account_id = ${accountId} and ended_at is null`
  return row!
}

export async function create(
  sql: Sql,
  asked: AskedRun & { accountId: string; staffId: string; at: Date },
): Promise<Run> {
  const { accountId, staffId, kind, subject, input, at } = asked
  const [run] = await sql<Run[]>`
    insert into run (account_id, staff_id, kind, subject, input, input_sha256, asked_at)
    values (${accountId}, ${staffId}, ${kind}, ${subject}, ${sql.json(input as never)}, ${sha256Of(asked)}, ${at})
    returning ${columns(sql)}`
  return run!
}

export async function find(sql: Sql, accountId: string, id: string): Promise<Run | undefined> {
  const [run] = await sql<Run[]>`
    select ${columns(sql)} from run where account_id = ${accountId} and id = ${id}`
  return run
}

/** Finds the newest run of a kind about something that a person asked for. */
export async function findNewest(
  sql: Sql,
  { accountId, staffId, kind, subject }: Pick<Run, 'accountId' | 'staffId' | 'kind' | 'subject'>,
): Promise<Run | undefined> {
  const [run] = await sql<Run[]>`
    select ${columns(sql)} from run
    where account_id = ${accountId} and staff_id = ${staffId} and kind = ${kind} and subject = ${subject}
    order by asked_at desc limit 1`
  return run
}

/** Only for whoever holds the run's job. */
const held = (sql: Sql, runId: string, { id, leaseToken }: Lease) => sql`
  id = ${runId} and ended_at is null
  and exists (select from job where id = ${id} and lease_token = ${leaseToken})`

/** Begins a run, from nothing, also where a holder before had begun it. Undefined where it has ended, or is not held. */
export async function begin(
  sql: Sql,
  lease: Lease,
  runId: string,
): Promise<(Run & { input: unknown }) | undefined> {
  const [run] = await sql<(Run & { input: unknown })[]>`
    update run set state = 'running', pieces_done = 0, pieces_total = 0 where ${held(sql, runId, lease)}
    returning ${columns(sql)}, input`
  return run
}

/** Says how far a run has come. False where its job is held by somebody else meanwhile. */
export async function tell(
  sql: Sql,
  lease: Lease,
  runId: string,
  { done, of }: { done: number; of: number },
): Promise<boolean> {
  const { count } = await sql`
    update run set pieces_done = ${done}, pieces_total = ${of} where ${held(sql, runId, lease)}`
  return count === 1
}

/** Ends a run with what came of it, for good; one that has ended is left alone. */
export async function end(
  sql: Sql,
  runId: string,
  came: { result: object } | { problem: RunProblem },
  at: Date,
): Promise<void> {
  const json = (value: object) => sql.json(value as never)
  await sql`
    update run set ${
      'result' in came
        ? sql`state = 'done', pieces_done = pieces_total, result = ${json(came.result)}`
        : sql`state = 'failed', problem = ${json(came.problem)}`
    }, ended_at = ${at} where id = ${runId} and ended_at is null`
}

/** Forgets runs that ended before. Returns how many. */
export async function forgetEnded(sql: Sql, accountId: string, before: Date): Promise<number> {
  const { count } = await sql`delete from run where account_id = ${accountId} and ended_at < ${before}`
  return count
}
