import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { logInShopper, logInStaff } from '../../../tests/support/act-in-line.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { BodyRoom, SENT_AT_ONCE } from './body-room.ts'
import { ROUTE_LIMITS, USUAL_LIMITS } from './route-limits.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

const { token: shopper } = await logInShopper(api)
const { token: owner } = await logInStaff(api, 'owner')

/** Every route that the app serves and that may have a body, as `POST /api/entries/:id/appeal`. */
const routes = [
  ...new Set(
    api.app.routes
      .filter(({ method, path }) => !['ALL', 'GET', 'OPTIONS'].includes(method) && !path.includes('*'))
      .map(({ method, path }) => `${method} ${path}`),
  ),
]
const limitsOf = (route: string) => ROUTE_LIMITS[route] ?? USUAL_LIMITS

/** Knocks as who may come in, with a body that has no end, and counts what was taken of it. */
async function pour(route: string, headers: Record<string, string> = {}) {
  const [method, path] = route.split(' ') as [string, string]
  let poured_bytes = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = new Uint8Array(16 * 1024).fill(0x20)
      poured_bytes += chunk.length
      controller.enqueue(chunk)
    },
  })
  const as = path.startsWith('/api/staff') ? owner : shopper
  const type = path === '/api/entries' ? 'multipart/form-data; boundary=x' : 'application/json'
  const answer = await api.app.request(path.replace(':id', randomUUID()).replace(/:\w+/, '1'), {
    method,
    headers: {
      authorization: `Bearer ${as}`,
      'content-type': path.endsWith('/codes') ? 'text/plain' : type,
      'x-line-signature': `${'A'.repeat(43)}=`,
      ...headers,
    },
    body,
    duplex: 'half',
  } as RequestInit)
  return { answer, poured_bytes }
}

test('there are routes to look at, and every list names routes that are there', () => {
  expect(routes.length).toBeGreaterThan(25)
  expect(Object.keys(ROUTE_LIMITS).filter((route) => !routes.includes(route))).toEqual([])
})

test('what takes more than the usual 64 kB is named here too', () => {
  const large = Object.keys(ROUTE_LIMITS).filter(
    (route) => limitsOf(route).body_bytes > USUAL_LIMITS.body_bytes,
  )
  expect(USUAL_LIMITS.body_bytes).toBe(65_536)
  expect(large.sort()).toEqual([
    'POST /api/entries',
    'POST /api/staff/audiences',
    'POST /api/staff/campaigns',
    'POST /api/staff/campaigns/:id/prize-law',
    'POST /api/staff/campaigns/:id/publish',
    'POST /api/staff/campaigns/:id/simulate',
    'POST /api/staff/contacts/import',
    'POST /api/staff/imports',
    'POST /api/staff/member-links/import',
    'POST /api/staff/rewards/:id/codes',
    'POST /api/staff/shoppers/import',
    'POST /line/webhook',
    'PUT /api/staff/campaigns/:id/draft',
  ])
  const holding = api.app.routes.filter(({ handler }) => handler.name === 'holdBody')
  const held = holding.map(({ method, path }) => `${method} ${path}`)
  expect(held.sort(), 'counted by holdBody').toEqual(large)
})

test.each(routes)('%s refuses a body that says it is too long, before a byte of it', async (route) => {
  const { body_bytes, tooLarge } = limitsOf(route)
  const { answer, poured_bytes } = await pour(route, { 'content-length': String(body_bytes + 1) })
  expect(await answer.json()).toMatchObject({ status: 413, kind: tooLarge })
  expect(answer.headers.get('connection')).toBe('close')
  // A stream may be asked for its first piece by whoever only holds it.
  expect(poured_bytes).toBeLessThanOrEqual(16 * 1024)
})

test.each(routes)('%s takes no more of a body without end than it may', async (route) => {
  const { body_bytes, tooLarge } = limitsOf(route)
  const { answer, poured_bytes } = await pour(route)
  // One piece in each hand on the way.
  expect(poured_bytes).toBeLessThanOrEqual(body_bytes + 4 * 16 * 1024)
  if (poured_bytes > body_bytes) expect(await answer.json()).toMatchObject({ status: 413, kind: tooLarge })
})

test.each(routes.filter((route) => /staff|entries|coupons/.test(route) && !route.endsWith('/session')))(
  '%s listens to nobody without a session',
  async (route) => {
    const { answer, poured_bytes } = await pour(route, { authorization: 'Bearer nonsense' })
    expect(answer.status).toBe(401)
    expect(poured_bytes).toBeLessThanOrEqual(2 * 16 * 1024)
  },
)

test('the webhook listens to nobody without a signature', async () => {
  const { answer, poured_bytes } = await pour('POST /line/webhook', { 'x-line-signature': 'none' })
  expect([answer.status, poured_bytes <= 2 * 16 * 1024]).toEqual([401, true])
})

test('a form of more parts than a photo has is refused before they become objects', async () => {
  const parts = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n\r\n'.repeat(11)
  const { token } = await logInShopper(api)
  const send = (body: string, type = 'multipart/form-data; boundary=x') =>
    api.app.request('/api/entries', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type, 'idempotency-key': 'parts' },
      body,
    })
  const answer = await send(`${parts}--x--\r\n`)
  expect(await answer.json()).toMatchObject({ kind: 'invalid_request', note: 'more than 10 parts' })
  const fields = await send('a=1&'.repeat(100_000), 'application/x-www-form-urlencoded')
  expect(await fields.json()).toMatchObject({ kind: 'photo_missing' })
})

describe('the room for bodies', () => {
  const limits = { ...USUAL_LIMITS, room_bytes: 100 }
  const bodyOf = (whose: string, bytes: number, of = limits) => ({ limits: of, bytes, whose })
  /** Who was let in, in order. What is let in at once is so when the promises that are there have been heard. */
  const watch = () => {
    const [room, inside] = [new BodyRoom(SENT_AT_ONCE), [] as string[]]
    const take = async (body: ReturnType<typeof bodyOf>) => {
      void room.take(body).then(() => inside.push(body.whose))
      await new Promise(setImmediate)
      return body
    }
    return { room, inside, take, settle: () => new Promise(setImmediate) }
  }

  test('lets in as many as there is room for, of each kind, and the others in the order of their coming', async () => {
    const { room, inside, take, settle } = watch()
    const first = await take(bodyOf('a', 60))
    const large = await take(bodyOf('b', 90))
    await take(bodyOf('c', 10))
    await take(bodyOf('d', 100, { ...limits }))
    expect(inside, 'a small one overtakes no large one').toEqual(['a', 'd'])
    room.giveBack(first)
    await settle()
    expect(inside).toEqual(['a', 'd', 'b', 'c'])
    room.giveBack(large)
    await take(bodyOf('e', 90))
    expect(inside).toEqual(['a', 'd', 'b', 'c', 'e'])
  })

  test('holds three at once of one person, and lets others past who wait for themselves', async () => {
    const { room, inside, take, settle } = watch()
    const mine = await take(bodyOf('me', 10))
    for (let i = 0; i < 3; i++) await take(bodyOf('me', 10))
    await take(bodyOf('another', 60))
    expect(inside).toEqual(['me', 'me', 'me', 'another'])
    room.giveBack(mine)
    await settle()
    expect(inside).toEqual(['me', 'me', 'me', 'another', 'me'])
  })

  test('asks to come again who has waited for twenty seconds, and forgets about them', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const room = new BodyRoom(SENT_AT_ONCE)
      await room.take(bodyOf('a', 60))
      const refused = expect(room.take(bodyOf('b', 60))).rejects.toMatchObject({ kind: 'too_busy' })
      const behind = room.take(bodyOf('c', 40))
      await vi.advanceTimersByTimeAsync(20_000)
      await refused
      await behind
    } finally {
      vi.useRealTimers()
    }
  })
})

test('a handler that hangs, or waits for a body that never comes, is answered for', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const answer = api.app.request('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new ReadableStream({ pull: () => new Promise(() => {}) }),
      duplex: 'half',
    } as RequestInit)
    await vi.advanceTimersByTimeAsync(USUAL_LIMITS.answer_s * 1000)
    expect(await (await answer).json()).toMatchObject({ status: 503, kind: 'took_too_long' })
    expect((await answer).headers.get('retry-after')).toBe('30')
  } finally {
    vi.useRealTimers()
  }
})
