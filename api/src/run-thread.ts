import { isUnavailable, LONG_LIMITS, openDb, type JobResult } from '@tamaru/db'
import { parentPort, workerData } from 'node:worker_threads'
import { createLineClient } from './line/line-client.ts'
import { carryOut } from './run-runner.ts'
import type { RunTask } from './runs/carry-out-in-thread.ts'

/** The thread of one run, with a database connection of its own: whatever it holds for seconds is not the API. */
const { job, databaseUrl, line } = workerData as RunTask
const db = openDb(databaseUrl, { name: 'tamaru-run', max: 2, limits: LONG_LIMITS })
const result = await carryOut(job, {
  db,
  now: () => new Date(),
  line: createLineClient(line),
}).catch((error: unknown): JobResult => {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return isUnavailable(error)
    ? { outcome: 'wait', wait_s: 1, error: told }
    : { outcome: 'retry', error: told }
})
parentPort!.postMessage(result)
await db.end({ timeout: 1 })
