import { createHash, randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount, makeLineUserId, makeShopper, makeStaff } from '../../../tests/support/make-people.ts'
import * as accounts from './accounts.ts'
import * as sessions from './sessions.ts'
import * as shoppers from '../shoppers/shoppers.ts'
import * as staff from '../staff/staff.ts'
import * as webhookEvents from '../messages/webhook-events.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const account = await makeAccount(db)

describe('an account', () => {
  test('is made by the first start of its LINE Login channel, and found by the next', async () => {
    const { id: _, ...wanted } = account
    expect(await accounts.ensure(db, wanted, new Date())).toEqual(account)
    expect(await accounts.findByLoginChannel(db, '0')).toBeUndefined()
  })

  test('does not give its name to another channel', async () => {
    await expect(makeAccount(db, { slug: account.slug })).rejects.toThrow('already belongs')
  })
})

describe('a shopper', () => {
  test('is one person however often they log in, and a missing name never erases a known one', async () => {
    const lineUserId = makeLineUserId()
    const first = await makeShopper(db, account.id, { lineUserId, displayName: 'はな' })
    const again = await shoppers.upsert(db, account.id, { lineUserId }, new Date())
    expect(again).toEqual(first)
    const renamed = await shoppers.upsert(
      db,
      account.id,
      {
        lineUserId,
        displayName: 'ハナ',
        friendship: { isFriend: false, at: new Date() },
      },
      new Date(),
    )
    expect(renamed).toMatchObject({ id: first.id, displayName: 'ハナ', isFriend: false })
  })

  test('is a friend, or none, by the youngest that was told, in whichever order it comes', async () => {
    const lineUserId = makeLineUserId()
    const at = (day: number) => new Date(Date.UTC(2026, 10, day))
    const told = async (isFriend: boolean, day: number) =>
      (
        await shoppers.upsert(
          db,
          account.id,
          { lineUserId, friendship: { isFriend, at: at(day) } },
          new Date(),
        )
      ).isFriend
    expect((await shoppers.upsert(db, account.id, { lineUserId }, new Date())).isFriend).toBeNull()
    expect(await told(true, 10)).toBe(true)
    expect(await told(false, 9)).toBe(true)
    expect(await told(false, 11)).toBe(false)
    expect(await told(true, 10)).toBe(false)
    const { id } = await shoppers.upsert(db, account.id, { lineUserId }, new Date())
    await shoppers.noteWriting(db, account.id, id, at(10))
    expect((await shoppers.find(db, account.id, id))!.isFriend).toBe(false)
    await shoppers.noteWriting(db, account.id, id, at(12))
    expect((await shoppers.find(db, account.id, id))!.isFriend).toBeNull()
    expect(await told(false, 11)).toBeNull()
  })

  test('is another person in another account', async () => {
    const lineUserId = makeLineUserId()
    const here = await makeShopper(db, account.id, { lineUserId })
    const there = await makeShopper(db, (await makeAccount(db)).id, { lineUserId })
    expect(there.id).not.toBe(here.id)
    expect(await shoppers.find(db, there.accountId, here.id)).toBeUndefined()
  })
})

test('a person of the staff has one role in an account, the last that was given', async () => {
  const person = await makeStaff(db, account.id, 'viewer')
  await makeStaff(db, account.id, 'manager', { lineUserId: person.lineUserId })
  expect(await staff.find(db, account.id, person.id)).toMatchObject({ role: 'manager' })
  expect(await staff.findByLineUser(db, account.id, person.lineUserId)).toMatchObject({ id: person.id })
  expect(await staff.find(db, (await makeAccount(db)).id, person.id)).toBeUndefined()
})

describe('a session', async () => {
  const { id: shopperId } = await makeShopper(db, account.id)
  const open = async (expiresAt: Date) => {
    const tokenSha256 = new Uint8Array(createHash('sha256').update(randomUUID()).digest())
    await sessions.open(db, { tokenSha256, accountId: account.id, shopperId, expiresAt, now: new Date() })
    return tokenSha256
  }
  const inAnHour = () => new Date(Date.now() + 3_600_000)

  test('is found by the digest of its token until it is closed', async () => {
    const [token, other] = [await open(inAnHour()), await open(inAnHour())]
    expect(await sessions.find(db, token, new Date())).toMatchObject({
      accountId: account.id,
      shopperId,
      staffId: null,
    })
    await sessions.close(db, token)
    expect(await sessions.find(db, token, new Date())).toBeUndefined()
    expect(await sessions.find(db, other, new Date())).toBeDefined()
  })

  test('that has expired is not found, and is removed', async () => {
    const [old, fresh] = [await open(new Date(Date.now() - 1000)), await open(inAnHour())]
    expect(await sessions.find(db, old, new Date())).toBeUndefined()
    expect(await sessions.removeExpired(db, new Date())).toBe(1)
    expect(await sessions.find(db, fresh, new Date())).toBeDefined()
  })
})

test('an event of LINE is stored once, and handled once', async () => {
  const event = {
    accountId: account.id,
    webhookEventId: randomUUID(),
    type: 'follow',
    event: { type: 'follow' },
    receivedAt: new Date('2026-11-30T12:00:00+09:00'),
  }
  const stored = await Promise.all(Array.from({ length: 4 }, () => webhookEvents.store(db, event)))
  expect(stored.filter(Boolean)).toHaveLength(1)
  const find = () => webhookEvents.findUnhandled(db, account.id, event.webhookEventId)
  expect(await find()).toEqual({ event: event.event, receivedAt: event.receivedAt })
  await webhookEvents.markHandled(db, account.id, event.webhookEventId, new Date())
  expect(await find()).toBeUndefined()
})

describe('what people wrote in the chat', () => {
  const write = async (text: string, receivedAt: string) => {
    const webhookEventId = randomUUID()
    const event = {
      type: 'message',
      timestamp: 1,
      source: { userId: 'U1' },
      message: { id: '7', type: 'text', text },
    }
    const stored = { accountId: account.id, webhookEventId, type: 'message', event }
    await webhookEvents.store(db, { ...stored, receivedAt: new Date(receivedAt) })
    return webhookEventId
  }
  const eventOf = async (id: string) =>
    (await db<{ event: unknown }[]>`select event from webhook_event where webhook_event_id = ${id}`)[0]?.event
  const forgotten = { type: 'message', timestamp: 1, message: { id: '7', type: 'text' } }

  test('is forgotten, and so is who wrote it, as soon as it is answered', async () => {
    const id = await write('電話してください 090-…', '2026-11-02')
    await webhookEvents.markHandled(db, account.id, id, new Date('2026-11-02'))
    expect(await eventOf(id)).toEqual(forgotten)
  })

  test('is forgotten a week later where it could not be, and its event after a month', async () => {
    const ids = await Promise.all(['2026-11-09', '2026-11-10', '2026-10-11'].map((day) => write('内緒', day)))
    expect(await webhookEvents.forgetOld(db, account.id, new Date('2026-10-12'))).toBe(1)
    const before = new Date('2026-11-09T12:00:00Z')
    expect(await webhookEvents.giveUp(db, account.id, before, new Date('2026-11-16'))).toBe(1)
    const [old, young, gone] = await Promise.all(ids.map(eventOf))
    expect(old).toEqual(forgotten)
    expect(young).toMatchObject({ message: { text: '内緒' } })
    expect(gone).toBeUndefined()
    expect(await webhookEvents.findUnhandled(db, account.id, ids[0]!)).toBeUndefined()
  })
})
