import { readdir, readFile } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import * as consents from '../consent/consents.ts'
import { migrate } from './migrate.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const MIGRATIONS = new URL('../../migrations/', import.meta.url)

test('who had agreed to offers agreed to them then, under the words of then, and to nothing else', async () => {
  await db`drop schema public cascade`
  await db`create schema public`
  await db`create table migration (name text primary key, ran_at timestamptz not null default now())`
  const names = (await readdir(MIGRATIONS)).sort()
  const before = names.slice(
    0,
    names.findIndex((name) => name.endsWith('_consent.sql')),
  )
  for (const name of before) {
    await db.unsafe(await readFile(new URL(name, MIGRATIONS), 'utf8'))
    await db`insert into migration (name) values (${name})`
  }
  const [account] = await db<{ id: string }[]>`
    insert into account (slug, name, login_channel_id) values ('minato', 'ミナト食品', '2000000000') returning id`
  const accountId = account!.id
  const at = new Date('2026-05-06T12:00:00+09:00')
  const add = async (digit: string, agreedAt: Date | null) =>
    (
      await db<{ id: string }[]>`
        insert into shopper (account_id, line_user_id, offers_consent_at)
        values (${accountId}, ${`U${digit.repeat(32)}`}, ${agreedAt}) returning id`
    )[0]!.id
  const [agreed, silent] = [await add('1', at), await add('2', null)]
  await migrate(db, new Date())
  expect(await consents.history(db, accountId, agreed)).toEqual([
    { purpose: 'offers', given: true, wording: 1, noticeVersion: null, source: 'first_switch', at },
  ])
  expect(await consents.history(db, accountId, silent)).toEqual([])
  expect(await consents.countOffersByPurchases(db, accountId)).toEqual({ agreedToOffers: 1, reached: 0 })
})
