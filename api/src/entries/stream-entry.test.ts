import { entries } from '@tamaru/db'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { logInShopper, logInStaff, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import {
  enterAndSettle,
  makeNewReading,
  recordReading,
  sendPhoto,
} from '../../../tests/support/enter-receipt.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
afterEach(() => void vi.useRealTimers())

/** How many streams are being watched for, as the process sees it. */
let watched = 0
const { watchEntry } = api.ports
api.ports.watchEntry = async function* counted(entryId, signal) {
  watched++
  try {
    yield* watchEntry(entryId, signal)
  } finally {
    watched--
  }
}

const newEntry = async (who: LoggedIn) =>
  ((await (await sendPhoto(api, who.token)).json()) as { id: string }).id

/** A stream over a real socket, event by event. */
async function follow(who: LoggedIn, id: string) {
  const leaving = new AbortController()
  const answer = await fetch(`${api.url}/api/entries/${id}/events`, {
    headers: { authorization: `Bearer ${who.token}` },
    signal: leaving.signal,
  })
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  /** The next block, or undefined when the stream has closed. */
  const next = async (): Promise<{ event?: string; state?: string; comment?: string } | undefined> => {
    while (!text.includes('\n\n')) {
      const { done, value } = await reader.read()
      if (done) return undefined
      text += value
    }
    const [block = '', ...rest] = text.split('\n\n')
    text = rest.join('\n\n')
    if (block.startsWith(':')) return { comment: block.slice(1).trim() }
    const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1]
    const data = field('data')
    return { event: field('event'), state: data ? (JSON.parse(data) as { state: string }).state : undefined }
  }
  return { answer, next, leave: () => leaving.abort() }
}

describe('who follows an entry', () => {
  test('hears of each state in order, and then the stream ends', async () => {
    const me = await logInShopper(api)
    const id = await newEntry(me)
    const { answer, next } = await follow(me, id)
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/)
    expect(answer.headers.get('x-accel-buffering')).toBe('no')
    expect(await next()).toEqual({ event: 'state', state: 'received' })
    await entries.markReading(api.db, api.account.id, id)
    expect(await next()).toEqual({ event: 'state', state: 'reading' })
    await recordReading(api, id, makeNewReading())
    await api.workJobs()
    expect(await next()).toEqual({ event: 'state', state: 'approved' })
    expect(await next()).toEqual({ event: 'end', state: undefined })
    expect(await next()).toBeUndefined()
    await vi.waitFor(() => expect(watched).toBe(0))
  })

  test('is told at once how it ended, where it has', async () => {
    const me = await logInShopper(api)
    const { id } = await enterAndSettle(api, me)
    const { next } = await follow(me, id)
    expect(await next()).toEqual({ event: 'state', state: 'approved' })
    expect(await next()).toMatchObject({ event: 'end' })
    expect(await next()).toBeUndefined()
  })

  test('is let go where it waits for staff: that may take a day', async () => {
    const me = await logInShopper(api)
    const { id } = await enterAndSettle(api, me, makeNewReading({ confidence: 0.4 }))
    const { next } = await follow(me, id)
    expect(await next()).toEqual({ event: 'state', state: 'needs_review' })
    expect(await next()).toMatchObject({ event: 'end' })
  })

  test('and goes away, is watched for no longer', async () => {
    const me = await logInShopper(api)
    const id = await newEntry(me)
    const { next, leave } = await follow(me, id)
    await next()
    expect(watched).toBe(1)
    leave()
    await vi.waitFor(() => expect(watched).toBe(0))
  })

  test('in two windows hears it in both', async () => {
    const me = await logInShopper(api)
    const id = await newEntry(me)
    const windows = [await follow(me, id), await follow(me, id)]
    for (const { next } of windows) expect(await next()).toMatchObject({ state: 'received' })
    await recordReading(api, id, makeNewReading({ items: [makeItem('食パン 6枚切')] }))
    await api.workJobs()
    for (const { next } of windows) expect(await next()).toEqual({ event: 'state', state: 'rejected' })
  })

  test('hears that the line still stands while nothing happens, and no more once it is over', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const me = await logInShopper(api)
    const id = await newEntry(me)
    const { next } = await follow(me, id)
    await next()
    const beating = vi.getTimerCount()
    vi.advanceTimersByTime(15_000)
    expect(await next()).toEqual({ comment: 'still here' })
    await recordReading(api, id, makeNewReading())
    await api.workJobs()
    expect(await next()).toMatchObject({ state: 'approved' })
    expect(await next()).toMatchObject({ event: 'end' })
    expect(await next()).toBeUndefined()
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(beating - 1))
  })
})

test('staff follow nothing here: the stream is its shopper’s', async () => {
  const me = await logInShopper(api)
  const owner = await logInStaff(api, 'owner')
  const id = await newEntry(me)
  expect((await api.call('GET', `/api/entries/${id}/events`, { as: owner.token })).status).toBe(401)
})
