import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/fresh-database.ts'
import { inTransaction } from './open-db.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

test('columns come back in camelCase, the keys inside jsonb as they were written', async () => {
  const [row] = await db`select 1 as some_number, '{"price_yen": 128}'::jsonb as some_json`
  expect(row).toEqual({ someNumber: 1, someJson: { price_yen: 128 } })
})

test('a day is its text, an instant a Date, a numeric a number', async () => {
  const day = '2026-11-02'
  const at = new Date('2026-11-02T15:00:00.123Z')
  const [row] = await db`select ${day}::date as day, ${at}::timestamptz as at, ${0.75}::numeric as litres`
  expect(row).toEqual({ day, at, litres: 0.75 })
})

test('whatever throws in a transaction undoes all of it', async () => {
  await db`create table note (text text)`
  const broken = inTransaction(db, async (sql) => {
    await sql`insert into note values ('first')`
    throw new Error('no further')
  })
  await expect(broken).rejects.toThrow('no further')
  expect(await db`select * from note`).toHaveLength(0)
})
