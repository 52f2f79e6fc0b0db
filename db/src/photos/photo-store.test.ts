import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { startBucket } from '../../../tests/support/start-bucket.ts'
import { openPhotoStore, photoKey } from './photo-store.ts'

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
    await expect(store.delete(key)).rejects.toThrow('not a photo key')
  })
})

describe('a photo in a folder', () => {
  const filesIn = async (place: string) =>
    (await readdir(place, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())

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

  test('is not taken for stored when the bucket does not exist or the secret is wrong', async () => {
    const elsewhere = openPhotoStore(bucket.url.replace('/photos', '/phot0s'))
    await expect(elsewhere.put(makeKey(), photo, 'image/jpeg')).rejects.toThrow('answered 404 to PUT')
    const stranger = openPhotoStore(bucket.url.replace('test-key:a', 'test-key:b'))
    await expect(stranger.put(makeKey(), photo, 'image/jpeg')).rejects.toThrow('answered 403 to PUT')
    await expect(stranger.get(makeKey())).rejects.toThrow('answered 403 to GET')
  })
})
