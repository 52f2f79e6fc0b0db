import { openDb, REQUEST_LIMITS, runDueJobs } from '@tamaru/db'
import { S3PhotoStore } from '@tamaru/db/s3-photo-store'
import { pageAt } from '@tamaru/domain'
import { createApp } from './app.ts'
import type { JWKSCacheInput } from 'jose'
import { createLineLogin } from './line/line-login.ts'
import { watchEntryByClock } from './entries/watch-entry-by-clock.ts'
import { parseEnv } from './env.ts'
import { jobRunner, LANES } from './job-handlers.ts'
import { followStream } from './http/follow-stream.ts'
import { belongsToApi, wantsPage } from './http/wants-page.ts'
import { logJson } from './log.ts'
import { createLineClient } from './line/line-client.ts'
import type { Ports } from './ports.ts'

/** What wrangler.toml binds, and beside it the names of .env.example as vars and secrets. */
interface Bindings {
  HYPERDRIVE: { connectionString: string }
  ASSETS: { fetch(request: Request): Promise<Response> }
  [name: string]: unknown
}

interface Waiting {
  waitUntil(work: Promise<unknown>): void
}

/** Workers may share no connection between requests: one small pool each, behind Hyperdrive's. */
const CONNECTIONS = 5
/** The platform ends work 30 seconds after the answer; the next cron comes after 60. New jobs are begun until then. */
const AFTER_AN_ANSWER_MS = 20_000
const BY_THE_CLOCK_MS = 50_000
/** LINE's keys, for as long as this isolate lives: a login each must not be a question to LINE each. */
const keyCache: JWKSCacheInput = {}

export default {
  async fetch(request: Request, bindings: Bindings, context: Waiting): Promise<Response> {
    const url = new URL(request.url)
    const page = belongsToApi(url.pathname) ? undefined : await answerPage(url, request, bindings)
    if (page) return page
    const ports = openPorts(bindings)
    const { response, sent } = followToEnd(await createApp(ports).fetch(request, bindings))
    // No process listens for jobs here: whoever comes by does what is due, after the answer has gone out.
    const work = runJobs(ports, AFTER_AN_ANSWER_MS)
    work.catch((error) =>
      ports.log({ level: 'error', msg: 'the queue cannot be reached', error: String(error) }),
    )
    context.waitUntil(Promise.allSettled([sent, work]).then(() => close(ports)))
    return response
  },

  /** Every minute: what nobody came by for. Runs and housekeeping take longer than a Worker may: node-jobs.ts does them. */
  async scheduled(_event: unknown, bindings: Bindings): Promise<void> {
    const ports = openPorts(bindings)
    try {
      await Promise.all(Array.from({ length: LANES }, () => runJobs(ports, BY_THE_CLOCK_MS)))
    } finally {
      await close(ports)
    }
  },
}

/** As serve-pages.ts does on Node. Undefined: there is none, and a program is told so by the API. */
async function answerPage(url: URL, request: Request, { ASSETS }: Bindings): Promise<Response | undefined> {
  if (!['GET', 'HEAD'].includes(request.method)) return undefined
  const page = pageAt(url.pathname, url.searchParams)
  const fetchFile = (file: string) => ASSETS.fetch(new Request(`${url.origin}/${file}`, request))
  const answer = page ? await fetchFile(page) : await ASSETS.fetch(request)
  if (answer.status !== 404) return answer
  if (!wantsPage(request.headers.get('accept') ?? undefined)) return undefined
  // Fetched by its name, it comes with its headers.
  const lost = await fetchFile('404.html')
  return new Response(lost.body, { status: 404, headers: lost.headers })
}

function openPorts(bindings: Bindings): Ports {
  const env = parseEnv({ ...bindings, DATABASE_URL: bindings.HYPERDRIVE.connectionString })
  const now = () => new Date()
  const ports: Ports = {
    env,
    db: openDb(env.DATABASE_URL, { max: CONNECTIONS, name: 'tamaru-workers', limits: REQUEST_LIMITS }),
    photos: S3PhotoStore.fromUrl(env.PHOTO_STORE),
    line: createLineClient({
      apiUrl: env.LINE_API_URL,
      dataApiUrl: env.LINE_DATA_API_URL,
      channelAccessToken: env.LINE_CHANNEL_ACCESS_TOKEN,
      log: logJson,
    }),
    lineLogin: createLineLogin({
      apiUrl: env.LINE_API_URL,
      channelId: env.LINE_LOGIN_CHANNEL_ID,
      now,
      keyCache,
    }),
    // The reader wakes nobody here. Who watches an entry settles it, rather than wait for the cron.
    watchEntry: watchEntryByClock(() => runJobs(ports, AFTER_AN_ANSWER_MS)),
    now,
    log: logJson,
  }
  return ports
}

function runJobs(ports: Ports, begin_ms: number): Promise<number> {
  return runDueJobs(jobRunner(ports, `workers-${crypto.randomUUID()}`), AbortSignal.timeout(begin_ms))
}

function close({ db }: Ports): Promise<void> {
  return db.end({ timeout: 1 })
}

/** An event stream asks the database until its last byte is out: `sent` resolves then, or when the caller has gone. */
function followToEnd(response: Response): { response: Response; sent: Promise<void> } {
  if (!response.body) return { response, sent: Promise.resolve() }
  const { stream, over } = followStream(response.body)
  return { response: new Response(stream, response), sent: over.then(() => {}) }
}
