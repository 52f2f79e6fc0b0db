import type { JobResult, jobs } from '@tamaru/db'
import type { LineAddress } from '../line/line-client.ts'
import { Worker } from 'node:worker_threads'

/** What the thread of a run is told. */
export interface RunTask {
  job: jobs.Job
  databaseUrl: string
  line: LineAddress
}

/**
 * Has a run worked out in a thread of its own, on Node: the pieces of computing in it last for seconds with the longest
 * rules. `leaving` ends it: another process begins it anew. So does `limit_s`, and then it is given up.
 */
export function carryOutInThread(
  task: RunTask,
  { leaving, limit_s }: { leaving?: AbortSignal; limit_s: number },
): Promise<JobResult> {
  const ended = Promise.withResolvers<JobResult>()
  const thread = new Worker(new URL('../run-thread.ts', import.meta.url), { workerData: task })
  const leave = () => ended.resolve({ outcome: 'wait', wait_s: 1, error: 'the process is about to end' })
  const giveUp = () => ended.resolve({ outcome: 'bury', error: `not done within ${limit_s} s` })
  const timer = setTimeout(giveUp, limit_s * 1000)
  thread.once('message', ended.resolve)
  thread.once('error', ended.reject)
  thread.once('exit', (code) => ended.reject(new Error(`the thread of a run ended with ${code}`)))
  if (leaving?.aborted) leave()
  leaving?.addEventListener('abort', leave)
  return ended.promise.finally(() => {
    clearTimeout(timer)
    leaving?.removeEventListener('abort', leave)
    void thread.terminate()
  })
}
