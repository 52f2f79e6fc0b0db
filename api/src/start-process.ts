import { accounts, LONG_LIMITS, openDb, REQUEST_LIMITS, untilAvailable, workOnJobs } from '@tamaru/db'
import { openPhotoStore } from '@tamaru/db/photo-store'
import { watchEntryByNotify } from './entries/watch-entry-by-notify.ts'
import { parseEnv, type Env } from './env.ts'
import { jobRunner, LANES, MOST_LANES } from './job-handlers.ts'
import { keepFacts } from './customers/keep-facts.ts'
import { keepHouse } from './keep-house.ts'
import { createLineClient } from './line/line-client.ts'
import { createLineLogin } from './line/line-login.ts'
import { logJson } from './log.ts'
import type { Ports } from './ports.ts'
import { repeatByClock } from './repeat-by-clock.ts'
import { RUN_LIMIT_S, runRunner } from './run-runner.ts'
import { carryOutInThread } from './runs/carry-out-in-thread.ts'

/** So long may facts about people lag behind what happened; who asks for a count does not wait for it. */
const FACTS_EVERY_MS = 1_000
const HOUR_MS = 3_600_000

/** A process on Node that works on the account's jobs; `ports` are what it reaches of the outside. */
export interface NodeProcess {
  ports: Ports
  /** Does `leave` once, when the process is asked to go; then its jobs end and it exits with 0. */
  onLeave(leave: () => Promise<void>): void
}

/**
 * Opens a process on Node by the environment and begins its work: the account's jobs, its runs, and what the clock makes
 * due. `name` tells the database and the queue who it is. A wrong configuration is printed, and ends it with 78.
 */
export function startProcess(name: string): NodeProcess {
  const env = readEnv()
  const stopping = new AbortController()
  const db = openDb(env.DATABASE_URL, { name: `tamaru-${name}`, limits: REQUEST_LIMITS })
  /** What the clock alone makes due is asked in larger pieces. */
  const houseDb = openDb(env.DATABASE_URL, { name: 'tamaru-housekeeping', max: 2, limits: LONG_LIMITS })
  const ports = openPorts(env, db, stopping.signal)
  const working = work(ports, houseDb, `${name}-${process.pid}`).catch((error) => {
    if (stopping.signal.aborted) return
    console.error(error)
    process.exit(1)
  })
  return {
    ports,
    onLeave(leave) {
      const go = async () => {
        stopping.abort()
        await leave()
        await working
        await Promise.all([db, houseDb].map((each) => each.end({ timeout: 2 })))
        process.exit(0)
      }
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, go)
    },
  }
}

function readEnv(): Env {
  try {
    return parseEnv(process.env)
  } catch (error) {
    console.error((error as Error).message)
    process.exit(78) // EX_CONFIG
  }
}

function openPorts(env: Env, db: Ports['db'], leaving: AbortSignal): Ports {
  const now = () => new Date()
  const line = {
    apiUrl: env.LINE_API_URL,
    dataApiUrl: env.LINE_DATA_API_URL,
    channelAccessToken: env.LINE_CHANNEL_ACCESS_TOKEN,
  }
  return {
    env,
    db,
    photos: openPhotoStore(env.PHOTO_STORE),
    line: createLineClient({ ...line, log: logJson }),
    lineLogin: createLineLogin({ apiUrl: env.LINE_API_URL, channelId: env.LINE_LOGIN_CHANNEL_ID, now }),
    watchEntry: watchEntryByNotify(db),
    now,
    carryOutApart: (job) =>
      carryOutInThread({ job, databaseUrl: env.DATABASE_URL, line }, { leaving, limit_s: RUN_LIMIT_S }),
    log: logJson,
    leaving,
  }
}

/** Answers are given, if only that it is too early, before the database is there; work waits for it. */
async function work(ports: Ports, houseDb: Ports['db'], worker: string): Promise<void> {
  const { db, env, now, log, leaving: signal = new AbortController().signal } = ports
  const { ACCOUNT_SLUG: slug, ACCOUNT_NAME: name, LINE_LOGIN_CHANNEL_ID: loginChannelId } = env
  const account = { slug, name, loginChannelId }
  await untilAvailable(() => accounts.ensure(db, account, now()), { log, signal })
  await Promise.all([
    repeatByClock(() => keepHouse({ ...ports, db: houseDb }), { every_ms: HOUR_MS, now, signal }),
    repeatByClock(() => keepFacts({ ...ports, db: houseDb }), { every_ms: FACTS_EVERY_MS, now, signal }),
    workOnJobs(jobRunner(ports, worker), { lanes: LANES, mostLanes: MOST_LANES, signal }),
    workOnJobs(runRunner(ports, `${worker}-run`), { lanes: 1, signal }),
  ])
}
