import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import * as outbox from './outbox.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const account = await makeAccount(db)
const shopper = await makeShopper(db, account.id)
const NOW = new Date('2026-11-30T12:00:00+09:00')
let reasons = 0
const write = (given: Partial<Parameters<typeof outbox.write>[1]> = {}) =>
  outbox.write(db, {
    accountId: account.id,
    shopperId: shopper.id,
    naturalKey: `entry:${++reasons}:result`,
    purpose: 'result',
    messages: [{ type: 'text', text: 'ポイントがたまりました' }],
    ...given,
    now: new Date(),
  })
const find = async (id: string) => (await outbox.find(db, account.id, id))!

test('a message is written once per reason, however many write it at once', async () => {
  const written = await Promise.all(Array.from({ length: 8 }, () => write({ naturalKey: 'entry:42:result' })))
  expect(written.filter(Boolean)).toHaveLength(1)
})

test('a message knows whom it goes to, and keeps its retry key while LINE may have taken it', async () => {
  const until = new Date(Date.now() + 50_000)
  const id = (await write({ reply: { token: 'token', until } }))!
  const queued = await find(id)
  expect(queued).toMatchObject({
    state: 'queued',
    lineUserId: shopper.lineUserId,
    messages: [{ type: 'text', text: 'ポイントがたまりました' }],
    replyToken: 'token',
    replyUntil: until,
    maybeTaken: false,
    firstPushedAt: null,
    said: {},
    policy: { surveys: { ground: 'friendship' } },
  })
  await outbox.beginReply(db, id)
  expect(await find(id)).toMatchObject({ replyToken: 'token', maybeTaken: true, firstPushedAt: null })
  await outbox.beginPush(db, id, NOW)
  await outbox.beginPush(db, id, new Date(NOW.getTime() + 1_000))
  const pushed = { retryKey: queued.retryKey, firstPushedAt: NOW, replyToken: null, maybeTaken: true }
  expect(await find(id)).toMatchObject(pushed)
  await outbox.markNotTaken(db, id)
  const { retryKey, ...left } = await find(id)
  expect(left).toMatchObject({ firstPushedAt: null, maybeTaken: false })
  expect(retryKey).not.toBe(queued.retryKey)
})

test('a message that has ended one way does not end another way', async () => {
  const [sent, held, discarded] = [(await write())!, (await write())!, (await write())!]
  await outbox.markSent(db, sent, 'request-1', NOW)
  await outbox.hold(db, held, { reason: 'quota', now: NOW })
  await outbox.discard(db, discarded, { reason: 'no_consent', now: NOW })
  for (const id of [sent, held, discarded]) {
    await outbox.hold(db, id, { reason: 'refused', now: NOW })
    await outbox.discard(db, id, { reason: 'no_consent', now: NOW })
    await outbox.markSent(db, id, 'request-2', NOW)
    await outbox.beginPush(db, id, NOW)
  }
  expect(await find(sent)).toMatchObject({ state: 'sent', reason: null, firstPushedAt: null })
  expect(await find(held)).toMatchObject({ state: 'held', reason: 'quota', firstPushedAt: null })
  expect(await find(discarded)).toMatchObject({ state: 'discarded', reason: 'no_consent' })
})

test('a message is found in its own account only', async () => {
  const stranger = await makeAccount(db)
  expect(await outbox.find(db, stranger.id, (await write())!)).toBeUndefined()
})
