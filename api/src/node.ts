import { accounts, openDb, workOnJobs } from '@tamaru/db'
import { openPhotoStore } from '@tamaru/db/photo-store'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp } from './app.ts'
import { createLineLogin } from './auth/line-login.ts'
import { watchEntryByNotify } from './entries/watch-entry-by-notify.ts'
import { parseEnv } from './env.ts'
import { jobRunner } from './jobs/handlers.ts'
import { keepHouse } from './keep-house.ts'
import { logJson } from './log.ts'
import { createLineClient } from './messages/line-client.ts'
import type { Ports } from './ports.ts'
import { drain, openServer } from './open-server.ts'
import { servePages } from './serve-pages.ts'

const HOUR_MS = 3_600_000
const LANES = 4

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
const db = openDb(env.DATABASE_URL, { name: 'tamaru-api' })
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
  watchEntry: await watchEntryByNotify(db),
  now,
  log: logJson,
  leaving: stopping.signal,
  pagesAreThere: existsSync(path.join(pages, 'index.html')),
}
await accounts.ensure(db, {
  slug: env.ACCOUNT_SLUG,
  name: env.ACCOUNT_NAME,
  loginChannelId: env.LINE_LOGIN_CHANNEL_ID,
})

const app = createApp(ports)
if (existsSync(pages)) servePages(app, pages)

const working = workOnJobs(jobRunner(ports, `api-${process.pid}`), { lanes: LANES, signal: stopping.signal })
const housekeeping = setInterval(() => void keepHouse(ports), HOUR_MS)
await keepHouse(ports)

const server = await openServer(app, { port: env.PORT })
ports.log({ level: 'info', msg: `api listens on ${env.PORT}` })

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    stopping.abort()
    clearInterval(housekeeping)
    await drain(server)
    await working
    await db.end({ timeout: 2 })
    process.exit(0)
  })
}
