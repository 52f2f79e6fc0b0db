import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/fresh-database.ts'
import { makeAccount, makeShopper } from '../../tests/support/make-people.ts'
import * as outbox from './outbox.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const account = await makeAccount(db)
const shopper = await makeShopper(db, account.id)
let reasons = 0
const write = (given: Partial<Parameters<typeof outbox.write>[1]> = {}) =>
  outbox.write(db, {
    accountId: account.id,
    shopperId: shopper.id,
    naturalKey: `entry:${++reasons}:result`,
    purpose: 'result',
    messages: [{ type: 'text', text: 'ポイントがたまりました' }],
    ...given,
  })
const find = async (id: string) => (await outbox.find(db, account.id, id))!

test('a message is written once per reason, however many write it at once', async () => {
  const written = await Promise.all(Array.from({ length: 8 }, () => write({ naturalKey: 'entry:42:result' })))
  expect(written.filter(Boolean)).toHaveLength(1)
})

test('a message knows whom it goes to, and keeps its retry key through every try', async () => {
  const id = (await write({ replyToken: 'token' }))!
  const queued = await find(id)
  expect(queued).toMatchObject({
    state: 'queued',
    lineUserId: shopper.lineUserId,
    messages: [{ type: 'text', text: 'ポイントがたまりました' }],
    replyToken: 'token',
    firstTriedAt: null,
    offersConsentAt: null,
  })
  await outbox.markTried(db, id)
  const tried = await find(id)
  await outbox.markTried(db, id)
  await outbox.dropReplyToken(db, id)
  expect(await find(id)).toMatchObject({
    retryKey: queued.retryKey,
    firstTriedAt: tried.firstTriedAt,
    replyToken: null,
  })
})

test('a message that was sent cannot be dropped, nor one that was dropped be sent', async () => {
  const [sent, dropped] = [(await write())!, (await write())!]
  await outbox.markSent(db, sent, 'request-1')
  await outbox.drop(db, sent, 'blocked')
  await outbox.drop(db, dropped, 'no_consent')
  await outbox.markSent(db, dropped, 'request-2')
  expect((await find(sent)).state).toBe('sent')
  expect((await find(dropped)).state).toBe('dropped')
})

test('a message is found in its own account only', async () => {
  const stranger = await makeAccount(db)
  expect(await outbox.find(db, stranger.id, (await write())!)).toBeUndefined()
})
