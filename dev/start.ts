import { accounts, openDb, type Db } from '@tamaru/db'
import { removeEmbeddedData, startEmbeddedServer, type EmbeddedServer } from '@tamaru/db/embedded-server'
import { migrate } from '@tamaru/db/migrate'
import { openPhotoStore } from '@tamaru/db/photo-store'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs, styleText } from 'node:util'
import { connectLine } from '../api/src/line-setup/connect-line.ts'
import { parseEnv } from '../api/src/env.ts'
import { buildLiffApp } from './build-liff-app.ts'
import { openDemoClock } from './clock/demo-clock.ts'
import { openClockDoor } from './clock/open-clock-door.ts'
import { passClockOn } from './clock/pass-clock-on.ts'
import { DEMO_LINE } from './demo-line.ts'
import { keptFolder } from './kept-folder.ts'
import { planStart, type StartPlan } from './plan-start.ts'
import { printLog } from './print-log.ts'
import { seedDemo } from './seed/seed-demo.ts'
import { supervise, type Supervised } from './supervise.ts'
import { loadWorld } from './world/load-world.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const say = (line: string) => printLog('tamaru', line)

const { values: wanted } = parseArgs({
  options: { fresh: { type: 'boolean' }, small: { type: 'boolean' }, world: { type: 'string' } },
})

process.chdir(ROOT)
if (existsSync('.env')) process.loadEnvFile('.env')
const DEV = keptFolder()
const startedAt = performance.now()
const running: Supervised[] = []
let server: EmbeddedServer | undefined

try {
  await mkdir(DEV, { recursive: true })
  if (wanted.fresh) await beginAnew()
  await start()
} catch (error) {
  console.error(styleText('red', (error as Error).message))
  await stop(1)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop(0))

async function start(): Promise<void> {
  const plan = await planStart(process.env)
  const clock = plan.isDemo ? openDemoClock(DEV) : undefined
  // At once, so that a second demo finds the port taken. Programs that are started later begin with the clock as it is then.
  const moved = () => passClockOn(running, plan.env.DATABASE_URL!)
  if (clock) await openClockDoor(clock, { port: plan.clockPort!, moved })
  if (!plan.env.DATABASE_URL) {
    server = await startEmbeddedServer({ folder: path.join(DEV, 'postgres'), onDeath: say })
    plan.env.DATABASE_URL = server.url
    say(`PostgreSQL runs on ${server.url}`)
  }
  // Not before the database is ours: a second start, which ends there, must not build over the pages of the first.
  const building = buildLiffApp({
    outDir: path.resolve(plan.env.LIFF_APP_DIST ?? 'liff-app/dist'),
    sandboxUrl: plan.sandboxUrl,
  })
  building.catch(() => {})
  await prepareDatabase(plan.env, plan.isDemo)
  if (await building) say('built the LIFF app')

  const run = (name: string, script: string, env: NodeJS.ProcessEnv) =>
    running.push(
      supervise({
        name,
        script: path.join(ROOT, script),
        env,
        print: printLog,
        clock,
        onHopeless: () => void stop(78),
      }),
    )
  if (plan.sandboxUrl) run('line-sandbox', 'line-sandbox/src/server.ts', plan.sandboxEnv)
  if (plan.shopUrl) run('shop', 'dev/shop/shop.ts', plan.shopEnv)
  run('api', 'api/src/node.ts', plan.env)
  run('ocr-worker', 'ocr-worker/src/worker.ts', plan.env)
  await answers(`http://127.0.0.1:${plan.env.PORT}/readyz`)
  if (plan.sandboxUrl) {
    await answers(plan.sandboxUrl)
    await giveSandboxItsMenu(plan.env)
  }
  announce(plan)
}

/** The demo is the same without: then the chat only has no menu under it. */
async function giveSandboxItsMenu(env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await connectLine(parseEnv(env))
  } catch (error) {
    say(`the chat has no menu: ${(error as Error).message}`)
  }
}

async function prepareDatabase(env: NodeJS.ProcessEnv, isDemo: boolean): Promise<void> {
  const db = openDb(env.DATABASE_URL!, { max: 2, name: 'tamaru-start' })
  try {
    const now = new Date()
    if (isDemo) await loadWorldOnce(db, env, now)
    const ran = await migrate(db, now)
    if (ran.length > 0) say(`migrated: ${ran.join(', ')}`)
    const wanted = {
      slug: env.ACCOUNT_SLUG ?? 'minato',
      name: env.ACCOUNT_NAME ?? 'ミナト食品',
      loginChannelId: env.LINE_LOGIN_CHANNEL_ID!,
    }
    const account = await accounts.ensure(db, wanted, now)
    if (!isDemo) return
    const photos = openPhotoStore(env.PHOTO_STORE!)
    const seeded = await seedDemo({ db, photos, env: parseEnv(env) }, account, now)
    if (seeded) say('filled in the demo: a campaign, some shoppers, their entries and points')
  } finally {
    await db.end({ timeout: 2 })
  }
}

/** The stored world, or the one of `--world FILE`. Not into a database of one's own, nor where another account is asked for. */
async function loadWorldOnce(db: Db, env: NodeJS.ProcessEnv, now: Date): Promise<void> {
  const isOurs = server && !env.ACCOUNT_SLUG && env.LINE_LOGIN_CHANNEL_ID === DEMO_LINE.LINE_LOGIN_CHANNEL_ID
  if (!isOurs || wanted.small) return
  const began_ms = performance.now()
  const loaded = await loadWorld(db, now, wanted.world)
  const seconds = ((performance.now() - began_ms) / 1000).toFixed(1)
  if (loaded) say(`loaded a year of ${loaded.people} shoppers, until ${loaded.lastDay} (${seconds} s)`)
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (
      await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
        (response) => response.ok,
        () => false,
      )
    )
      return
    await sleep(50)
  }
  throw new Error(`${url} does not answer`)
}

function announce({ env, sandboxUrl, clockPort, shopUrl }: StartPlan): void {
  const publicUrl = env.PUBLIC_URL!
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const lines = [
    sandboxUrl ? ['Phone  ', sandboxUrl] : ['Mini-app', publicUrl],
    ['Staff  ', `${publicUrl}/staff`],
    ...(shopUrl ? [['Shop   ', shopUrl]] : []),
    ['API    ', `${publicUrl}/api/openapi.json`],
    ...(clockPort ? [['Clock  ', `http://localhost:${clockPort}`]] : []),
  ]
  console.log(`\n  ${styleText('bold', '貯まる Tamaru')} is ready (${seconds} s). Stop with Ctrl+C.\n`)
  for (const [name, url] of lines) console.log(`  ${name}  ${styleText('underline', url!)}`)
  console.log('')
}

async function beginAnew(): Promise<void> {
  await removeEmbeddedData(path.join(DEV, 'postgres'))
  for (const name of ['photos', 'line-sandbox.json', 'clock.json'])
    await rm(path.join(DEV, name), { recursive: true, force: true })
  say("beginning anew: database, photos and chat are empty, and the clock is the machine's")
}

async function stop(code: number): Promise<never> {
  await Promise.all(running.map((program) => program.stop()))
  await server?.stop()
  process.exit(code)
}
