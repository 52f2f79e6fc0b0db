import { jobs, readings, runDueJobs, type JobResult } from '@tamaru/db'
import { openPhotoStore, photoKey } from '@tamaru/db/photo-store'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/fresh-database.ts'
import { makeEntry } from '../../tests/support/make-entry.ts'
import { makeAccount, makeShopper } from '../../tests/support/make-people.ts'
import { makeReading } from '../../tests/support/make-reading.ts'
import { handleReadReceipt } from './handle-read-receipt.ts'

const { db, ...database } = await freshDatabase()
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-read-'))
const account = await makeAccount(db)
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const photos = openPhotoStore(folder)
const MINUTE_MS = 60_000

/** An entry whose photo the store holds, and its job. */
async function enter() {
  const entry = await makeEntry(db, await makeShopper(db, account.id))
  const key = photoKey(account.id, entry.photoSha256)
  await photos.put(key, new Uint8Array(20), 'image/jpeg')
  await jobs.enqueue(db, {
    accountId: account.id,
    kind: 'read_receipt',
    payload: { entryId: entry.id },
    naturalKey: entry.id,
    maxAttempts: 4,
    now: new Date(),
  })
  return { ...entry, key }
}

/** Works on what is due `minutes` after all entered; a reader that is never asked is none. Tells how each job ended. */
async function work(minutes: number, read = () => Promise.reject(new Error('nobody asked for this'))) {
  const results: JobResult[] = []
  const now = () => new Date(Date.now() + minutes * MINUTE_MS)
  const log: object[] = []
  await runDueJobs({
    db,
    worker: 'test',
    log: (line) => log.push(line),
    handlers: {
      async read_receipt(job) {
        const reader = { read, close: () => Promise.resolve() }
        const result = await handleReadReceipt(job, { db, photos, reader, now })
        results.push(result)
        return result
      },
    },
    now,
  })
  return { results, log }
}

const standing = async (entryId: string) => {
  const [row] = await db<{ state: string; attempts: number }[]>`
    select state, attempts from job where natural_key = ${entryId} and kind = 'read_receipt'`
  return { ...row!, reading: await readings.findNewest(db, account.id, entryId) }
}

describe('a photo that the store does not hold', () => {
  test('is asked for again for some minutes, which is no failed attempt', async () => {
    const { id, key } = await enter()
    await photos.delete(key)
    for (const minutes of [0, 1, 2, 3, 4])
      expect((await work(minutes)).results).toMatchObject([
        { outcome: 'wait', error: expect.stringMatching(/not hold/) },
      ])
    expect(await standing(id)).toMatchObject({ state: 'ready', attempts: 0, reading: undefined })
    await photos.put(key, new Uint8Array(20), 'image/jpeg')
    const reading = makeReading()
    await work(4.5, () => Promise.resolve(reading) as never)
    expect((await standing(id)).reading).toEqual(reading)
  })

  test('and never will ends in a reading that says so, and goes on to its decision', async () => {
    const { id, key } = await enter()
    await photos.delete(key)
    await work(6)
    expect(await standing(id)).toMatchObject({
      state: 'done',
      reading: { quality: { kind: 'photo_lost' }, confidence: 0, total: null },
    })
    expect(await db`select kind from job where natural_key = ${id} and kind = 'settle_entry'`).toHaveLength(1)
  })
})

test('a store that is away is waited for, and nothing is taken for lost', async () => {
  const { id } = await enter()
  await rename(folder, `${folder}-away`)
  for (let hour = 24; hour < 30; hour++) {
    const { results, log } = await work(60 * hour)
    expect(results).toMatchObject([{ outcome: 'wait', error: expect.stringContaining('photo store failed') }])
    expect(log).toMatchObject([{ level: 'warn', error: expect.stringContaining('ENOENT') }])
  }
  await rename(`${folder}-away`, folder)
  expect(await standing(id)).toMatchObject({ state: 'ready', attempts: 0 })
  const reading = makeReading()
  await work(60 * 30, () => Promise.resolve(reading) as never)
  expect(await standing(id)).toMatchObject({ state: 'done', reading })
})
