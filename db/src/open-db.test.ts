import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/fresh-database.ts'
import { asPool, inTransaction, openDb } from './open-db.ts'

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

test('a transaction that stands in for a pool keeps what its transactions did, but for one that throws; or nothing', async () => {
  await db`create table part (name text)`
  const write = (pool: typeof db, name: string) =>
    inTransaction(pool, async (sql) => {
      await sql`insert into part values (${name})`
      if (name === 'broken') throw new Error('no further')
    })
  const whole = (names: string[]) =>
    inTransaction(db, async (sql) => {
      const pool = asPool(sql)
      for (const name of names) await write(pool, name).catch(() => {})
      await pool`insert into part values ('directly')`
      if (names.includes('last')) throw new Error('after all')
    })
  await expect(whole(['first', 'last'])).rejects.toThrow('after all')
  await whole(['first', 'broken', 'second'])
  expect((await db`select name from part`).map(({ name }) => name)).toEqual(['first', 'second', 'directly'])
})

test('a transaction has a connection to itself, however many queries are under way', async () => {
  const few = openDb(database.url, { max: 2, name: 'few' })
  await db`create table kept (place int)`
  const refusals: unknown[] = []
  // Up to and beyond the hundred that the client sends ahead on each of the two connections.
  for (let underWay = 190; underWay <= 210; underWay++) {
    const queries = Array.from({ length: underWay }, () => few`select 1`.execute())
    const begun = Array.from({ length: 3 }, (_, place) =>
      inTransaction(few, (sql) => sql`insert into kept values (${place})`),
    )
    const ended = await Promise.allSettled([...queries, ...begun])
    for (const end of ended) if (end.status === 'rejected') refusals.push(end.reason)
  }
  expect(refusals).toEqual([])
  expect(await db`select 1 from pg_stat_activity where application_name = 'few' and state <> 'idle'`).toEqual(
    [],
  )
  expect(await db`select 1 from kept`).toHaveLength(21 * 3)
  await few.end()
})

test.each([
  ['U+0000', 'a\0b', 'ab'],
  ['a high half of a surrogate', 'a\ud83d', 'a\ufffd'],
  ['a low half of a surrogate', '\ude00b', '\ufffdb'],
  ['halves in the wrong order', '\ude00\ud83d', '\ufffd\ufffd'],
  ['a whole emoji, which stays', '😀', '😀'],
  ['a backslash with what looks like an escape, which stays', '\\u0000', '\\u0000'],
])('a text with %s is kept, in columns, lists and JSON, keys included', async (_what, given, kept) => {
  const [row] = await db`
    select ${given}::text as text, ${[given, 'x']}::text[] as list, ${given}::varchar as short,
      ${db.json({ [given]: [given, { deep: given }], n: 1, none: null })}::jsonb as json`
  expect(row).toEqual({
    text: kept,
    list: [kept, 'x'],
    short: kept,
    json: { [kept]: [kept, { deep: kept }], n: 1, none: null },
  })
})
