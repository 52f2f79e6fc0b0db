import { openDb, type Db } from '@tamaru/db'
import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'

export interface FreshDatabase extends AsyncDisposable {
  db: Db
  url: string
}

/**
 * An empty, migrated database of one's own, in about 50 ms. At the head of a test file:
 *
 *     const database = await freshDatabase()
 *     afterAll(() => database[Symbol.asyncDispose]())
 *
 * or inside one test: `await using database = await freshDatabase()`. What is left over goes when the run ends.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { serverUrl, template } = inject('database')
  const name = `${template}_${randomBytes(6).toString('hex')}`
  // Copying files takes half the work of writing every page to the log as well.
  await onServer(serverUrl, `create database ${name} template ${template} strategy file_copy`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const db = openDb(url.href)
  return {
    db,
    url: url.href,
    async [Symbol.asyncDispose]() {
      await db.end({ timeout: 5 })
      await onServer(serverUrl, `drop database if exists ${name} with (force)`)
    },
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const admin = openDb(url, { max: 1 })
  try {
    await admin.unsafe(statement)
  } finally {
    await admin.end()
  }
}
