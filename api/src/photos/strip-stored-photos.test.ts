import { inTransaction, photos } from '@tamaru/db'
import { openPhotoStore, photoKey, type PhotoStore } from '@tamaru/db/photo-store'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { behindStart, exifWith, SECRET } from '../../../tests/support/make-noted-photo.ts'
import { makeAccount } from '../../../tests/support/make-people.ts'
import { makePhoto } from '../../../tests/support/make-photo.ts'
import { startBucket } from '../../../tests/support/start-bucket.ts'
import { stripStoredPhotos } from './strip-stored-photos.ts'

const database = await freshDatabase()
const { db } = database
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-strip-'))
const bucket = await startBucket()
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await bucket[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const now = () => new Date('2026-11-30T03:00:00Z')

describe.each([
  ['a folder', folder],
  ['a bucket', bucket.url],
])('photos that lie in %s as they were sent', (_store, url) => {
  const store = openPhotoStore(url)

  /** As it was stored before photos were stripped. */
  async function storeAsSent(accountId: string, bytes: Uint8Array) {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await store.put(photoKey(accountId, sha256), bytes, 'image/jpeg')
    const photo = {
      accountId,
      sha256,
      mediaType: 'image/jpeg',
      bytes: bytes.length,
      strippedAt: null,
    } as const
    await photos.record(db, photo, new Date())
    return photo
  }
  const noted = async () => behindStart(Buffer.from(await makePhoto().arrayBuffer()), exifWith(6, SECRET))

  test('are stripped under the same keys, and counted', async () => {
    const account = await makeAccount(db)
    const [one, other] = [await noted(), await noted()]
    const stored = [await storeAsSent(account.id, one), await storeAsSent(account.id, other)]
    expect(await stripStoredPhotos({ db, store, now }, account.id)).toEqual({
      stripped: 2,
      absent: 0,
      notUnderstood: [],
    })
    for (const { accountId, sha256, bytes } of stored) {
      const lies = (await store.get(photoKey(accountId, sha256)))!
      expect(Buffer.from(lies).includes(SECRET)).toBe(false)
      expect(lies.length).toBeLessThan(bytes)
      expect(await photos.find(db, accountId, sha256)).toMatchObject({
        bytes: lies.length,
        strippedAt: now(),
      })
    }
  })

  test('are done once: another run has nothing to do, and one that broke off goes on', async () => {
    const account = await makeAccount(db)
    for (let i = 0; i < 3; i++) await storeAsSent(account.id, await noted())
    let left = 1
    const breaking: PhotoStore = {
      put: (...given) =>
        left-- > 0 ? store.put(...given) : Promise.reject(new Error('the machine went down')),
      get: (key) => store.get(key),
      open: (key) => store.open(key),
      delete: (key) => store.delete(key),
      removeUnfinished: (before) => store.removeUnfinished(before),
    }
    await expect(stripStoredPhotos({ db, store: breaking, now }, account.id)).rejects.toThrow('went down')
    expect(await stripStoredPhotos({ db, store, now }, account.id)).toMatchObject({ stripped: 2 })
    expect(await stripStoredPhotos({ db, store, now }, account.id)).toMatchObject({ stripped: 0, absent: 0 })
  })

  test('of another account are not touched', async () => {
    const [mine, other] = [await makeAccount(db), await makeAccount(db)]
    const bytes = await noted()
    const { sha256 } = await storeAsSent(other.id, bytes)
    expect(await stripStoredPhotos({ db, store, now }, mine.id)).toMatchObject({ stripped: 0 })
    expect(Buffer.from((await store.get(photoKey(other.id, sha256)))!).equals(bytes)).toBe(true)
  })

  test('which are gone, or not understood, are told apart and left alone', async () => {
    const account = await makeAccount(db)
    const gone = await storeAsSent(account.id, await noted())
    await store.delete(photoKey(account.id, gone.sha256))
    const noise = Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      randomBytes(500).map((b) => b & 0x7f),
    ])
    const odd = await storeAsSent(account.id, noise)
    const key = photoKey(account.id, odd.sha256)
    expect(await stripStoredPhotos({ db, store, now }, account.id)).toEqual({
      stripped: 0,
      absent: 1,
      notUnderstood: [key],
    })
    expect(Buffer.from((await store.get(key))!).equals(noise)).toBe(true)
  })
})

test('a photo that is sent again meanwhile is stripped by that', async () => {
  const account = await makeAccount(db)
  const photo = { accountId: account.id, sha256: 'ab'.repeat(32), mediaType: 'image/jpeg', bytes: 9 } as const
  await photos.record(db, { ...photo, strippedAt: null }, new Date())
  await inTransaction(db, (sql) => photos.record(sql, { ...photo, bytes: 7, strippedAt: now() }, new Date()))
  await photos.record(db, { ...photo, strippedAt: null }, new Date())
  expect(await photos.find(db, account.id, photo.sha256)).toMatchObject({ bytes: 7, strippedAt: now() })
})
