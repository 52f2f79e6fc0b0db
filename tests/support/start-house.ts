import { accounts, campaigns, inTransaction, openDb, staff } from '@tamaru/db'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { DEMO_CONTACT_KEY } from '../../dev/demo-line.ts'
import { demoCampaign } from '../../dev/seed/demo-campaign.ts'
import { startSandbox, type Sandbox } from '../../line-sandbox/src/server.ts'
import { freshDatabase } from './fresh-database.ts'
import { publishTestNotice } from './publish-notice.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SCRIPTS = { api: 'api/src/node.ts', worker: 'ocr-worker/src/worker.ts' }
type ProgramName = keyof typeof SCRIPTS

/** The product as it is hosted: api and ocr-worker as processes of their own, with the sandbox as LINE. */
export interface House extends AsyncDisposable {
  url: string
  sandbox: Sandbox
  db: ReturnType<typeof openDb>
  accountId: string
  start(program: ProgramName): Promise<void>
  /** kill -9: no handler runs, nothing is put away. */
  kill(program: ProgramName): Promise<void>
  /** SIGTERM, as a supervisor ends a program. Resolves with its exit code. */
  end(program: ProgramName): Promise<number | null>
  /** What the programs printed, for a failing test. */
  log(): string
}

/**
 * An empty house with ミナト食品's campaign; api and ocr-worker run. `pages` is a built LIFF app to serve; without a
 * reader, entries wait until the test says what is on them (`readByHand`).
 */
export async function startHouse(
  options: {
    pages?: string
    apiPort?: number
    sandbox?: Sandbox
    withoutReader?: boolean
    /** What its programs are set to beside the usual. */
    settings?: Record<string, string>
  } = {},
): Promise<House> {
  const database = await freshDatabase()
  const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-house-'))
  const port = options.apiPort ?? (await choosePort())
  const url = `http://localhost:${port}`
  const sandbox = options.sandbox ?? (await startSandbox({ port: 0, appUrl: url }))
  const { loginChannelId } = sandbox.options
  const now = new Date()
  const account = await accounts.ensure(
    database.db,
    { slug: 'minato', name: 'ミナト食品', loginChannelId },
    now,
  )
  const rules = demoCampaign(now.toISOString().slice(0, 10))
  await inTransaction(database.db, (sql) => campaigns.publish(sql, account.id, 'test', rules, { now }))
  const owner = { lineUserId: 'U5a70e1c0ffee5a1ad0000000000000b1', displayName: '田中さくら' }
  await staff.grant(database.db, account.id, { ...owner, role: 'owner' }, now)
  await publishTestNotice(database.db, account.id)
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    PORT: String(port),
    PUBLIC_URL: url,
    PHOTO_STORE: path.join(folder, 'photos'),
    LINE_API_URL: sandbox.url,
    LINE_DATA_API_URL: sandbox.url,
    LINE_LOGIN_CHANNEL_ID: sandbox.options.loginChannelId,
    LINE_LOGIN_CHANNEL_SECRET: sandbox.options.loginChannelSecret,
    CONTACT_KEY: DEMO_CONTACT_KEY,
    LINE_CHANNEL_SECRET: sandbox.options.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: sandbox.options.channelAccessToken,
    LINE_LIFF_ID: sandbox.options.liffId,
    LINE_STAFF_LIFF_ID: sandbox.options.staffLiffId,
    OCR_LANES: '1',
    ...options.settings,
    LIFF_APP_DIST: options.pages ?? path.join(folder, 'no-pages'),
  }
  const running = new Map<ProgramName, ChildProcess>()
  let log = ''

  async function start(program: ProgramName): Promise<void> {
    const child = spawn(process.execPath, [path.join(ROOT, SCRIPTS[program])], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => (log += `${program} ${chunk}`))
    running.set(program, child)
    if (program === 'api')
      await untilTrue(() =>
        fetch(`${url}/healthz`).then(
          (response) => response.ok,
          () => false,
        ),
      )
  }

  async function kill(program: ProgramName, signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    const child = running.get(program)
    running.delete(program)
    if (!child || child.exitCode !== null || child.signalCode !== null) return null
    const exited = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await exited
    return child.exitCode
  }

  await Promise.all([start('api'), options.withoutReader || start('worker')])
  return {
    url,
    sandbox,
    db: database.db,
    accountId: account.id,
    start,
    kill: async (program) => void (await kill(program)),
    end: (program) => kill(program, 'SIGTERM'),
    log: () => log,
    async [Symbol.asyncDispose]() {
      await Promise.all([kill('api', 'SIGTERM'), kill('worker', 'SIGTERM')])
      if (!options.sandbox) await sandbox.close()
      await database[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/**
 * A port that is free and stays so while the house is down: below those that systems hand out to whoever asks for any.
 */
export async function choosePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 30_000)
    const probe = createServer().listen(port)
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    )
    if (isFree) await new Promise((resolve) => probe.close(resolve))
    if (isFree) return port
  }
}

/** Waits until something holds. The limit is there for a broken product, not to measure a good one. */
export async function untilTrue(holds: () => Promise<boolean> | boolean, limit_s = 90): Promise<void> {
  const deadline = Date.now() + limit_s * 1000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`after ${limit_s} s it still does not hold: ${holds}`)
    await sleep(50)
  }
}
