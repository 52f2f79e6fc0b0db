import { traceReceipt, type Reading } from '@tamaru/domain'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeCampaign } from '../../../tests/support/make-campaign.ts'
import { makeDecision } from '../../../tests/support/make-decision.ts'
import { makeEntry } from '../../../tests/support/make-entry.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import { makeReading } from '../../../tests/support/make-reading.ts'
import * as entries from './entries.ts'
import { migrate } from '../migrate/migrate.ts'
import { inTransaction } from '../open-db.ts'
import * as readings from './readings.ts'
import * as receiptTraces from './receipt-traces.ts'
import { traceEarlierEntries } from './trace-earlier-entries.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const account = await makeAccount(db)
const campaign = await makeCampaign(db, account.id)
const { merchant } = makeReading()
/** A shop of a test's own: receipts of two tests share no key. */
let shops = 0
const newShop = () => ({
  ...merchant,
  phone: `03-0012-${1000 + shops++}`,
  registrationNumber: null,
  name: null,
})

async function enter(
  given: Partial<Reading>,
  who?: Awaited<ReturnType<typeof makeShopper>>,
  outcome?: 'rejected',
) {
  const entry = await makeEntry(db, who ?? (await makeShopper(db, account.id)))
  const reading = makeReading(given)
  await receiptTraces.record(db, entry, traceReceipt(reading))
  await entries.recordDecision(db, {
    accountId: account.id,
    entryId: entry.id,
    decision: makeDecision(outcome === 'rejected' ? { history: { samePhoto: true } } : {}),
    campaignVersionId: campaign.versionId,
    receiptFingerprint: null,
    at: new Date(),
  })
  return { entry, reading, trace: traceReceipt(reading) }
}

const candidatesOf = async ({ entry, trace }: Awaited<ReturnType<typeof enter>>, accountId = account.id) =>
  (await receiptTraces.listCandidates(db, accountId, entry.id, trace.keys)).map(({ entryId }) => entryId)

describe('the candidates for an entry', () => {
  test('are the entries that share a key with it, those that share most first', async () => {
    const purchase = { merchant: newShop(), purchasedAt: '2026-11-01T09:10' }
    const first = await enter(purchase)
    const other = await enter({
      ...purchase,
      purchasedAt: '2026-11-01T19:10',
      receiptNumber: '9000',
      items: [],
      total: 306,
    })
    const copy = await enter(purchase)
    expect(await candidatesOf(copy)).toEqual([first.entry.id, other.entry.id])
    expect(
      await candidatesOf(
        await enter({
          merchant: newShop(),
          purchasedAt: '2026-10-01T10:01',
          total: 77,
          items: [],
          receiptNumber: null,
        }),
      ),
    ).toEqual([])
  })

  test('are neither rejected entries nor those of another account', async () => {
    const purchase = { merchant: newShop(), purchasedAt: '2026-10-20T09:20', receiptNumber: '5150' }
    await enter(purchase, undefined, 'rejected')
    const copy = await enter(purchase)
    expect(await candidatesOf(copy)).toEqual([])
    const stranger = await makeAccount(db)
    expect(await candidatesOf(await enter(purchase), stranger.id)).toEqual([])
  })

  test('follow a correction of the reading', async () => {
    const misread = { merchant: newShop(), purchasedAt: null, total: null, items: [], receiptNumber: null }
    const purchase = { ...misread, purchasedAt: '2026-11-01T09:30', total: 650 }
    const first = await enter(purchase)
    const second = await enter(misread)
    expect(await candidatesOf(second)).toEqual([])
    const trace = traceReceipt(makeReading(purchase))
    await receiptTraces.record(db, second.entry, trace)
    expect(await candidatesOf({ ...second, trace })).toEqual([first.entry.id])
  })
})

test('entries from before there were traces get theirs when the database is brought up to date', async () => {
  const purchase = { merchant: newShop(), purchasedAt: '2026-10-10T10:10', receiptNumber: '7171' }
  const early = await enter(purchase)
  await readings.recordByMachine(db, account.id, early.entry.id, early.reading, new Date())
  await db`delete from receipt_trace where entry_id = ${early.entry.id}`
  const copy = await enter(purchase)
  expect(await candidatesOf(copy)).toEqual([])
  await migrate(db, new Date())
  expect(await candidatesOf(copy)).toEqual([early.entry.id])
  expect(await traceEarlierEntries(db)).toBe(0)
})

test('entries that share a key settle one after the other, and others do not wait', async () => {
  const order: string[] = []
  const settle = (name: string, keys: number[], begun: Promise<unknown>, until: Promise<unknown>) =>
    inTransaction(db, async (sql) => {
      await begun
      await receiptTraces.lock(sql, account.id, keys)
      order.push(name)
      await until
    })
  const [second, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const first = settle('first', [1, -2, 3], Promise.resolve(), end.promise)
  await expect.poll(() => order).toEqual(['first'])
  const waits = settle('shares a key', [9, 3, 1], second.promise, Promise.resolve())
  const free = settle('shares none', [8], Promise.resolve(), Promise.resolve())
  await free
  second.resolve()
  await expect
    .poll(async () => (await db`select 1 from pg_locks where locktype = 'advisory' and not granted`).length)
    .toBe(1)
  end.resolve()
  await Promise.all([first, waits])
  expect(order).toEqual(['first', 'shares none', 'shares a key'])
})

describe('the pace', () => {
  test('counts a person’s entries of ten minutes, an hour and a day', async () => {
    const who = await makeShopper(db, account.id)
    const send = (minutesAgo: number) =>
      makeEntry(db, who, { createdAt: new Date(Date.now() - minutesAgo * 60_000) })
    const entry = await send(0)
    for (const minutesAgo of [5, 30, 600, 2000]) await send(minutesAgo)
    const trace = traceReceipt(makeReading())
    expect(await receiptTraces.countPace(db, entry, trace, new Date())).toMatchObject({
      personTenMinutes: 2,
      personHour: 3,
      personDay: 4,
    })
  })

  test('counts the entries of a shop within the hour, and the run of a till’s numbers with its people', async () => {
    const shop = newShop()
    const [me, you] = [await makeShopper(db, account.id), await makeShopper(db, account.id)]
    const buy = (receiptNumber: string | null, who = me, given: Partial<Reading> = {}) =>
      enter({ merchant: shop, receiptNumber, ...given }, who)
    const mine = await buy('0100')
    const pace = () => receiptTraces.countPace(db, mine.entry, mine.trace, new Date())
    expect(await pace()).toMatchObject({ shopHour: 1, tillRun: 1, tillRunPeople: 1 })
    await buy('0109')
    await buy('0091', you)
    expect(await pace()).toMatchObject({ shopHour: 3, tillRun: 3, tillRunPeople: 2 })
    await buy('0111', you)
    await buy('0101', you, { registerNumber: '2' })
    await buy('0101', you, { purchasedAt: '2026-11-01T12:00' })
    await buy(null, you)
    expect(await pace()).toMatchObject({ shopHour: 7, tillRun: 3, tillRunPeople: 2 })
  })

  test('is calm where nothing of shop or till was read', async () => {
    const nothing = { merchant: { ...newShop(), phone: null }, receiptNumber: null }
    await enter(nothing)
    const { entry, trace } = await enter(nothing)
    const pace = await receiptTraces.countPace(db, entry, trace, new Date())
    expect(pace).toMatchObject({ shopHour: 1, tillRun: 1, tillRunPeople: 1 })
  })
})
