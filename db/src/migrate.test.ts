import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/fresh-database.ts'
import { migrate } from './migrate.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

test('migrating a database that is up to date does nothing', async () => {
  expect(await migrate(db)).toEqual([])
})
