import { serve } from '@hono/node-server'
import { runDueJobs, type accounts, type Db } from '@tamaru/db'
import { openPhotoStore } from '@tamaru/db/photo-store'
import { addDays, tokyoDate, type CampaignRules, type CampaignRulesInput } from '@tamaru/domain'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createApp } from '../../api/src/app.ts'
import { createLineLogin } from '../../api/src/line/line-login.ts'
import { watchEntryByNotify } from '../../api/src/entries/watch-entry-by-notify.ts'
import { parseEnv } from '../../api/src/env.ts'
import { jobRunner } from '../../api/src/job-handlers.ts'
import { createLineClient } from '../../api/src/line/line-client.ts'
import type { LogLine } from '../../api/src/log.ts'
import type { Ports } from '../../api/src/ports.ts'
import { runRunner } from '../../api/src/run-runner.ts'
import { DEMO_CONTACT_KEY, DEMO_MEMBER_SITE_KEY } from '../../dev/demo-line.ts'
import { startSandbox, type Sandbox } from '../../line-sandbox/src/server.ts'
import { freshDatabase, type FreshDatabase } from './fresh-database.ts'
import { makeCampaign } from './make-campaign.ts'
import { makeAccount } from './make-people.ts'
import { publishTestNotice } from './publish-notice.ts'

export interface TestApi extends AsyncDisposable {
  /** Where it listens: webhooks come here, and tests that need a socket. */
  url: string
  db: Db
  ports: Ports
  app: ReturnType<typeof createApp>
  account: accounts.Account
  campaign: { accountId: string; campaignId: string; versionId: string; rules: CampaignRules }
  sandbox: Sandbox
  logs: LogLine[]
  clock: TestClock
  /** A request without a socket; `as` is a session's token. */
  call(method: string, path: string, given?: Call): Promise<Response>
  /** Does the API's jobs that are due, until none is left. Reading photos is not among them. */
  workJobs(): Promise<number>
  /** Moves the sandbox: GET without a body, POST with one. */
  control<T>(path: string, body?: unknown): Promise<T>
}

/** The one clock that the product goes by. */
export interface TestClock {
  /** Where it stands still; undefined: it goes, as far ahead of the real one as it was moved. */
  at: Date | undefined
  /** Moves it on. */
  pass(wait_s: number): void
}

export interface Call {
  as?: string
  json?: unknown
  form?: FormData
  headers?: Record<string, string>
}

/** The real API on a database of its own (or of another account as well), with the sandbox for LINE. */
export async function startApi(
  given: {
    rules?: Partial<CampaignRulesInput>
    database?: FreshDatabase
    channelId?: string
    lineDataUrl?: string
    lineTimeLimit_ms?: number
    /** False: the account has published none. */
    notice?: boolean
  } = {},
): Promise<TestApi> {
  const database = given.database ?? (await freshDatabase())
  const { db } = database
  const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-api-'))

  // LINE has to know where the product is, and the product where LINE is: the door opens before there is a house.
  let answer: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 503 })
  const server = serve({ fetch: (request) => answer(request), port: 0, hostname: '127.0.0.1' })
  if (!server.listening) await new Promise<void>((resolve) => server.once('listening', () => resolve()))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const loginChannelId = given.channelId ?? '2000000001'
  const sandbox = await startSandbox({
    port: 0,
    appUrl: url,
    redeliveryDelaysMs: [],
    loginChannelId,
    liffId: `${loginChannelId}-tamaruAP`,
    staffLiffId: `${loginChannelId}-tamaruST`,
  })

  const env = parseEnv({
    DATABASE_URL: database.url,
    PUBLIC_URL: url,
    PHOTO_STORE: folder,
    CONTACT_KEY: DEMO_CONTACT_KEY,
    MEMBER_SITE_URL: 'https://shop.example.jp/line',
    MEMBER_SITE_KEYS: DEMO_MEMBER_SITE_KEY,
    LINE_API_URL: sandbox.url,
    LINE_DATA_API_URL: given.lineDataUrl ?? sandbox.url,
    LINE_LOGIN_CHANNEL_ID: loginChannelId,
    LINE_LOGIN_CHANNEL_SECRET: sandbox.options.loginChannelSecret,
    LINE_CHANNEL_SECRET: sandbox.options.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: sandbox.options.channelAccessToken,
    LINE_LIFF_ID: sandbox.options.liffId,
    LINE_STAFF_LIFF_ID: sandbox.options.staffLiffId,
  })
  const account = await makeAccount(db, { loginChannelId })
  if (given.notice ?? true) await publishTestNotice(db, account.id)
  const campaign = await makeCampaign(db, account.id, { ...runningNow(), ...given.rules })
  let ahead_ms = 0
  const clock: TestClock = {
    at: undefined,
    pass(wait_s) {
      if (clock.at) clock.at = new Date(clock.at.getTime() + wait_s * 1000)
      else ahead_ms += wait_s * 1000
    },
  }
  const now = () => clock.at ?? new Date(Date.now() + ahead_ms)
  const logs: LogLine[] = []
  const ports: Ports = {
    env,
    db,
    photos: openPhotoStore(env.PHOTO_STORE),
    line: createLineClient({
      apiUrl: env.LINE_API_URL,
      dataApiUrl: env.LINE_DATA_API_URL,
      channelAccessToken: env.LINE_CHANNEL_ACCESS_TOKEN,
      timeLimit_ms: given.lineTimeLimit_ms,
      log: (line) => logs.push(line),
    }),
    lineLogin: createLineLogin({ apiUrl: env.LINE_API_URL, channelId: loginChannelId, now }),
    watchEntry: watchEntryByNotify(db),
    now,
    log: (line) => logs.push(line),
  }
  const app = createApp(ports)
  answer = (request) => app.fetch(request)

  return {
    url,
    db,
    ports,
    app,
    account,
    campaign,
    sandbox,
    logs,
    clock,
    async call(method, path, { as, json, form, headers } = {}) {
      return app.request(path, {
        method,
        headers: {
          ...(as ? { authorization: `Bearer ${as}` } : {}),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: form ?? (json === undefined ? undefined : JSON.stringify(json)),
      })
    },
    async workJobs() {
      const name = `test-${crypto.randomUUID()}`
      return (await runDueJobs(runRunner(ports, name))) + (await runDueJobs(jobRunner(ports, name)))
    },
    async control<T>(path: string, body?: unknown) {
      const answer = await fetch(`${sandbox.url}/__sandbox${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      if (!answer.ok) throw new Error(`the sandbox answered ${answer.status}: ${await answer.text()}`)
      return (answer.status === 204 ? undefined : await answer.json()) as T
    },
    async [Symbol.asyncDispose]() {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await sandbox.close()
      if (!given.database) await database[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
}

/** A campaign's dates around today: tests must not grow old. */
function runningNow(): Partial<CampaignRules> {
  const today = tokyoDate(new Date())
  return {
    purchasedFrom: addDays(today, -60),
    purchasedUntil: addDays(today, 60),
    entryUntil: addDays(today, 67),
  }
}
