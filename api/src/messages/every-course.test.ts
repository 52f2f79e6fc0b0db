import { outbox, runDueJobs } from '@tamaru/db'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { AT_LENGTH } from '../../../tests/support/at-length.ts'
import { logInShopper, makePhoto, saidTo, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import { mortalPorts } from '../../../tests/support/mortal-ports.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import type { Failure } from '../../../line-sandbox/src/messaging/failure.ts'
import { jobRunner } from '../job-handlers.ts'
import { keepHouse } from '../keep-house.ts'
import { queueMessage } from './queue-message.ts'

const api = await startApi({ lineTimeLimit_ms: 400 })
afterAll(() => api[Symbol.asyncDispose]())
afterEach(() => api.control('/failures', []))

type Way = 'reply' | 'push'
const WAYS: Way[] = ['reply', 'push']
const MINUTE_MS = 60_000

/** What LINE may do to a call, and whether it has done what was asked all the same. */
const FATES: Record<string, Omit<Failure, 'call'>> = {
  'too often': { answer: 429, message: 'The API rate limit has been exceeded. Try again later.' },
  'too often, for a second': { answer: 429, retryAfter_s: 1 },
  'our token refused': { answer: 401 },
  'an error': { answer: 500 },
  'an error, though taken': { answer: 500, taken: true },
  unavailable: { answer: 503 },
  'unavailable, though taken': { answer: 503, taken: true },
  'a reset': { answer: 'reset' },
  'a reset, though taken': { answer: 'reset', taken: true },
  'no answer': { answer: 'timeout' },
  'no answer, though taken': { answer: 'timeout', taken: true },
}
const fates = Object.keys(FATES)
/** What may follow on a fate: every other one at length, else two of them, so that each follows on two. */
const followers = (first: string) => {
  const at = fates.indexOf(first)
  return AT_LENGTH ? fates : [1, 6].map((step) => fates[(at + step) % fates.length])
}

async function queue(way: Way): Promise<{ who: LoggedIn; messageId: string }> {
  const who = await logInShopper(api)
  const messageId = (await queueMessage(api.db, {
    accountId: api.account.id,
    shopperId: who.shopper.id,
    naturalKey: randomUUID(),
    purpose: 'answer',
    messages: [{ type: 'text', text: 'こんにちは' }],
    reply: way === 'reply' ? await listen(who) : undefined,
    now: api.ports.now(),
  }))!
  return { who, messageId }
}
/** The person says something that asks for no answer of its own. */
async function listen({ userId }: LoggedIn): Promise<outbox.ReplyToken> {
  const { events } = await api.control<{ events: { replyToken: string }[] }>('/send', {
    userId,
    type: 'postback',
    data: 'x',
  })
  await api.workJobs()
  return { token: events[0]!.replyToken, until: new Date(api.ports.now().getTime() + 50_000) }
}
const stateOf = async (messageId: string) => {
  const { state, reason } = (await outbox.find(api.db, api.account.id, messageId))!
  return reason ? `${state}: ${reason}` : state
}
const timesSaid = async ({ userId }: LoggedIn) => (await saidTo(api, userId)).length
/** It is the time of the next job, and whoever held a lease has died. */
const passTheWaits = async () => {
  await api.db`update job set lease_until = now() where state = 'leased'`
  const [next] = await api.db<{ at: Date | null }[]>`
    select min(run_at) as at from job where state = 'ready' and kind <> 'read_receipt'`
  const wait_ms = (next!.at?.getTime() ?? 0) - api.ports.now().getTime()
  if (wait_ms > 0) api.clock.pass(wait_ms / 1000)
}
async function workUntilEnded(messageId: string): Promise<void> {
  for (let round = 0; round < 12 && (await stateOf(messageId)) === 'queued'; round++) {
    await passTheWaits()
    await api.workJobs()
  }
}
/** Time passes for LINE and for us. */
async function letTimePass(ms: number): Promise<void> {
  await api.control('/wait', { ms })
  api.clock.pass(ms / 1000)
}

describe.each(WAYS)('a %s ends in one message', (way) => {
  test.each(fates)('after %s, whatever follows on it', async (first) => {
    for (const second of [undefined, ...followers(first)]) {
      const { who, messageId } = await queue(way)
      const course = [first, ...(second ? [second] : [])].map((fate) => ({ call: way, ...FATES[fate] }))
      await api.control('/failures', course)
      await workUntilEnded(messageId)
      const ended = { course: [first, second], state: await stateOf(messageId), said: await timesSaid(who) }
      expect(ended).toEqual({ course: [first, second], state: 'sent', said: 1 })
    }
  })
})

describe.each(WAYS)('a process that sends a %s and is killed at any step', (way) => {
  async function runUntilKilled(diesAt: number): Promise<number> {
    const { ports, steps } = mortalPorts(api.ports, diesAt)
    await runDueJobs(jobRunner(ports, 'mortal')).catch(() => {})
    return steps()
  }

  test('and is back soon, sends one message', async () => {
    let survived = false
    for (let diesAt = 1; !survived; diesAt++) {
      const { who, messageId } = await queue(way)
      survived = (await runUntilKilled(diesAt)) < diesAt
      await workUntilEnded(messageId)
      const ended = { diesAt, state: await stateOf(messageId), said: await timesSaid(who) }
      expect(ended).toEqual({ diesAt, state: 'sent', said: 1 })
    }
  })

  test('and is back when the reply token has expired, never sends two, and hides none that may be missing', async () => {
    const missing: number[] = []
    let survived = false
    for (let diesAt = 1; !survived; diesAt++) {
      const { who, messageId } = await queue(way)
      survived = (await runUntilKilled(diesAt)) < diesAt
      await letTimePass(2 * MINUTE_MS)
      await workUntilEnded(messageId)
      const [state, said] = [await stateOf(messageId), await timesSaid(who)]
      expect(said, `killed at step ${diesAt}`).toBeLessThanOrEqual(1)
      expect(['sent', 'held: unsure'], `killed at step ${diesAt}`).toContain(state)
      if (state === 'sent') expect(said, `killed at step ${diesAt}`).toBe(1)
      if (said === 0) missing.push(diesAt)
    }
    // Only between the note that a reply goes out and the reply itself can nobody tell; a push knows by its key.
    expect(missing).toHaveLength(way === 'reply' ? 1 : 0)
  })
})

describe('where every try fails until the reply token has expired', () => {
  test.each([
    ['too often', 'sent', 1],
    ['our token refused', 'sent', 1],
    ['an error', 'held: unsure', 0],
    ['a reset', 'held: unsure', 0],
    ['a reset, though taken', 'held: unsure', 1],
  ])('by %s, it ends as %s, said %i times', async (fate, state, said) => {
    const { who, messageId } = await queue('reply')
    await api.control('/failures', [{ call: 'reply', ...FATES[fate] }])
    await api.workJobs()
    await letTimePass(2 * MINUTE_MS)
    await workUntilEnded(messageId)
    expect([await stateOf(messageId), await timesSaid(who)]).toEqual([state, said])
  })
})

test('a push that LINE took is not sent again when the month’s limit comes between', async () => {
  const { who, messageId } = await queue('push')
  const limit = 'You have reached your monthly limit.'
  await api.control('/failures', [
    { call: 'push', answer: 'reset', taken: true },
    { call: 'push', answer: 429, message: limit },
  ])
  await workUntilEnded(messageId)
  expect(await stateOf(messageId)).toBe('held: quota')
  await keepHouse(api.ports)
  await workUntilEnded(messageId)
  expect([await stateOf(messageId), await timesSaid(who)]).toEqual(['sent', 1])
})

describe('a photo in the chat becomes one entry, and is answered once', () => {
  test.each(fates.filter((fate) => !fate.endsWith('taken')))('after %s, twice', async (fate) => {
    const { userId, shopper } = await logInShopper(api)
    await api.control('/failures', [
      { call: 'content', ...FATES[fate] },
      { call: 'content', ...FATES[fate] },
    ])
    const photo = Buffer.from(await makePhoto().arrayBuffer()).toString('base64')
    await api.control('/send', { userId, type: 'image', mediaType: 'image/jpeg', base64: photo })
    for (let round = 0; round < 4; round++) {
      await passTheWaits()
      await api.workJobs()
    }
    expect(await api.db`select 1 from entry where shopper_id = ${shopper.id}`).toHaveLength(1)
    expect(await saidTo(api, userId)).toHaveLength(1)
  })
})
