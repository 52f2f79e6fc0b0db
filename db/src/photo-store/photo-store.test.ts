import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { startBucket } from '../../../tests/support/start-bucket.ts'
import { openPhotoStore, photoKey, PhotoStoreFailed, type OpenPhoto } from './open-photo-store.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'photos-'))
const bucket = await startBucket()
afterAll(async () => {
  await rm(folder, { recursive: true })
  await bucket[Symbol.asyncDispose]()
})
beforeEach(() => {
  bucket.busyFor = 0
})

const account = '0f0e0d0c-0b0a-4908-8706-050403020100'
const makeKey = () => photoKey(account, randomBytes(32).toString('hex'))
const photo = new Uint8Array(randomBytes(300_000))
const readAll = async ({ body }: OpenPhoto) => Buffer.from(await new Response(body).arrayBuffer())

describe.each([
  ['a folder', folder],
  ['a folder named by a URL', pathToFileURL(folder).href],
  ['a bucket', bucket.url],
])('%s', (_store, url) => {
  const store = openPhotoStore(url)

  test('gives back the bytes that were put', async () => {
    const key = makeKey()
    await store.put(key, photo, 'image/jpeg')
    expect(Buffer.from((await store.get(key))!).equals(photo)).toBe(true)
  })

  test('puts pieces one behind the other', async () => {
    const key = makeKey()
    const pieces = [photo.subarray(0, 5), photo.subarray(5, 200_000), photo.subarray(200_000)]
    await store.put(key, pieces, 'image/jpeg')
    expect(Buffer.from((await store.get(key))!).equals(photo)).toBe(true)
  })

  test('opens the bytes that were put, with their length, for whoever wants them bit by bit', async () => {
    const key = makeKey()
    await store.put(key, photo, 'image/jpeg')
    const opened = (await store.open(key))!
    expect(opened.bytes).toBe(photo.length)
    expect((await readAll(opened)).equals(photo)).toBe(true)
  })

  test('opens an empty photo, and gives up one that is not wanted to its end', async () => {
    const [empty, whole] = [makeKey(), makeKey()]
    await store.put(empty, new Uint8Array(), 'image/jpeg')
    await store.put(whole, photo, 'image/jpeg')
    expect(await readAll((await store.open(empty))!)).toHaveLength(0)
    const reader = (await store.open(whole))!.body.getReader()
    expect((await reader.read()).done).toBe(false)
    await reader.cancel()
    expect(await reader.read()).toMatchObject({ done: true })
  })

  test('takes the same photo again, also many at once', async () => {
    const key = makeKey()
    await Promise.all(Array.from({ length: 8 }, () => store.put(key, photo, 'image/jpeg')))
    expect(await store.get(key)).toHaveLength(photo.length)
  })

  test('has nothing under a key that nobody put, or that was deleted', async () => {
    const key = makeKey()
    expect(await store.get(key)).toBeUndefined()
    await store.put(key, photo, 'image/jpeg')
    await store.delete(key)
    expect(await store.get(key)).toBeUndefined()
    expect(await store.open(key)).toBeUndefined()
    await store.delete(key)
  })

  test.each([
    '../../etc/passwd',
    `${account}/../${'a'.repeat(64)}`,
    `${account}/${'A'.repeat(64)}`,
    `${account}/${'a'.repeat(63)}`,
    `${account}/${'a'.repeat(64)}/x`,
    `/${'a'.repeat(64)}`,
    '',
  ])('refuses the key "%s"', async (key) => {
    await expect(store.put(key, photo, 'image/jpeg')).rejects.toThrow('not a photo key')
    await expect(store.get(key)).rejects.toThrow('not a photo key')
    await expect(store.open(key)).rejects.toThrow('not a photo key')
    await expect(store.delete(key)).rejects.toThrow('not a photo key')
  })
})

const filesIn = async (place: string) =>
  (await readdir(place, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())

describe('a photo in a folder', () => {
  test('is there whole or not at all: what fails on the way leaves nothing behind', async () => {
    const place = await mkdtemp(path.join(folder, 'failing-'))
    const store = openPhotoStore(place)
    const [first, second] = [`x/ab${'0'.repeat(62)}`, `x/ab${'1'.repeat(62)}`]
    await store.put(first, photo, 'image/jpeg')
    // A folder stands where the file belongs, so that the last step fails.
    await openPhotoStore(path.join(place, 'x', 'ab', second.slice(2))).put(first, photo, 'image/jpeg')
    const before = (await filesIn(place)).length
    await expect(store.put(second, photo, 'image/jpeg')).rejects.toThrow()
    expect(await filesIn(place)).toHaveLength(before)
  })

  test('is not mistaken for one by what a killed process left half-written', async () => {
    const place = await mkdtemp(path.join(folder, 'killed-'))
    const store = openPhotoStore(place)
    const key = makeKey()
    await store.put(key, photo, 'image/jpeg')
    await store.delete(key)
    const sha256 = key.split('/')[1]!
    await writeFile(path.join(place, account, sha256.slice(0, 2), `${sha256}.left-over.part`), 'half')
    expect(await store.get(key)).toBeUndefined()
  })
})

describe('a folder', () => {
  test('that cannot be written says so, and is no folder without the photo', async () => {
    const place = path.join(await mkdtemp(path.join(folder, 'closed-')), 'photos')
    await writeFile(place, 'a file where the folder belongs, as on a disk that is gone')
    await expect(openPhotoStore(place).put(makeKey(), photo, 'image/jpeg')).rejects.toThrow(PhotoStoreFailed)
  })

  test('that is not mounted is away, and has lost nothing', async () => {
    const place = await mkdtemp(path.join(folder, 'unmounted-'))
    await expect(openPhotoStore(place).get(makeKey())).rejects.toThrow(PhotoStoreFailed)
    await expect(openPhotoStore(place).open(makeKey())).rejects.toThrow(PhotoStoreFailed)
  })

  test('is rid of what was left half-written, once nobody can be writing it any more', async () => {
    const place = await mkdtemp(path.join(folder, 'left-'))
    const store = openPhotoStore(place)
    const key = makeKey()
    await store.put(key, photo, 'image/jpeg')
    const shelf = path.join(place, account, 'ab')
    await mkdir(shelf, { recursive: true })
    const [old, young] = ['old.part', 'young.part'].map((name) => path.join(shelf, name)) as [string, string]
    for (const file of [old, young]) await writeFile(file, 'half')
    await utimes(old, new Date('2026-11-02'), new Date('2026-11-02'))
    expect(await store.removeUnfinished(new Date('2026-11-02T01:00:00Z'))).toBe(1)
    expect((await filesIn(place)).map(({ name }) => name).sort()).toEqual(
      [key.split('/')[1]!, 'young.part'].sort(),
    )
    expect(await store.get(key)).toHaveLength(photo.length)
  })

  test('without photos has nothing half-written', async () => {
    expect(await openPhotoStore(path.join(folder, 'not-yet')).removeUnfinished(new Date())).toBe(0)
  })
})

describe('a photo in a bucket', () => {
  test('keeps its media type', async () => {
    const key = makeKey()
    await openPhotoStore(bucket.url).put(key, photo, 'image/png')
    expect(bucket.objects.get(key)?.mediaType).toBe('image/png')
  })

  test('is put after all when the store was busy at first', async () => {
    const key = makeKey()
    bucket.busyFor = 2
    await openPhotoStore(bucket.url).put(key, photo, 'image/jpeg')
    expect(bucket.objects.has(key)).toBe(true)
  })

  test('is given up, and said to be, when the store stays busy or nobody answers', async () => {
    bucket.busyFor = 100
    await expect(openPhotoStore(bucket.url).put(makeKey(), photo, 'image/jpeg')).rejects.toThrow(
      PhotoStoreFailed,
    )
    // The person waits: three tries, and no more.
    expect(bucket.busyFor).toBe(97)
    bucket.busyFor = 100
    await expect(openPhotoStore(bucket.url).get(makeKey())).rejects.toThrow(PhotoStoreFailed)
    const nobody = openPhotoStore('s3://a:b@127.0.0.1:9/photos?tls=off')
    await expect(nobody.get(makeKey())).rejects.toThrow(PhotoStoreFailed)
    await expect(nobody.open(makeKey())).rejects.toThrow(PhotoStoreFailed)
  })

  test('is not lost where there is no bucket at all', async () => {
    const elsewhere = openPhotoStore(bucket.url.replace('/photos', '/phot0s'))
    await expect(elsewhere.get(makeKey())).rejects.toThrow(PhotoStoreFailed)
    await expect(elsewhere.open(makeKey())).rejects.toThrow(PhotoStoreFailed)
  })

  test('that breaks off on its way is said to be', async () => {
    const key = makeKey()
    await openPhotoStore(bucket.url).put(key, photo, 'image/jpeg')
    bucket.breaksOff = true
    const opened = (await openPhotoStore(bucket.url).open(key))!
    await expect(readAll(opened)).rejects.toThrow(PhotoStoreFailed)
    bucket.breaksOff = false
  })

  test('is not taken for stored when the bucket does not exist or the secret is wrong', async () => {
    const elsewhere = openPhotoStore(bucket.url.replace('/photos', '/phot0s'))
    await expect(elsewhere.put(makeKey(), photo, 'image/jpeg')).rejects.toThrow('answered 404 to PUT')
    const stranger = openPhotoStore(bucket.url.replace('test-key:a', 'test-key:b'))
    await expect(stranger.put(makeKey(), photo, 'image/jpeg')).rejects.toThrow('answered 403 to PUT')
    await expect(stranger.get(makeKey())).rejects.toThrow('answered 403 to GET')
  })
})
