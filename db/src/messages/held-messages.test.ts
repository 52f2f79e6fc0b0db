import { MESSAGE_PURPOSES, type HeldReason } from '@tamaru/domain'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import * as heldMessages from './held-messages.ts'
import { inTransaction } from '../open-db.ts'
import * as outbox from './outbox.ts'
import * as shoppers from '../shoppers/shoppers.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const account = await makeAccount(db)
const NOW = new Date()
const since = (at: Date) =>
  Object.fromEntries(MESSAGE_PURPOSES.map((purpose) => [purpose, at])) as heldMessages.FreshSince
const EVER = since(new Date(0))
const bubbles = (n: number) => Array.from({ length: n }, () => ({ type: 'text', text: 'こんにちは' }))

let reasons = 0
async function write(
  shopperId: string,
  given: Partial<Parameters<typeof outbox.write>[1]> = {},
): Promise<outbox.OutboxMessage> {
  const id = (await outbox.write(db, {
    accountId: account.id,
    shopperId,
    naturalKey: `reason:${++reasons}`,
    purpose: 'result',
    messages: bubbles(1),
    ...given,
    now: new Date(),
  }))!
  return (await outbox.find(db, account.id, id))!
}
async function hold(
  shopperId: string,
  reason: HeldReason = 'quota',
  given: Parameters<typeof write>[1] = {},
): Promise<string> {
  const { id } = await write(shopperId, given)
  await outbox.hold(db, id, { reason, now: NOW })
  return id
}
const find = async (id: string) => (await outbox.find(db, account.id, id))!
const ridersOf = async ({ id }: { id: string }) =>
  (await heldMessages.listRiders(db, account.id, id)).map((rider) => rider.id)
/** Has all that could ride with it do so. */
const ride = (carrier: outbox.OutboxMessage, fresh = EVER) =>
  inTransaction(db, async (sql) => {
    const found = await heldMessages.lockRideable(sql, carrier, fresh)
    await heldMessages.claimRiders(
      sql,
      carrier.id,
      found.map(({ id }) => id),
    )
  })
const reply = { token: 'token', until: new Date(NOW.getTime() + 50_000) }

describe('what rides with a reply', () => {
  test('is the person’s own, oldest first', async () => {
    const [me, other] = [await makeShopper(db, account.id), await makeShopper(db, account.id)]
    await hold(other.id)
    const held = [await hold(me.id), await hold(me.id, 'not_a_friend', { messages: bubbles(2) })]
    const carrier = await write(me.id, { reply })
    await ride(carrier)
    expect(await ridersOf(carrier)).toEqual(held)
    await outbox.markSent(db, carrier.id, 'request-1', NOW)
    for (const id of held) expect(await find(id)).toMatchObject({ state: 'sent', reason: null })
  })

  test('rides with one reply only, however many come at once', async () => {
    const me = await makeShopper(db, account.id)
    await hold(me.id)
    const carriers = [await write(me.id, { reply }), await write(me.id, { reply })]
    await Promise.all(carriers.map((carrier) => ride(carrier)))
    expect((await Promise.all(carriers.map(ridersOf))).flat()).toHaveLength(1)
  })

  test.each(['refused', 'unsure', 'stale', 'no_consent'] as const)(
    'is nothing that is held as %s',
    async (reason) => {
      const me = await makeShopper(db, account.id)
      await hold(me.id, reason)
      const carrier = await write(me.id, { reply })
      await ride(carrier)
      expect(await ridersOf(carrier)).toEqual([])
      expect(
        await heldMessages.releaseWithReply(
          db,
          { accountId: account.id, shopperId: me.id, reply },
          EVER,
          MESSAGE_PURPOSES,
        ),
      ).toBeUndefined()
    },
  )

  test('is nothing that makes no sense any more', async () => {
    const me = await makeShopper(db, account.id)
    const carrier = await write(me.id, { reply })
    await hold(me.id)
    await ride(carrier, since(new Date(Date.now() + 1_000)))
    expect(await ridersOf(carrier)).toEqual([])
  })

  test('is held as it was when the reply ends otherwise, and unsure where the reply is', async () => {
    for (const [maybeTaken, reason] of [
      [false, 'quota'],
      [true, 'unsure'],
    ] as const) {
      const me = await makeShopper(db, account.id)
      const rider = await hold(me.id)
      const carrier = await write(me.id, { reply })
      await ride(carrier)
      if (maybeTaken) await outbox.beginReply(db, carrier.id)
      await outbox.hold(db, carrier.id, { reason: 'unsure', now: NOW })
      expect(await find(rider)).toMatchObject({ state: 'held', reason, maybeTaken })
      expect(await ridersOf(carrier)).toEqual([])
    }
  })
})

describe('what waits for LINE', () => {
  test('goes oldest first, as many as there is room for, and not for ever', async () => {
    const own = await makeAccount(db)
    const friendship = { isFriend: false, at: new Date(0) }
    const me = await makeShopper(db, own.id, { friendship })
    const ids: string[] = []
    for (const reason of ['quota', 'unauthorized', 'unreachable', 'refused', 'not_a_friend'] as const) {
      const id = (await outbox.write(db, {
        accountId: own.id,
        shopperId: me.id,
        naturalKey: reason,
        purpose: 'result',
        messages: bubbles(1),
        // One after the other, each at a moment of its own.
        now: new Date(NOW.getTime() + ids.length * 1000),
      }))!
      await outbox.hold(db, id, { reason, now: NOW })
      ids.push(id)
    }
    expect(await heldMessages.waitForLine(db, own.id, EVER)).toBe(true)
    expect(await heldMessages.releaseWaiting(db, own.id, EVER, 2)).toEqual(ids.slice(0, 2))
    expect(await heldMessages.releaseWaiting(db, own.id, EVER, 9)).toEqual([ids[2]])
    for (let i = 0; i < 30; i++) {
      await outbox.hold(db, ids[0]!, { reason: 'quota', now: NOW })
      await heldMessages.releaseWaiting(db, own.id, EVER, 9)
    }
    expect(await outbox.find(db, own.id, ids[0]!)).toMatchObject({ state: 'held', reason: 'quota' })
    expect(await heldMessages.waitForLine(db, own.id, EVER)).toBe(false)
    // Who adds the account has what was held for that.
    await shoppers.setFriendship(db, own.id, me.id, { isFriend: true, at: NOW })
    expect(await heldMessages.releaseWaiting(db, own.id, EVER, 9)).toEqual([ids[4]])
  })
})

describe('staff', () => {
  test('let go what they want sent, and end what they do not; the reason stays with it', async () => {
    const me = await makeShopper(db, account.id)
    const [unsure, refused] = [await hold(me.id, 'unsure'), await hold(me.id, 'refused')]
    const retryKey = (await find(unsure)).retryKey
    expect(await heldMessages.releaseByStaff(db, account.id, [unsure], NOW)).toEqual([unsure])
    expect(await heldMessages.releaseByStaff(db, account.id, [unsure], NOW)).toEqual([])
    expect(await find(unsure)).toMatchObject({ state: 'queued', maybeTaken: false, notBefore: NOW })
    expect((await find(unsure)).retryKey).not.toBe(retryKey)
    expect(await heldMessages.discardByStaff(db, account.id, [refused, unsure], NOW)).toMatchObject([
      { id: refused, purpose: 'result', reason: 'refused' },
    ])
    expect(await find(refused)).toMatchObject({ state: 'discarded', reason: 'refused' })
  })

  test('do not take away what is on its way with a reply', async () => {
    const me = await makeShopper(db, account.id)
    const rider = await hold(me.id)
    await ride(await write(me.id, { reply }))
    expect(await heldMessages.releaseByStaff(db, account.id, [rider], NOW)).toEqual([])
    expect(await heldMessages.discardByStaff(db, account.id, [rider], NOW)).toEqual([])
  })
})
