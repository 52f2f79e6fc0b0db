import { secondsUntilNext } from './jobs.ts'
import { runDueJobs, type JobRunner } from './run-jobs.ts'
import { nap } from './until-available.ts'

const LONGEST_NAP_MS = 15_000
const NAP_AFTER_FAILURE_MS = 1_000

/**
 * Keeps running jobs until the signal aborts: woken by the database's notify, and by the clock for what falls due and
 * for leases that ran out. `lanes` jobs run at once. A database that is away is waited for, and said to be away once.
 */
export async function workOnJobs(
  runner: JobRunner,
  options: { lanes: number; signal: AbortSignal },
): Promise<void> {
  const { signal } = options
  const kinds = Object.keys(runner.handlers)
  let wake = () => {}
  // While nobody listened anything may have been announced: then too it is looked.
  const listening = runner.db.listen(
    'job',
    (kind) => {
      if (kinds.includes(kind)) wake()
    },
    () => wake(),
  )
  for (let isAway = false; !signal.aborted;) {
    // Set up before the jobs run: a notify that comes meanwhile is not lost.
    const woken = new Promise<void>((resolve) => (wake = resolve))
    const lanes = Array.from({ length: options.lanes }, (_, lane) =>
      runDueJobs({ ...runner, worker: `${runner.worker}/${lane}` }, signal),
    )
    const failed = (await Promise.allSettled(lanes)).find((lane) => lane.status === 'rejected')
    if (failed && !isAway)
      runner.log({ level: 'error', msg: 'the queue cannot be reached', error: String(failed.reason) })
    if (!failed && isAway) runner.log({ level: 'info', msg: 'the queue is reached again' })
    isAway = failed !== undefined
    await Promise.race([
      woken,
      nap(failed ? NAP_AFTER_FAILURE_MS : await napLength_ms(runner, kinds), signal),
    ])
  }
  void listening.then(({ unlisten }) => unlisten())
}

async function napLength_ms({ db, loginChannelId }: JobRunner, kinds: string[]): Promise<number> {
  const next_s = await secondsUntilNext(db, { kinds, loginChannelId }).catch(() => 1)
  return next_s === null ? LONGEST_NAP_MS : Math.min(LONGEST_NAP_MS, Math.max(10, next_s * 1000))
}
