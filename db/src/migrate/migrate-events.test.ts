import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { migrateUntil } from '../../../tests/support/migrate-until.ts'
import { migrate } from './migrate.ts'

const database = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { db } = database

test('what people wrote before it was forgotten is forgotten, but for what still waits for its answer', async () => {
  await migrateUntil(db, '0021')
  const [account] = await db<{ id: string }[]>`
    insert into account (slug, name, login_channel_id) values ('minato', 'ミナト食品', '2000000000') returning id`
  const message = { id: '7', type: 'text', text: '内緒', quoteToken: 'q' }
  const said = {
    type: 'message',
    timestamp: 1,
    source: { type: 'user', userId: 'U1' },
    replyToken: 'r',
    message,
  }
  const follow = { type: 'follow', timestamp: 2, source: said.source, follow: { isUnblocked: false } }
  for (const [id, event, handledAt] of [
    ['done', said, new Date()],
    ['waiting', said, null],
    ['followed', follow, new Date()],
  ] as const)
    await db`
      insert into webhook_event (account_id, webhook_event_id, type, event, handled_at)
      values (${account!.id}, ${id}, ${event.type}, ${db.json(event)}, ${handledAt})`
  await migrate(db, new Date())
  expect(await db`select webhook_event_id as id, event from webhook_event order by 1`).toEqual([
    { id: 'done', event: { type: 'message', timestamp: 1, message: { id: '7', type: 'text' } } },
    { id: 'followed', event: { type: 'follow', timestamp: 2 } },
    { id: 'waiting', event: said },
  ])
})
