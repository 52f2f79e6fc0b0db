import { inTransaction, jobs, runs, type staff } from '@tamaru/db'
import { MOST_RUNS, ProblemError } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/** Of a run whose process dies: so often is it begun anew. */
const MOST_ATTEMPTS = 4

/**
 * Asks for a run. One that is under way with the same words is answered, whoever asked for it. Refuses `too_many_runs`
 * where the person, or the account, has as many under way as they may.
 */
export function startRun(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  asked: runs.AskedRun,
): Promise<runs.Run> {
  return inTransaction(db, async (sql) => {
    await runs.lock(sql, accountId)
    const same = await runs.findSame(sql, accountId, asked)
    if (same) return same
    const underWay = await runs.countUnderWay(sql, accountId, staffId)
    for (const whose of ['person', 'account'] as const)
      if (underWay[whose] >= MOST_RUNS[whose])
        throw new ProblemError('too_many_runs', `${underWay[whose]} of this ${whose} are under way`)
    const at = now()
    const run = await runs.create(sql, { ...asked, accountId, staffId, at })
    const job = { accountId, kind: 'do_run' as const, payload: { runId: run.id }, naturalKey: run.id }
    await jobs.enqueue(sql, { ...job, personId: staffId, maxAttempts: MOST_ATTEMPTS, now: at })
    return run
  })
}
