import { readFile } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { describeSchema, SCHEMA_FILE } from './describe-schema.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

test('db/schema.sql tells the schema as the migrations make it today', async () => {
  const today = await describeSchema(db)
  expect(await readFile(SCHEMA_FILE, 'utf8'), 'run `npm run schema`, and commit db/schema.sql').toBe(today)
})

test('a changed column, key, check, index, trigger or function changes it', async () => {
  const before = await describeSchema(db)
  for (const change of [
    `alter table store add column floor int not null default 1`,
    `alter table store add constraint store_floor check (floor < 200)`,
    `create index store_by_floor on store (account_id, floor)`,
    `create function climb() returns trigger language plpgsql as 'begin return new; end'`,
    `create trigger store_climbs before update on store for each row execute function climb()`,
    `comment on column store.floor is 'in the Japanese way: the ground is 1'`,
  ]) {
    const earlier = await describeSchema(db)
    await db.unsafe(change)
    expect([change, (await describeSchema(db)) === earlier]).toEqual([change, false])
  }
  await db.unsafe('create table visit (at date not null) partition by range (at)')
  const whole = await describeSchema(db)
  await db.unsafe(
    `create table visit_2026_12 partition of visit for values from ('2026-12-01') to ('2027-01-01')`,
  )
  expect(await describeSchema(db)).toBe(whole)
  expect(whole.length).toBeGreaterThan(before.length)
})
