import { readdir } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { migrate } from './migrate.ts'
import { openDb } from '../open-db.ts'

const database = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

test('a database that is up to date is left alone', async () => {
  expect(await migrate(database.db, new Date())).toEqual([])
})

test('two processes that start at once on an empty database run each migration once', async () => {
  await using empty = await freshDatabase()
  await empty.db`drop schema public cascade`
  await empty.db`create schema public`
  const other = openDb(empty.url)
  const ran = (await Promise.all([migrate(empty.db, new Date()), migrate(other, new Date())])).flat().sort()
  await other.end()
  const files = (await readdir(new URL('../../migrations/', import.meta.url))).sort()
  expect(ran).toEqual(files)
})
