import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount } from '../../../tests/support/make-people.ts'
import * as card from './card.ts'
import { inTransaction, openDb } from '../open-db.ts'

const database = await freshDatabase()
const db = openDb(database.url, { max: 1 })
afterAll(async () => {
  await db.end()
  await database[Symbol.asyncDispose]()
})

const PEOPLE = 5_000
const TRANSFERS_EACH = 4

/** Books in which all comes from one account, as they are while a campaign runs. Returns one of the people. */
async function fillBooks(accountId: string): Promise<string> {
  await inTransaction(db, async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`
      insert into ledger_account (account_id, kind, shopper_id)
      select ${accountId}, 'shopper', gen_random_uuid() from generate_series(1, ${PEOPLE}::int)`
    const [issued] = await sql<{ id: string }[]>`
      insert into ledger_account (account_id, kind) values (${accountId}, 'issued') returning id`
    await sql`
      with written as (
        insert into journal (account_id, natural_key, reason, created_at)
        select ${accountId}, 'filled:' || a.id || ':' || n, 'opening', ${new Date()}
        from ledger_account a, generate_series(1, ${TRANSFERS_EACH}::int) n where a.kind = 'shopper'
        returning id, natural_key)
      insert into transfer (journal_id, line, account_id, from_id, to_id, points)
      select id, 0, ${accountId}, ${issued!.id}, split_part(natural_key, ':', 2)::bigint, 10 from written`
  })
  await db`vacuum analyze`
  const [person] = await db<
    { shopperId: string }[]
  >`select shopper_id from ledger_account where kind = 'shopper' limit 1`
  return person!.shopperId
}

const readOver = async () => {
  await db`select pg_stat_force_next_flush()`
  const [counted] = await db<{ scans: number }[]>`
    select sum(seq_scan)::int as scans from pg_stat_user_tables where relname in ('transfer', 'lot', 'journal')`
  return counted!.scans
}

test('a card is found by indexes, however many points one campaign has issued', async () => {
  const { id: accountId } = await makeAccount(db)
  const shopperId = await fillBooks(accountId)

  const before = await readOver()
  expect(await card.balance(db, accountId, shopperId)).toBe(10 * TRANSFERS_EACH)
  expect(await card.debtOf(db, accountId, shopperId)).toBe(0)
  expect((await card.history(db, accountId, shopperId, { limit: 50 })).items).toHaveLength(TRANSFERS_EACH)
  expect(await card.earnedSince(db, accountId, shopperId, new Date('2026-01-01'))).toBe(0)
  expect(await readOver()).toBe(before)

  await db`select count(*) from transfer`
  expect(await readOver()).toBe(before + 1)
})
