import { accounts, campaigns, inTransaction, openDb } from '@tamaru/db'
import { freePort, startEmbeddedServer, type EmbeddedServer } from '@tamaru/db/embedded-server'
import { migrate } from '@tamaru/db/migrate'
import { tokyoDate } from '@tamaru/domain'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { demoCampaign } from '../../dev/seed/demo-campaign.ts'
import { publishTestNotice } from '../../tests/support/publish-notice.ts'
import { DEMO_LINE } from '../../dev/demo-line.ts'
import { supervise } from '../../dev/supervise.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PATIENCE_MS = 60_000

export interface House extends AsyncDisposable {
  apiUrl: string
  /** The process of the api. */
  apiPid: number
  sandboxUrl: string
  /** Its PostgreSQL, which is started again when it dies. */
  server: EmbeddedServer
  /** What its programs printed. */
  log(): string
}

/**
 * The product as `npm start` runs it, with the same safe PostgreSQL, but empty and on its own: its folder, its ports,
 * the sandbox campaign published today. `lanes` photos are read at once.
 */
export async function openHouse(lanes: number): Promise<House> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-bench-'))
  let log = ''
  const print = (name: string, line: string) => void (log += `${name} ${line}\n`)
  const server = await startEmbeddedServer({
    folder: path.join(folder, 'postgres'),
    onDeath: (line) => print('tamaru', line),
  })
  await furnish(server.url)
  const [apiUrl, sandboxUrl] = [
    `http://localhost:${await freePort()}`,
    `http://localhost:${await freePort()}`,
  ]
  const env = {
    PATH: process.env.PATH,
    ...DEMO_LINE,
    DATABASE_URL: server.url,
    PUBLIC_URL: apiUrl,
    PHOTO_STORE: path.join(folder, 'photos'),
    LINE_API_URL: sandboxUrl,
    LINE_DATA_API_URL: sandboxUrl,
    OCR_LANES: String(lanes),
  }
  const run = (name: string, script: string, more: NodeJS.ProcessEnv = {}) =>
    supervise({
      name,
      script: path.join(ROOT, script),
      env: { ...env, ...more },
      print,
      onHopeless: () => {},
    })
  const running = [
    run('line-sandbox', 'line-sandbox/src/server.ts', { PORT: new URL(sandboxUrl).port, APP_URL: apiUrl }),
    run('api', 'api/src/node.ts', { PORT: new URL(apiUrl).port }),
    run('ocr-worker', 'ocr-worker/src/worker.ts'),
  ]
  const close = async () => {
    await Promise.all(running.map((program) => program.stop()))
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const isReady = async () =>
      log.includes('ocr-worker reads with') &&
      (await answers(sandboxUrl)) &&
      (await answers(`${apiUrl}/healthz`))
    for (const deadline = Date.now() + PATIENCE_MS; !(await isReady()); await sleep(100))
      if (Date.now() > deadline) throw new Error(`the house does not stand:\n${log}`)
  } catch (error) {
    await close()
    throw error
  }
  return {
    apiUrl,
    apiPid: running[1]!.pid()!,
    sandboxUrl,
    server,
    log: () => log,
    [Symbol.asyncDispose]: close,
  }
}

async function furnish(databaseUrl: string): Promise<void> {
  const db = openDb(databaseUrl, { max: 1, name: 'tamaru-bench' })
  try {
    const now = new Date()
    await migrate(db, now)
    const account = { slug: 'bench', name: 'ミナト食品', loginChannelId: DEMO_LINE.LINE_LOGIN_CHANNEL_ID }
    const { id } = await accounts.ensure(db, account, now)
    const rules = demoCampaign(tokyoDate(now))
    await publishTestNotice(db, id)
    await inTransaction(db, (sql) => campaigns.publish(sql, id, 'bench', rules, { now }))
  } finally {
    await db.end()
  }
}

const answers = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  )
