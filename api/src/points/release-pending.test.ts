import { books, inTransaction, ledger } from '@tamaru/db'
import { addDays, tokyoDate, type Credit } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import { expireLots } from './expire-lots.ts'
import { releasePending } from './release-pending.ts'
import { showPoints } from './show-points.ts'
import { tellReason } from './tell-reason.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())
afterEach(async () => expect(await books.findFaults(db)).toEqual([]))

const account = await makeAccount(db)
const NOON = new Date('2026-11-10T12:00:00+09:00')
const TODAY = tokyoDate(NOON)

async function credit(shopperId: string, points: number, given: Partial<Credit> = {}): Promise<string> {
  const naturalKey = randomUUID()
  const head = { naturalKey, reason: 'entry_credit', entryId: null, shopperId, issuerId: null } as const
  const made = { ...head, points, expiresOn: '2027-05-01', releaseOn: null, ...given }
  await inTransaction(db, (sql) => ledger.credit(sql, account.id, made, new Date()))
  return naturalKey
}
const clawBack = (reversesKey: string) =>
  inTransaction(db, (sql) =>
    ledger.reverse(
      sql,
      account.id,
      { naturalKey: randomUUID(), reversesKey, reason: 'claw_back' },
      new Date(),
    ),
  )
const cardOf = (shopperId: string) => showPoints(db, account.id, shopperId, NOON)

test('housekeeping by four at once releases each pending lot once, on its day', async () => {
  const people = await Promise.all(Array.from({ length: 20 }, () => makeShopper(db, account.id)))
  for (const [turn, { id }] of people.entries())
    await credit(id, 10 + turn, { releaseOn: turn % 2 ? TODAY : addDays(TODAY, 1) })
  const released = await Promise.all([1, 2, 3, 4].map(() => releasePending(db, NOON)))
  expect(released.reduce((sum, count) => sum + count)).toBe(10)
  for (const [turn, { id }] of people.entries())
    expect(await cardOf(id)).toMatchObject(
      turn % 2
        ? { balance: 10 + turn, pending: [] }
        : { balance: 0, pending: [{ points: 10 + turn, releaseOn: '2026-11-11' }] },
    )
})

test('housekeeping by four at once lets each lapsed lot go once, also one that was refunded since', async () => {
  const { id: shopperId } = await makeShopper(db, account.id)
  await credit(shopperId, 30, { expiresOn: '2026-11-08' })
  const exchange = { naturalKey: randomUUID(), shopperId, points: 20 }
  const before = new Date('2026-11-08T12:00:00+09:00')
  await inTransaction(db, (sql) => ledger.spend(sql, account.id, exchange, before))
  const sweep = async () =>
    (await Promise.all([1, 2, 3, 4].map(() => expireLots(db, NOON)))).reduce((sum, count) => sum + count)

  expect(await sweep()).toBe(1)
  const cancelled = {
    naturalKey: randomUUID(),
    reversesKey: exchange.naturalKey,
    reason: 'exchange_cancelled',
  } as const
  await inTransaction(db, (sql) => ledger.reverse(sql, account.id, cancelled, new Date()))
  // They came back to a lot that has lapsed: nobody is told that they can be spent.
  expect(await cardOf(shopperId)).toMatchObject({ balance: 0, lots: [] })
  expect(await sweep()).toBe(1)
  expect(await sweep()).toBe(0)
  expect((await cardOf(shopperId)).balance).toBe(0)
})

test('the card tells what is pending, what is owed, and why points moved', async () => {
  const { id: shopperId } = await makeShopper(db, account.id)
  const bad = await credit(shopperId, 50)
  const exchange = { naturalKey: randomUUID(), shopperId, points: 40 }
  await inTransaction(db, (sql) => ledger.spend(sql, account.id, exchange, new Date()))
  await clawBack(bad)
  await credit(shopperId, 25, { releaseOn: '2026-11-20' })
  const card = await cardOf(shopperId)
  expect(card).toMatchObject({
    balance: 0,
    debt: 40,
    pending: [{ points: 25, releaseOn: '2026-11-20', expiresOn: '2027-05-01' }],
    lots: [],
  })
  const { items: moves } = await ledger.history(db, account.id, shopperId, { limit: 10 })
  expect(
    moves.map(({ reason, points, pending, debt }) => [
      tellReason({ reason, pending }).ja,
      points,
      pending,
      debt,
    ]),
  ).toEqual([
    ['レシートでためました(仮ポイント)', 0, 25, 0],
    ['結果の見直しで取り消しました', -10, 0, -40],
    ['特典と交換しました', -40, 0, 0],
    ['レシートでためました', 50, 0, 0],
  ])
})
