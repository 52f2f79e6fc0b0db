import type { Db } from '@tamaru/db'
import { readdir, readFile } from 'node:fs/promises'

const MIGRATIONS = new URL('../../db/migrations/', import.meta.url)

/** The schema as it was before the migration of this number ("0015"), without any rows. */
export async function migrateUntil(db: Db, number: string): Promise<void> {
  await db`drop schema public cascade`
  await db`create schema public`
  await db`create table migration (name text primary key, ran_at timestamptz not null default now())`
  for (const name of (await readdir(MIGRATIONS)).sort().filter((name) => name < number)) {
    await db.unsafe(await readFile(new URL(name, MIGRATIONS), 'utf8'))
    await db`insert into migration (name, ran_at) values (${name}, ${new Date()})`
  }
}
