import { readdir, readFile } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeDecision } from '../../../tests/support/make-decision.ts'
import * as entries from '../entries/entries.ts'
import { migrate } from './migrate.ts'
import * as lineMessages from '../messages/line-messages.ts'

const database = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { db } = database

const MIGRATIONS = new URL('../../migrations/', import.meta.url)
const LIFE_OF_AN_ENTRY = (await readdir(MIGRATIONS)).find((name) => name.endsWith('_life_of_an_entry.sql'))!

test('entries from before they could be replaced or taken back stay as they are, and can be so from then on', async () => {
  await db`drop schema public cascade`
  await db`create schema public`
  await db`create table migration (name text primary key, ran_at timestamptz not null default now())`
  for (const name of (await readdir(MIGRATIONS)).sort().filter((name) => name < LIFE_OF_AN_ENTRY)) {
    await db.unsafe(await readFile(new URL(name, MIGRATIONS), 'utf8'))
    await db`insert into migration (name) values (${name})`
  }
  const [account] = await db<{ id: string }[]>`
    insert into account (slug, name, login_channel_id) values ('minato', 'ミナト食品', '2000000000') returning id`
  const accountId = account!.id
  const [shopper] = await db<{ id: string }[]>`
    insert into shopper (account_id, line_user_id) values (${accountId}, ${`U${'1'.repeat(32)}`}) returning id`
  const decision = db.json(makeDecision() as never)
  const enter = async (state: string, n: number, source = 'chat') => {
    const sha256 = String(n).repeat(64)
    await db`insert into photo (account_id, sha256, media_type, bytes) values (${accountId}, ${sha256}, 'image/jpeg', 1)`
    const decided = ['approved', 'rejected', 'revoked'].includes(state)
    const [row] = await db<{ id: string }[]>`
      insert into entry (account_id, shopper_id, photo_sha256, source, idempotency_key, state, decision, decided_at)
      values (${accountId}, ${shopper!.id}, ${sha256}, ${source}, ${source === 'chat' ? `line-message:${n}` : `key ${n}`},
              ${state}, ${state === 'received' ? null : decision}, ${decided ? new Date() : null}) returning id`
    return row!.id
  }
  const states = ['received', 'needs_review', 'approved', 'rejected', 'revoked']
  const ids: string[] = []
  for (const [n, state] of states.entries()) ids.push(await enter(state, n))
  await enter('received', 9, 'app')
  await db`
    insert into webhook_event (account_id, webhook_event_id, type, event)
    values (${accountId}, 'e1', 'message', '{"message":{"id":"0","type":"image"}}'), (${accountId}, 'e2', 'follow', '{}')`

  await migrate(db, new Date())

  for (const [n, id] of ids.entries()) {
    expect(await entries.find(db, accountId, id)).toMatchObject({
      state: states[n],
      round: 1,
      followedBy: null,
      unsentAt: null,
    })
    expect(await lineMessages.markUnsent(db, accountId, String(n), new Date())).toEqual({ entryId: id })
  }
  expect(await db`select 1 from line_message`).toHaveLength(states.length)
})
