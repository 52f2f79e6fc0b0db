import type { Db, JobResult, jobs } from '@tamaru/db'
import type { PhotoStore } from '@tamaru/db/photo-store'
import type { Env } from './env.ts'
import type { Log } from './log.ts'
import type { LineLogin } from './line/line-login.ts'
import type { LineClient } from './line/line-client.ts'

/** The outside, as a few types: what differs between runtimes and in tests. */
export interface Ports {
  env: Env
  db: Db
  photos: PhotoStore
  line: LineClient
  lineLogin: LineLogin
  /** Tells of each change of an entry's state until the signal aborts. */
  watchEntry: WatchEntry
  now: () => Date
  /** Has the job of a run done where it holds nobody up. Undefined: it is done here. */
  carryOutApart?: (job: jobs.Job) => Promise<JobResult>
  log: Log
  /** Aborts when the process is asked to go: streams end, and it is not ready any more. */
  leaving?: AbortSignal
  /** Whether the built mini-app is there to be served. Undefined: the platform sees to that. */
  pagesAreThere?: boolean
}

/**
 * Yields once at the start, then whenever the entry may have changed. Ends when the signal aborts. May yield more often
 * than things change; never misses a change that came after the first yield.
 */
export type WatchEntry = (entryId: string, signal: AbortSignal) => AsyncIterable<void>
