import { accounts, openDb, type Db } from '@tamaru/db'
import { migrate } from '@tamaru/db/migrate'
import { existsSync } from 'node:fs'
import { parseEnv } from '../api/src/env.ts'

/**
 * For commands on a server: the configured database (.env), brought up to date, and the configured account. What
 * `work` throws becomes one line and exit code 1.
 */
export async function withAccount(
  work: (db: Db, account: accounts.Account, ran: string[]) => Promise<string>,
): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  let db: Db | undefined
  try {
    const env = parseEnv(process.env)
    db = openDb(env.DATABASE_URL, { max: 2, name: 'tamaru-command' })
    const ran = await migrate(db)
    const account = await accounts.ensure(db, {
      slug: env.ACCOUNT_SLUG,
      name: env.ACCOUNT_NAME,
      loginChannelId: env.LINE_LOGIN_CHANNEL_ID,
    })
    console.log(await work(db, account, ran))
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  } finally {
    await db?.end({ timeout: 2 })
  }
}
