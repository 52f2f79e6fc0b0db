import { inTransaction, jobs, readings, type Db } from '@tamaru/db'
import { addDays, tokyoDate, type Reading } from '@tamaru/domain'
import { randomInt, randomUUID } from 'node:crypto'
import { makePhoto, type LoggedIn } from './act-in-line.ts'
import { makeReading } from './make-reading.ts'
import type { TestApi } from './start-api.ts'

/** Sends a photo as the mini-app does. */
export function sendPhoto(
  api: TestApi,
  token: string,
  given: { photo?: File; key?: string; whose?: string } = {},
): Promise<Response> {
  const form = new FormData()
  form.set('photo', given.photo ?? makePhoto())
  const headers = {
    'idempotency-key': given.key ?? randomUUID(),
    ...(given.whose ? { 'shopper-id': given.whose } : {}),
  }
  return api.call('POST', '/api/entries', { as: token, form, headers })
}

/** What the ocr-worker does when it has read a photo: the reading, and the job that settles the entry. */
export function recordReading(
  {
    db,
    account: { id: accountId },
    ports,
  }: { db: Db; account: { id: string }; ports: Pick<TestApi['ports'], 'now'> },
  entryId: string,
  reading: Reading,
): Promise<void> {
  const now = ports.now()
  const job = { accountId, kind: 'settle_entry' as const, payload: { entryId }, naturalKey: entryId, now }
  return inTransaction(db, async (sql) => {
    await readings.recordByMachine(sql, accountId, entryId, reading, now)
    await jobs.enqueue(sql, job)
  })
}

/** Running numbers go on: two receipts with one number, shop's name and minute are alike, whatever else they say. */
let running = randomInt(1000, 5000)

/** A reading of yesterday's receipt that nobody else has: its shop and running number stand on no other. */
export function makeNewReading(given: Partial<Reading> = {}): Reading {
  const receiptNumber = String(running++)
  const reading = makeReading({ purchasedAt: `${daysAgo(1)}T12:34`, receiptNumber, ...given })
  const phone = `03-${randomInt(1000, 9999)}-${randomInt(1000, 9999)}`
  return { ...reading, merchant: { ...reading.merchant, phone, registrationNumber: null } }
}

/** A day in Tokyo, YYYY-MM-DD. The campaign of `startApi` runs from 60 days ago. */
export function daysAgo(days: number): string {
  return addDays(tokyoDate(new Date()), -days)
}

/** A shopper's entry whose photo has been read and whose decision is due. */
export async function enterReceipt(api: TestApi, who: LoggedIn, reading = makeNewReading()): Promise<string> {
  const { id } = (await (await sendPhoto(api, who.token)).json()) as { id: string }
  await recordReading(api, id, reading)
  return id
}

/** As `enterReceipt`, decided and told. */
export async function enterAndSettle(
  api: TestApi,
  who: LoggedIn,
  reading?: Reading,
): Promise<{ id: string; state: string; points: number }> {
  const id = await enterReceipt(api, who, reading)
  await api.workJobs()
  return (await (await api.call('GET', `/api/entries/${id}`, { as: who.token })).json()) as {
    id: string
    state: string
    points: number
  }
}
