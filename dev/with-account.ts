import { accounts, openDb, type Db } from '@tamaru/db'
import { joinEmbeddedServer, type EmbeddedServer } from '@tamaru/db/embedded-server'
import { migrate } from '@tamaru/db/migrate'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseEnv, type Env } from '../api/src/env.ts'
import { openDemoClock } from './clock/demo-clock.ts'
import { DEMO_LINE } from './demo-line.ts'
import { isDemo } from './is-demo.ts'
import { keptFolder } from './kept-folder.ts'

/**
 * For commands on a server: the configured database (.env), brought up to date, and the configured account; without a
 * DATABASE_URL what `npm start` keeps, whether it runs or not, by the demo's clock. What `work` throws becomes one line and exit code 1.
 */
export async function withAccount(
  work: (db: Db, account: accounts.Account, ran: string[]) => Promise<string>,
): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  let db: Db | undefined
  let server: EmbeddedServer | null = null
  try {
    if (isDemo(process.env)) openDemoClock(keptFolder())
    if (!process.env.DATABASE_URL) server = await joinEmbeddedServer(path.join(keptFolder(), 'postgres'))
    const env = configure(server)
    db = openDb(env.DATABASE_URL, { max: 2, name: 'tamaru-command' })
    const now = new Date()
    const ran = await migrate(db, now)
    const { ACCOUNT_SLUG: slug, ACCOUNT_NAME: name, LINE_LOGIN_CHANNEL_ID: loginChannelId } = env
    const account = await accounts.ensure(db, { slug, name, loginChannelId }, now)
    console.log(await work(db, account, ran))
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  } finally {
    await db?.end({ timeout: 2 })
    await server?.stop()
  }
}

/** As `npm start` has it: the demo's channel where no other is set. */
function configure(server: EmbeddedServer | null): Env {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  if (!server) return parseEnv(given)
  return parseEnv({ ...(isDemo(given) ? DEMO_LINE : {}), ...given, DATABASE_URL: server.url })
}
