import { readFile } from 'node:fs/promises'
import { request, type ClientRequest } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { holdTable } from '../support/hold-table.ts'
import { startHouse, untilTrue } from '../support/start-house.ts'

const house = await startHouse()
afterAll(() => house[Symbol.asyncDispose]())

const SAMPLE = new URL('../../samples/supermarket-02.jpg', import.meta.url)

async function post<T>(url: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json() as Promise<T>
}

/** Somebody new in the mini-app: their token. */
async function logIn(): Promise<string> {
  const { userId } = await post<{ userId: string }>(`${house.sandbox.url}/__sandbox/people`, {})
  const minted = await post<{ idToken: string }>(`${house.sandbox.url}/__sandbox/id-token`, { sub: userId })
  return (await post<{ token: string }>(`${house.url}/api/session`, minted)).token
}

/** An upload of which the first half has gone out; `finish` sends the rest and resolves with the status. */
function beginUpload(token: string, photo: Uint8Array) {
  const head = '--tamaru\r\ncontent-disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
  const body = Buffer.concat([Buffer.from(head), photo, Buffer.from('\r\n--tamaru--\r\n')])
  const half = Math.floor(body.length / 2)
  const sending: ClientRequest = request(`${house.url}/api/entries`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'multipart/form-data; boundary=tamaru',
      'content-length': body.length,
      'idempotency-key': crypto.randomUUID(),
      expect: '100-continue',
    },
  })
  const answered = new Promise<number | string>((resolve) => {
    sending
      .once('response', (answer) => resolve(answer.statusCode!))
      .once('error', (error) => resolve(error.message))
  })
  // The server says so when it has read the head.
  const begun = new Promise<void>((resolve) => {
    sending.once('continue', () => sending.write(body.subarray(0, half), () => resolve()))
    sending.flushHeaders()
  })
  return {
    begun,
    finish() {
      sending.end(body.subarray(half))
      return answered
    },
  }
}

test('an api that is asked to go answers every upload that has begun, ends its streams, and lets nobody else in', async () => {
  const photo = await readFile(SAMPLE)
  const tokens = await Promise.all(Array.from({ length: 10 }, logIn))
  // Somebody follows an entry whose photo nobody reads now.
  await house.end('worker')
  const first = beginUpload(tokens[0]!, photo)
  await first.begun
  expect(await first.finish()).toBe(202)
  const headers = { authorization: `Bearer ${tokens[0]!}` }
  const list = (await (await fetch(`${house.url}/api/entries`, { headers })).json()) as {
    items: { id: string }[]
  }
  const stream = await fetch(`${house.url}/api/entries/${list.items[0]!.id}/events`, { headers })
  const followed = stream.text()

  const uploads = tokens.map((token, i) => beginUpload(token, Buffer.concat([photo, Buffer.from([i])])))
  await Promise.all(uploads.map(({ begun }) => begun))
  expect((await fetch(`${house.url}/readyz`)).status).toBe(503)
  const ended = house.end('api')
  expect(await followed).toContain('event: state')
  await untilTrue(() =>
    fetch(`${house.url}/healthz`).then(
      () => false,
      () => true,
    ),
  )

  expect(await Promise.all(uploads.map(({ finish }) => finish()))).toEqual(Array(10).fill(202))
  expect(await ended).toBe(0)
  const [{ count }] = (await house.db`select count(*)::int from entry`) as unknown as [{ count: number }]
  expect(count).toBe(11)
})

test('an ocr-worker that is asked to go finishes what it reads, or gives it back unharmed', async () => {
  await house.start('api')
  await house.start('worker')
  const isBeingRead = async () =>
    (await house.db`select 1 from job where kind = 'read_receipt' and state = 'leased'`).length > 0
  await untilTrue(isBeingRead)
  expect(await house.end('worker')).toBe(0)
  expect(
    await house.db`select 1 from job where kind = 'read_receipt' and state in ('leased', 'buried')`,
  ).toEqual([])
  const failed =
    await house.db`select last_error from job where kind = 'read_receipt' and last_error is not null`
  expect(failed).toEqual([])
  const waiting = await house.db`select 1 from job where kind = 'read_receipt' and state = 'ready'`
  const tried = await house.db`
    select 1 from job where kind = 'read_receipt' and state = 'ready' and attempts > 0`
  expect(waiting.length).toBeGreaterThan(0)
  expect(tried).toEqual([])
})

test('an api that is asked to go in the middle of a run leaves it to the next, which works it out', async () => {
  const [owner] = await house.db<{ sub: string }[]>`select line_user_id as sub from staff`
  const minted = await post<{ idToken: string }>(`${house.sandbox.url}/__sandbox/id-token`, owner)
  const { token } = await post<{ token: string }>(`${house.url}/api/staff/session`, minted)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const call = async <T>(path: string, init: RequestInit = {}) =>
    (await fetch(house.url + path, { headers, ...init })).json() as Promise<T>
  const { items: campaigns } = await call<{ items: { id: string }[] }>('/api/staff/campaigns')

  const letGo = await holdTable(house.db, 'judgement')
  const simulate = `/api/staff/campaigns/${campaigns[0]!.id}/simulate`
  const { id } = await call<{ id: string }>(simulate, { method: 'POST', body: '{}' })
  const stateOf = async () => (await call<{ state: string }>(`/api/staff/runs/${id}`)).state
  await untilTrue(async () => (await stateOf()) === 'running')
  expect(await house.end('api')).toBe(0)
  const jobs = await house.db`select state, attempts from job where kind = 'do_run'`
  expect([...jobs]).toEqual([{ state: 'ready', attempts: 0 }])
  await letGo()
  await house.start('api')
  await untilTrue(async () => (await stateOf()) === 'done')
})
