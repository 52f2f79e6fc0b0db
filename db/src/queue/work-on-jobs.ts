import type { JobKind } from '@tamaru/domain'
import { secondsUntilNext } from './jobs.ts'
import { kindsOf, runDueJobs, type JobRunner } from './run-jobs.ts'
import { nap } from '../connection/until-available.ts'

const LONGEST_NAP_MS = 15_000
const NAP_AFTER_FAILURE_MS = 1_000

interface Work {
  /** How many jobs run at once. */
  lanes: number
  /** Kinds whose jobs wait for somebody else: how many lanes they may take, so that others have the rest. */
  mostLanes?: Readonly<Partial<Record<JobKind, number>>>
  signal: AbortSignal
}

/**
 * Keeps running jobs until the signal aborts: woken by the database's notify, and by the clock for what falls due and
 * for leases that ran out. Each lane works by itself: a job that takes its time stops no other. A database that is away
 * is waited for, and said to be away once.
 */
export async function workOnJobs(runner: JobRunner, { lanes, mostLanes = {}, signal }: Work): Promise<void> {
  let bell = Promise.withResolvers<void>()
  const ring = () => {
    const rung = bell
    bell = Promise.withResolvers<void>()
    rung.resolve()
  }
  // While nobody listened anything may have been announced: then too it is looked.
  const listening = runner.db.listen(
    'job',
    (kind) => {
      if (kind in runner.handlers) ring()
    },
    ring,
  )
  const note = noteReach(runner.log)
  const work = async (lane: number) => {
    const handlers = Object.entries(runner.handlers).filter(
      ([kind]) => lane < (mostLanes[kind as JobKind] ?? lanes),
    )
    const mine = { ...runner, handlers: Object.fromEntries(handlers), worker: `${runner.worker}/${lane}` }
    while (!signal.aborted) {
      // Taken before the jobs run: a notify that comes meanwhile is not lost.
      const woken = bell.promise
      const failure = await runDueJobs(mine, signal).then(
        () => undefined,
        (error: unknown) => ({ error: String(error) }),
      )
      note(failure)
      await Promise.race([woken, nap(failure ? NAP_AFTER_FAILURE_MS : await napLength_ms(mine), signal)])
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)))
  void listening.then(({ unlisten }) => unlisten())
}

/** Says once that the queue cannot be reached, and once that it can again, whichever lane finds out. */
function noteReach(log: JobRunner['log']): (failure: { error: string } | undefined) => void {
  let isAway = false
  return (failure) => {
    if (failure && !isAway) log({ level: 'error', msg: 'the queue cannot be reached', ...failure })
    if (!failure && isAway) log({ level: 'info', msg: 'the queue is reached again' })
    isAway = failure !== undefined
  }
}

async function napLength_ms(runner: JobRunner): Promise<number> {
  const { db, loginChannelId, now } = runner
  const kinds = kindsOf(runner)
  const next_s = await secondsUntilNext(db, { kinds, loginChannelId }, now()).catch(() => 1)
  return next_s === null ? LONGEST_NAP_MS : Math.min(LONGEST_NAP_MS, Math.max(10, next_s * 1000))
}
