import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

/** The ways in which PostgreSQL tells the time, as it prints them. */
const ASKS =
  String.raw`\m(now|(clock|statement|transaction)_timestamp|timeofday|age|localtime(stamp)?)\s*\(|\mcurrent_(date|time)|` +
  String.raw`\mlocaltime|'(now|today|tomorrow|yesterday)'`

/** Everything of the live schema that PostgreSQL carries out by itself, as text. */
const written = () => db<{ name: string; text: string }[]>`
  select format('function %s', p.oid::regprocedure) as name, pg_get_functiondef(p.oid) as text
  from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
  union all
  select format('default of %s.%s', d.adrelid::regclass, a.attname), pg_get_expr(d.adbin, d.adrelid)
  from pg_attrdef d join pg_attribute a on (a.attrelid, a.attnum) = (d.adrelid, d.adnum)
    join pg_class c on c.oid = d.adrelid where c.relnamespace = 'public'::regnamespace
  union all
  select format('constraint %s of %s', conname, conrelid::regclass), pg_get_constraintdef(oid)
  from pg_constraint where connamespace = 'public'::regnamespace
  union all
  select format('trigger %s of %s', tgname, tgrelid::regclass), pg_get_triggerdef(t.oid)
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where not tgisinternal and c.relnamespace = 'public'::regnamespace
  union all
  select format('rule %s of %s', rulename, ev_class::regclass), pg_get_ruledef(r.oid)
  from pg_rewrite r join pg_class c on c.oid = r.ev_class where c.relnamespace = 'public'::regnamespace
  union all
  select format('policy %s of %s', polname, polrelid::regclass), concat_ws(' ',
    pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) from pg_policy`

test('the test below looks at all kinds of things', async () => {
  const kinds = new Set((await written()).map(({ name }) => name.split(' ')[0]))
  expect([...kinds]).toEqual(['function', 'default', 'constraint', 'trigger', 'rule'])
})

test.each([
  ['a default', `create table late (at timestamptz default now())`],
  ['a function', `create function late() returns date language sql return current_date`],
  ['a check', `create table late (at timestamptz check (at < clock_timestamp()))`],
  ['a view', `create view late as select id from entry where created_at > localtimestamp`],
  ['a word', `create function late() returns timestamptz language plpgsql as 'begin return ''now''; end'`],
])('%s that asks the database for the time is found', async (_, statement) => {
  await db.begin(async (sql) => {
    await sql.unsafe(statement)
    const found = await sql<
      { asks: boolean }[]
    >`select bool_or(text ~* ${ASKS}) as asks from (${written()}) w`
    expect(found[0]!.asks).toBe(true)
    await sql`rollback and chain`
  })
})

test('nothing in the live schema asks the database for the time: whoever writes says when', async () => {
  const found = await db<{ name: string }[]>`select name from (${written()}) w where text ~* ${ASKS}`
  expect(found).toEqual([])
})
