import { entries, ledger } from '@tamaru/db'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { startHouse, untilTrue, type House } from '../support/start-house.ts'

const house: House = await startHouse()
afterAll(() => house[Symbol.asyncDispose]())

/** How the programs sign what they hold. */
const NAMES = { api: 'api-', worker: 'ocr-worker-' }
const SAMPLES = new URL('../../samples/', import.meta.url)

describe('whatever is killed with kill -9, an entry ends, and once', () => {
  test('the api, right after it took the photo in', async () => {
    const { entryId, shopper } = await enter('supermarket-02.jpg')
    await kill('api')
    await house.start('api')
    await expectEndsOnce(entryId, shopper)
  })

  test('the ocr-worker, in the middle of reading', async () => {
    const { entryId, shopper } = await enter('konbini-01.jpg')
    await untilTrue(async () => (await stateOf(entryId)) === 'reading')
    await kill('worker')
    await house.start('worker')
    await expectEndsOnce(entryId, shopper)
  })

  test('the api, while the worker is about to hand the reading over', async () => {
    const { entryId, shopper } = await enter('supermarket-01.jpg')
    await untilTrue(async () => (await stateOf(entryId)) === 'reading')
    await kill('api')
    await untilTrue(async () => (await jobsOf(entryId, 'settle_entry')) > 0)
    await house.start('api')
    await expectEndsOnce(entryId, shopper)
  })

  test('the api, again and again while it settles and sends', async () => {
    const { entryId, shopper } = await enter('drugstore-01.jpg')
    await untilTrue(async () => (await jobsOf(entryId, 'settle_entry')) > 0)
    for (const delay_ms of [0, 15, 40, 90]) {
      await kill('api')
      await house.start('api')
      await sleep(delay_ms)
    }
    await expectEndsOnce(entryId, shopper)
  })

  test('both at once, with the photo sent in the chat', async () => {
    const shopper = await newPerson()
    await post(`${house.sandbox.url}/__sandbox/send`, {
      userId: shopper,
      type: 'image',
      sample: 'hyakuen-01.jpg',
    })
    const entryId = await untilEntryOf(shopper)
    await Promise.all([kill('api'), kill('worker')])
    await Promise.all([house.start('api'), house.start('worker')])
    await expectEndsOnce(entryId, shopper)
  })
}, 180_000)

/** kill -9, and the twenty seconds pass that a dead process still holds its jobs for. */
async function kill(program: keyof typeof NAMES): Promise<void> {
  await house.kill(program)
  await house.db`
    update job set lease_until = now() where state = 'leased' and starts_with(leased_by, ${NAMES[program]})`
}

async function enter(sample: string): Promise<{ entryId: string; shopper: string }> {
  const shopper = await newPerson()
  const { idToken } = await post(`${house.sandbox.url}/__sandbox/id-token`, { sub: shopper })
  const { token } = await post(`${house.url}/api/session`, { idToken })
  const form = new FormData()
  form.set('photo', new Blob([await readFile(new URL(sample, SAMPLES))], { type: 'image/jpeg' }), 'photo.jpg')
  const response = await fetch(`${house.url}/api/entries`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() },
    body: form,
  })
  expect(response.status).toBe(202)
  return { entryId: ((await response.json()) as { id: string }).id, shopper }
}

/** Ended; at most one credit, of just the entry's points; one result in the chat; the books in order. */
async function expectEndsOnce(entryId: string, shopper: string): Promise<void> {
  await untilTrue(async () => !['received', 'reading'].includes(await stateOf(entryId)))
  await untilTrue(async () => (await results(shopper)) > 0)
  await untilTrue(async () => (await openJobs()) === 0)
  const entry = (await entries.find(house.db, house.accountId, entryId))!
  expect(await ledger.balance(house.db, house.accountId, entry.shopperId)).toBe(entry.points)
  const [credits] = await house.db`select count(*)::int as n from journal where entry_id = ${entryId}`
  expect(credits!.n).toBe(entry.state === 'approved' ? 1 : 0)
  expect(await results(shopper)).toBe(1)
  expect(await ledger.findFaults(house.db)).toEqual([])
}

async function stateOf(entryId: string): Promise<string> {
  return (await entries.find(house.db, house.accountId, entryId))!.state
}

async function jobsOf(entryId: string, kind: string): Promise<number> {
  const [row] = await house.db`
    select count(*)::int as n from job where kind = ${kind} and payload ->> 'entryId' = ${entryId}`
  return row!.n
}

async function openJobs(): Promise<number> {
  const soon = new Date(Date.now() + 20_000)
  const [row] = await house.db`
    select count(*)::int as n from job where state in ('ready', 'leased') and run_at < ${soon}`
  return row!.n
}

async function untilEntryOf(lineUserId: string): Promise<string> {
  let id: string | undefined
  await untilTrue(async () => {
    const [row] = await house.db`
      select e.id from entry e join shopper s on s.id = e.shopper_id where s.line_user_id = ${lineUserId}`
    id = row?.id
    return id !== undefined
  })
  return id!
}

/** Flex messages in this person's chat: each is a result. */
async function results(lineUserId: string): Promise<number> {
  const chat = (await (await fetch(`${house.sandbox.url}/__sandbox/messages/${lineUserId}`)).json()) as {
    message?: { type: string }
  }[]
  return chat.filter((line) => line.message?.type === 'flex').length
}

async function newPerson(): Promise<string> {
  return (await post(`${house.sandbox.url}/__sandbox/people`, { friend: 'friend' })).userId!
}

async function post(url: string, body: object): Promise<Record<string, string>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.ok, `${url} answered ${response.status}`).toBe(true)
  return (await response.json()) as Record<string, string>
}
