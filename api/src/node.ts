import { accounts, openDb, LONG_LIMITS, REQUEST_LIMITS, untilAvailable, workOnJobs } from '@tamaru/db'
import { openPhotoStore } from '@tamaru/db/photo-store'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp } from './app.ts'
import { createLineLogin } from './line/line-login.ts'
import { watchEntryByNotify } from './entries/watch-entry-by-notify.ts'
import { parseEnv } from './env.ts'
import { jobRunner, LANES, MOST_LANES } from './job-handlers.ts'
import { keepHouse } from './keep-house.ts'
import { logJson } from './log.ts'
import { createLineClient } from './line/line-client.ts'
import type { Ports } from './ports.ts'
import { RUN_LIMIT_S, runRunner } from './run-runner.ts'
import { carryOutInThread } from './runs/carry-out-in-thread.ts'
import { drain, openServer } from './open-server.ts'
import { servePages } from './serve-pages.ts'

const HOUR_MS = 3_600_000

const env = (() => {
  try {
    return parseEnv(process.env)
  } catch (error) {
    console.error((error as Error).message)
    process.exit(78) // EX_CONFIG
  }
})()

const now = () => new Date()
const stopping = new AbortController()
const db = openDb(env.DATABASE_URL, { name: 'tamaru-api', limits: REQUEST_LIMITS })
/** What the clock alone makes due is asked in larger pieces. */
const houseDb = openDb(env.DATABASE_URL, { name: 'tamaru-housekeeping', max: 2, limits: LONG_LIMITS })
const pages = env.LIFF_APP_DIST ?? fileURLToPath(new URL('../../liff-app/dist', import.meta.url))
const ports: Ports = {
  env,
  db,
  photos: openPhotoStore(env.PHOTO_STORE),
  line: createLineClient({
    apiUrl: env.LINE_API_URL,
    dataApiUrl: env.LINE_DATA_API_URL,
    channelAccessToken: env.LINE_CHANNEL_ACCESS_TOKEN,
    log: logJson,
  }),
  lineLogin: createLineLogin({ apiUrl: env.LINE_API_URL, channelId: env.LINE_LOGIN_CHANNEL_ID, now }),
  watchEntry: watchEntryByNotify(db),
  now,
  carryOutApart: (job) =>
    carryOutInThread(
      { job, databaseUrl: env.DATABASE_URL },
      { leaving: stopping.signal, limit_s: RUN_LIMIT_S },
    ),
  log: logJson,
  leaving: stopping.signal,
  pagesAreThere: existsSync(path.join(pages, 'index.html')),
}
const app = createApp(ports)
if (existsSync(pages)) servePages(app, pages)

const server = await openServer(app, { port: env.PORT })
ports.log({ level: 'info', msg: `api listens on ${env.PORT}` })

const working = work(stopping.signal).catch((error) => {
  if (stopping.signal.aborted) return
  console.error(error)
  process.exit(1)
})

/** Answers are given, if only that it is too early, before the database is there; work waits for it. */
async function work(signal: AbortSignal): Promise<void> {
  const { ACCOUNT_SLUG: slug, ACCOUNT_NAME: name, LINE_LOGIN_CHANNEL_ID: loginChannelId } = env
  await untilAvailable(() => accounts.ensure(db, { slug, name, loginChannelId }), { log: ports.log, signal })
  const housekeeping = setInterval(() => void keepHouse({ ...ports, db: houseDb }), HOUR_MS)
  signal.addEventListener('abort', () => clearInterval(housekeeping))
  await keepHouse({ ...ports, db: houseDb })
  const worker = `api-${process.pid}`
  await Promise.all([
    workOnJobs(jobRunner(ports, worker), { lanes: LANES, mostLanes: MOST_LANES, signal }),
    workOnJobs(runRunner(ports, `${worker}-run`), { lanes: 1, signal }),
  ])
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    stopping.abort()
    await drain(server)
    await working
    await Promise.all([db, houseDb].map((each) => each.end({ timeout: 2 })))
    process.exit(0)
  })
}
