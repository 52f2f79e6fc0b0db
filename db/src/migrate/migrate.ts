import { readdir, readFile } from 'node:fs/promises'
import { inTransaction, type Db } from '../open-db.ts'
import { refreshTouched } from '../facts/refresh-facts.ts'
import { classEarlierGoods } from '../entries/class-earlier-goods.ts'
import { nameEarlierGoods } from '../entries/name-earlier-goods.ts'
import { traceEarlierEntries } from '../entries/trace-earlier-entries.ts'

/** The folder of the numbered files. */
export const MIGRATIONS = new URL('../../migrations/', import.meta.url)
/** Any number that no other program uses as an advisory lock here: two processes that start at once take turns. */
const MIGRATION_LOCK = 726_152_901

/**
 * Brings the schema up to date: runs, each in its own transaction, the numbered files that have not run yet. Then
 * entries, their goods and people get what newer versions keep of them.
 */
export async function migrate(db: Db, now: Date): Promise<string[]> {
  const ran = await migrateSchema(db, now)
  await traceEarlierEntries(db)
  await nameEarlierGoods(db)
  await classEarlierGoods(db)
  if (ran.length > 0) await refreshTouched(db, now)
  return ran
}

/** Runs the numbered files that have not run yet, up to the one of this name where one is given. Returns which. */
export async function migrateSchema(db: Db, now: Date, last?: string): Promise<string[]> {
  // Under the lock too: two "create table if not exists" at once can both find nothing, and one of them then fails.
  await inTransaction(db, async (sql) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
    await sql`create table if not exists migration (name text primary key, ran_at timestamptz not null)`
  })
  const names = (await readdir(MIGRATIONS)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort()
  const ran: string[] = []
  for (const name of names) {
    if (last && name > last) break
    const isNew = await inTransaction(db, async (sql) => {
      await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
      const { count } =
        await sql`insert into migration (name, ran_at) values (${name}, ${now}) on conflict do nothing`
      if (count === 0) return false
      await sql.unsafe(await readFile(new URL(name, MIGRATIONS), 'utf8'))
      return true
    })
    if (isNew) ran.push(name)
  }
  return ran
}
