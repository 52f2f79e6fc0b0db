import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { inTransaction, type Sql } from '../open-db.ts'
import { PERSON_TABLES, TABLES_OF_NOBODY } from './person-tables.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

/** By which a row is a person's. */
const NAMES_PERSON = ['shopper_id', 'person_id', 'entry_id']
/** What every row of theirs has: whose it is. */
const NAMES_OWNER = ['account_id', 'shopper_id', 'person_id']
/** What can hold words: whoever adds such a column says what becomes of it. */
const HOLDS_WORDS = ['text', 'jsonb', 'json', 'bytea', 'ARRAY', 'character varying', 'character']

/** What the lists do not account for, in words. */
async function findStrays(sql: Sql): Promise<string[]> {
  const columns = await sql<{ table: string; column: string; type: string }[]>`
    select c.table_name as table, c.column_name as column, coalesce(c.domain_name, c.data_type) as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and not exists (select from pg_inherits where inhrelid = to_regclass(c.table_name))
    order by 1, c.ordinal_position`
  return columns.flatMap(({ table, column, type }) => {
    const person = PERSON_TABLES[table]
    if (!person && !(table in TABLES_OF_NOBODY)) return [`${table} is on no list`]
    if (!person) return NAMES_PERSON.includes(column) ? [`${table}.${column} names a person`] : []
    const isNamed = person.takes === 'rows' || column in person.takes || column in person.stays
    return HOLDS_WORDS.includes(type) && !isNamed ? [`nothing says what becomes of ${table}.${column}`] : []
  })
}

test('every table and every column of words in the schema is accounted for', async () => {
  expect(await findStrays(db)).toEqual([])
  const tables = Object.keys({ ...PERSON_TABLES, ...TABLES_OF_NOBODY })
  expect(tables).toHaveLength(Object.keys(PERSON_TABLES).length + Object.keys(TABLES_OF_NOBODY).length)
  for (const table of tables) expect(await db`select from ${db(table)} limit 0`, table).toHaveLength(0)
})

test('a table, a column of words or a person that somebody adds is found', async () => {
  const planted = inTransaction(db, async (sql) => {
    await sql`create table whim (shopper_id uuid)`
    await sql`alter table lot add column remark text`
    await sql`alter table reward add column shopper_id uuid`
    throw new Error((await findStrays(sql)).join('; '))
  })
  await expect(planted).rejects.toThrow(
    'nothing says what becomes of lot.remark; reward.shopper_id names a person; whim is on no list',
  )
})

test('what erasing takes, an export gives, or the list says why not', async () => {
  const columns = await db<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns where table_schema = 'public'`
  const kept: string[] = []
  for (const [table, { takes, gives, withholds = {} }] of Object.entries(PERSON_TABLES)) {
    const told = [...(gives ?? []), ...Object.keys(withholds)]
    const all = columns.filter((each) => each.table === table).map(({ column }) => column)
    const taken =
      takes === 'rows' ? all.filter((column) => !NAMES_OWNER.includes(column)) : Object.keys(takes)
    expect(all, table).toEqual(expect.arrayContaining([...taken, ...told.filter((column) => column !== '*')]))
    if (told.includes('*')) continue
    kept.push(...taken.filter((column) => !told.includes(column)).map((column) => `${table}.${column}`))
  }
  expect(kept).toEqual([])
})
