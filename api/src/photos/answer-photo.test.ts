import { photoKey, type OpenPhoto } from '@tamaru/db/photo-store'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readlink } from 'node:fs/promises'
import { connect } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, expect, test, vi } from 'vitest'
import { logInShopper, logInStaff } from '../../../tests/support/act-in-line.ts'
import { sendPhoto } from '../../../tests/support/enter-receipt.ts'
import { makePhoto } from '../../../tests/support/make-photo.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { SHOWN_AT_ONCE } from '../http/body-room.ts'
import { USUAL_LIMITS } from '../http/route-limits.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

const BYTES = 14 * 1024 * 1024
const photo = makePhoto(BYTES)
const me = await logInShopper(api)
const { id } = (await (await sendPhoto(api, me.token, { photo })).json()) as { id: string }
const path = `/api/entries/${id}/photo`
const look = (method = 'GET') => api.call(method, path, { as: me.token })

/** What answers take from the store from here on, and how many of them are still open. */
function watchStore() {
  const { photos } = api.ports
  const open = photos.open.bind(photos)
  const taken = { bytes: 0, open: 0, opened: 0 }
  photos.open = async (key): Promise<OpenPhoto | undefined> => {
    const found = await open(key)
    if (!found) return undefined
    let isOpen = true
    taken.open++
    taken.opened++
    const close = () => {
      if (isOpen) taken.open--
      isOpen = false
    }
    const reader = found.body.getReader()
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        async pull(controller) {
          const { value } = await reader.read()
          taken.bytes += value?.length ?? 0
          if (value) return controller.enqueue(value)
          close()
          controller.close()
        },
        async cancel() {
          close()
          await reader.cancel()
        },
      },
      { highWaterMark: 0 },
    )
    return { ...found, body }
  }
  return { taken, [Symbol.dispose]: () => void (photos.open = open) }
}

/** How many files of the store this process has open. */
async function openFiles(): Promise<number> {
  const files = await readdir('/proc/self/fd')
  const names = await Promise.all(files.map((file) => readlink(`/proc/self/fd/${file}`).catch(() => '')))
  return names.filter((name) => name.startsWith(api.ports.env.PHOTO_STORE)).length
}

test('a photo goes out whole, and its length before it', async () => {
  const answer = await look()
  expect(answer.headers.get('content-length')).toBe(String(BYTES))
  expect(answer.headers.get('content-type')).toBe('image/jpeg')
  expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(await photo.arrayBuffer()))).toBe(true)
})

test('of a photo that is taken slowly little is held, for a shopper and for staff', async () => {
  const { token } = await logInStaff(api, 'reviewer')
  for (const show of [look, () => api.call('GET', `/api/staff/entries/${id}/photo`, { as: token })]) {
    using store = watchStore()
    const reader = (await show()).body!.getReader()
    for (let pieces = 0; pieces < 3; pieces++) expect((await reader.read()).done).toBe(false)
    for (let turns = 0; turns < 100; turns++) await turn()
    expect(store.taken.bytes).toBeGreaterThan(0)
    expect(store.taken.bytes).toBeLessThan(512 * 1024)
    await reader.cancel()
    await expect.poll(() => store.taken.open).toBe(0)
  }
})

test('a line that is not read holds up the store, and one that is cut closes it', async () => {
  using store = watchStore()
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1').on('error', () => {})
  socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${me.token}\r\n\r\n`)
  await once(socket, 'readable')
  expect(store.taken).toMatchObject({ open: 1 })
  socket.destroy()
  await expect.poll(() => store.taken.open).toBe(0)
  // What lines between two programs of one machine hold by themselves is several megabytes.
  expect(store.taken.bytes).toBeLessThan(BYTES)
})

test.runIf(process.platform === 'linux')('no file stays open', async () => {
  const reader = (await look()).body!.getReader()
  await reader.read()
  expect(await openFiles()).toBe(1)
  await reader.cancel()
  await expect.poll(openFiles).toBe(0)
  await (await look()).arrayBuffer()
  await expect.poll(openFiles).toBe(0)
  const head = await look('HEAD')
  expect(head.headers.get('content-length')).toBe(String(BYTES))
  await expect.poll(openFiles).toBe(0)
})

test('one person who takes many at once waits for their own, and holds nobody up', async () => {
  const mine = await Promise.all(Array.from({ length: SHOWN_AT_ONCE }, () => look()))
  let isThere = false
  const next = look().finally(() => (isThere = true))
  const { token } = await logInStaff(api, 'reviewer')
  const theirs = await api.call('GET', `/api/staff/entries/${id}/photo`, { as: token })
  expect(theirs.status).toBe(200)
  await theirs.body!.cancel()
  expect(isThere).toBe(false)
  await mine[0]!.body!.cancel()
  const answer = await next
  expect(answer.status).toBe(200)
  for (const { body } of [answer, ...mine.slice(1)]) await body!.cancel()
})

test('a photo that the store hands out too late is closed, and waits for nobody', async () => {
  using store = watchStore()
  const slow = Promise.withResolvers<void>()
  const open = api.ports.photos.open
  const asked = Promise.withResolvers<void>()
  api.ports.photos.open = async (key) => {
    asked.resolve()
    await slow.promise
    return open(key)
  }
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const answer = look()
    await asked.promise
    await vi.advanceTimersByTimeAsync(USUAL_LIMITS.answer_s * 1000)
    expect(await (await answer).json()).toMatchObject({ kind: 'took_too_long' })
  } finally {
    vi.useRealTimers()
  }
  slow.resolve()
  await expect.poll(() => store.taken).toEqual({ bytes: expect.any(Number), open: 0, opened: 1 })
})

test('a photo that is lost is not there, however often it is asked for', async () => {
  const key = photoKey(
    api.account.id,
    createHash('sha256')
      .update(Buffer.from(await photo.arrayBuffer()))
      .digest('hex'),
  )
  const open = await look()
  await api.ports.photos.delete(key)
  for (let times = 0; times <= SHOWN_AT_ONCE; times++) {
    const answer = await look()
    expect([answer.status, await answer.json()]).toMatchObject([404, { kind: 'not_found' }])
  }
  // Who had begun gets all of it: a file that is removed lies there until it is closed.
  expect((await open.arrayBuffer()).byteLength).toBe(BYTES)
})
