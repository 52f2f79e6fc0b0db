import { openDb, runDueJobs } from '@tamaru/db'
import { S3PhotoStore } from '@tamaru/db/s3-photo-store'
import { createApp } from './app.ts'
import { createLineLogin } from './auth/line-login.ts'
import { watchEntryByClock } from './entries/watch-entry-by-clock.ts'
import { parseEnv } from './env.ts'
import { jobRunner } from './jobs/handlers.ts'
import { logJson } from './log.ts'
import { createLineClient } from './messages/line-client.ts'
import type { Ports } from './ports.ts'

interface Bindings {
  HYPERDRIVE: { connectionString: string }
  [name: string]: unknown
}

interface Waiting {
  waitUntil(work: Promise<unknown>): void
}

/** Workers may share no connection between requests: one small pool each, behind Hyperdrive's. */
const CONNECTIONS = 5

function openPorts(bindings: Bindings): Ports {
  const env = parseEnv({ ...bindings, DATABASE_URL: bindings.HYPERDRIVE.connectionString })
  const now = () => new Date()
  return {
    env,
    db: openDb(env.DATABASE_URL, { max: CONNECTIONS, name: 'tamaru-workers' }),
    photos: S3PhotoStore.fromUrl(env.PHOTO_STORE),
    line: createLineClient({
      apiUrl: env.LINE_API_URL,
      dataApiUrl: env.LINE_DATA_API_URL,
      channelAccessToken: env.LINE_CHANNEL_ACCESS_TOKEN,
    }),
    lineLogin: createLineLogin({ apiUrl: env.LINE_API_URL, channelId: env.LINE_LOGIN_CHANNEL_ID, now }),
    watchEntry: watchEntryByClock,
    now,
    log: logJson,
  }
}

const runJobs = (ports: Ports) => runDueJobs(jobRunner(ports, `workers-${crypto.randomUUID()}`))

export default {
  async fetch(request: Request, bindings: Bindings, context: Waiting): Promise<Response> {
    const ports = openPorts(bindings)
    const response = await createApp(ports).fetch(request, bindings)
    // No process listens for jobs here: whoever comes by does what is due, after the answer has gone out.
    context.waitUntil(runJobs(ports))
    return response
  },

  /** Every minute: what nobody came by for. */
  async scheduled(_event: unknown, bindings: Bindings): Promise<void> {
    await runJobs(openPorts(bindings))
  },
}
