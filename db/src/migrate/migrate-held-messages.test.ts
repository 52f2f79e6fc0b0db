import { readdir, readFile } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { migrate } from './migrate.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const MIGRATIONS = new URL('../../migrations/', import.meta.url)

test('what was dropped unseen is held or discarded with its reason, and what was on its way goes on', async () => {
  await db`drop schema public cascade`
  await db`create schema public`
  await db`create table migration (name text primary key, ran_at timestamptz not null default now())`
  for (const name of (await readdir(MIGRATIONS)).sort().filter((name) => name < '0022')) {
    await db.unsafe(await readFile(new URL(name, MIGRATIONS), 'utf8'))
    await db`insert into migration (name) values (${name})`
  }
  await db`insert into account (slug, name, login_channel_id) values ('minato', 'ミナト食品', '2000000000')`
  await db`insert into shopper (account_id, line_user_id) select id, ${`U${'1'.repeat(32)}`} from account`
  const at = new Date('2026-11-29T12:00:00+09:00')
  const write = (key: string, state: string, because: string | null, given: object = {}) => db`
    insert into outbox_message ${db({
      accountId: db`(select id from account)`,
      shopperId: db`(select id from shopper)`,
      naturalKey: key,
      purpose: 'result',
      messages: db.json([{ type: 'text', text: key }]),
      state,
      droppedBecause: because,
      sentAt: state === 'sent' ? at : null,
      createdAt: at,
      ...given,
    } as never)}`
  await write('quota', 'dropped', 'quota', { firstTriedAt: at })
  await write('no consent', 'dropped', 'no_consent')
  await write('too late', 'dropped', 'not delivered within the life of its retry key', { firstTriedAt: at })
  await write('refused', 'dropped', '400 Failed to send messages', { firstTriedAt: at, replyToken: 'token' })
  await write('sent', 'sent', null, { firstTriedAt: at, replyToken: 'token' })
  await write('new', 'queued', null)
  await write('tried by reply', 'queued', null, { firstTriedAt: at, replyToken: 'token' })
  await write('tried by push', 'queued', null, { firstTriedAt: at })

  await migrate(db, new Date())

  const rows = await db`
    select natural_key, state, reason, detail, maybe_taken, first_pushed_at, reply_until from outbox_message`
  const of = (key: string) => rows.find(({ naturalKey }) => naturalKey === key)
  expect(of('quota')).toMatchObject({ state: 'held', reason: 'quota', detail: null, maybeTaken: false })
  expect(of('no consent')).toMatchObject({ state: 'discarded', reason: 'no_consent', detail: null })
  expect(of('too late')).toMatchObject({
    state: 'held',
    reason: 'unsure',
    maybeTaken: true,
    firstPushedAt: at,
  })
  expect(of('refused')).toMatchObject({
    state: 'held',
    reason: 'refused',
    detail: '400 Failed to send messages',
    firstPushedAt: null,
  })
  expect(of('sent')).toMatchObject({ state: 'sent', reason: null, maybeTaken: false })
  expect(of('new')).toMatchObject({ state: 'queued', maybeTaken: false, replyUntil: null })
  expect(of('tried by reply')).toMatchObject({
    state: 'queued',
    maybeTaken: true,
    firstPushedAt: null,
    replyUntil: new Date(at.getTime() + 50_000),
  })
  expect(of('tried by push')).toMatchObject({ state: 'queued', maybeTaken: true, firstPushedAt: at })
})
