import { jobs, outbox } from '@tamaru/db'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  answerConsent,
  logInShopper,
  logInStaff,
  meetPerson,
  saidTo,
  wordsOf,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { daysAgo } from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { keepHouse } from '../keep-house.ts'
import { queueMessage } from './queue-message.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
afterEach(async () => {
  api.clock.at = undefined
  await api.control('/quota', { type: 'none' })
  await api.control('/failures', [])
})

const LIMIT = { answer: 429, message: 'You have reached your monthly limit.' }
const useUpTheMonth = () => api.control('/quota', { type: 'limited', value: 0 })

async function promise(
  who: LoggedIn,
  text: string,
  given: Partial<Parameters<typeof queueMessage>[1]> = {},
): Promise<string> {
  const id = (await queueMessage(api.db, {
    accountId: api.account.id,
    shopperId: who.shopper.id,
    naturalKey: randomUUID(),
    purpose: 'result',
    messages: [{ type: 'text', text }],
    ...given,
    now: api.ports.now(),
  }))!
  await api.workJobs()
  return id
}
const stateOf = async (id: string) => {
  const { state, reason } = (await outbox.find(api.db, api.account.id, id))!
  return reason ? `${state}: ${reason}` : state
}
const passTheWaits = async (wait_s = 600) => {
  api.clock.pass(wait_s)
  await api.workJobs()
}
const say = async ({ userId }: LoggedIn, what: object) => {
  await api.control('/send', { userId, ...what })
  await api.workJobs()
}
const heard = async ({ userId }: LoggedIn) =>
  (await saidTo(api, userId)).map((item) => `${item.by}: ${wordsOf(item)}`)

describe('a result that the month’s limit holds', () => {
  test('is nobody’s loss: it comes before the answer to what the person writes next, for nothing', async () => {
    const me = await logInShopper(api)
    await useUpTheMonth()
    const ids = [await promise(me, '結果1'), await promise(me, '結果2')]
    expect(await Promise.all(ids.map(stateOf))).toEqual(['held: quota', 'held: quota'])
    await say(me, { type: 'text', text: 'ポイント' })
    expect(await heard(me)).toEqual(['reply: 結果1', 'reply: 結果2', 'reply: つかえるポイント 0'])
    expect(await Promise.all(ids.map(stateOf))).toEqual(['sent', 'sent'])
  })

  test('comes with a tap as well, which has no other answer', async () => {
    const me = await logInShopper(api)
    await useUpTheMonth()
    const ids = [await promise(me, '結果1'), await promise(me, '結果2')]
    await say(me, { type: 'postback', data: 'x' })
    expect(await heard(me)).toEqual(['reply: 結果1', 'reply: 結果2'])
    expect(await Promise.all(ids.map(stateOf))).toEqual(['sent', 'sent'])
  })

  test('goes by itself when there is room again, and only as many as there is room for', async () => {
    const people = [await logInShopper(api), await logInShopper(api), await logInShopper(api)]
    await useUpTheMonth()
    const ids: string[] = []
    for (const who of people) ids.push(await promise(who, '結果'))
    await keepHouse(api.ports)
    await passTheWaits()
    expect(await Promise.all(ids.map(stateOf))).toEqual(Array(3).fill('held: quota'))
    await api.control('/quota', { type: 'limited', value: 2, used: 0 })
    await keepHouse(api.ports)
    await passTheWaits()
    expect(await Promise.all(ids.map(stateOf))).toEqual(['sent', 'sent', 'held: quota'])
    await api.control('/quota', { type: 'none' })
    await keepHouse(api.ports)
    await passTheWaits()
    for (const who of people) expect(await heard(who)).toEqual(['push: 結果'])
  })

  test('is shown, and not sent by itself, once it is older than a month and its turn; an offer after a day', async () => {
    const me = await logInShopper(api)
    await answerConsent(api, me, true, 'offers', 'analysis')
    const begin = new Date(`${daysAgo(1)}T12:00:00+09:00`)
    api.clock.at = begin
    await useUpTheMonth()
    const [result, offer] = [await promise(me, '結果'), await promise(me, 'おすすめ', { purpose: 'offer' })]
    await api.control('/quota', { type: 'none' })
    const later = async (days: number) => {
      api.clock.at = new Date(begin.getTime() + days * 86_400_000)
      await keepHouse(api.ports)
      await passTheWaits()
      return Promise.all([result, offer].map(stateOf))
    }
    expect(await later(36)).toEqual(['held: quota', 'held: quota'])
    expect(await later(30)).toEqual(['sent', 'held: quota'])
  })
})

describe('a reply that takes held messages along', () => {
  test('goes without them where LINE refuses it with them', async () => {
    const me = await logInShopper(api)
    const held = await promise(me, '')
    await api.db`update outbox_message set reason = 'quota', detail = null where id = ${held}`
    await say(me, { type: 'text', text: 'ポイント' })
    expect(await heard(me)).toEqual(['reply: つかえるポイント 0'])
    expect(await stateOf(held)).toBe('held: quota')
  })

  test('and that LINE took without our hearing of it, says all of it once', async () => {
    const me = await logInShopper(api)
    await useUpTheMonth()
    const held = await promise(me, '結果')
    await api.control('/failures', [{ call: 'reply', answer: 'reset', taken: true }])
    await say(me, { type: 'text', text: 'ポイント' })
    await passTheWaits(2)
    expect(await heard(me)).toEqual(['reply: 結果', 'reply: つかえるポイント 0'])
    expect(await stateOf(held)).toBe('sent')
  })
})

test('a token that LINE refuses is told once, holds what it stops, and lets it go once it is mended', async () => {
  const [me, other] = [await logInShopper(api), await logInShopper(api)]
  const refused = { call: 'push', answer: 401 }
  await api.control('/failures', Array(20).fill(refused))
  const ids = [await promise(me, '結果'), await promise(other, '結果')]
  for (let i = 0; i < 6; i++) await passTheWaits()
  expect(await Promise.all(ids.map(stateOf))).toEqual(Array(2).fill('held: unauthorized'))
  expect(api.logs.filter(({ level, msg }) => level === 'error' && msg.includes('access token'))).toHaveLength(
    1,
  )
  await api.control('/failures', [{ call: 'quota', answer: 401 }])
  await keepHouse(api.ports)
  expect(await stateOf(ids[0]!)).toBe('held: unauthorized')
  await keepHouse(api.ports)
  await passTheWaits()
  for (const who of [me, other]) expect(await heard(who)).toEqual(['push: 結果'])
})

test('a LINE that fails for hours holds the message instead of losing it', async () => {
  const me = await logInShopper(api, await meetPerson(api, { displayName: 'はな error-500' }))
  const id = await promise(me, '結果')
  for (let i = 0; i < 30; i++) await passTheWaits()
  expect(await stateOf(id)).toBe('held: unreachable')
})

test('a message whose job was given up unheard is held with the job’s last words', async () => {
  const me = await logInShopper(api)
  await api.control('/failures', [{ call: 'push', ...LIMIT }])
  const id = await promise(me, '結果')
  await api.db`update outbox_message set state = 'queued', reason = null, stopped_at = null where id = ${id}`
  await api.db`
    update job set state = 'buried', last_error = ${'the process did not come back\n  at …'}
    where payload->>'messageId' = ${id}`
  await api.control('/failures', [{ call: 'quota', answer: 500 }])
  await keepHouse(api.ports)
  expect(await stateOf(id)).toBe('held: unreachable')
})

test('a message that cannot be sent, and a job that cannot be read, stop no other', async () => {
  const [me, other] = [await logInShopper(api), await logInShopper(api)]
  const job = { kind: 'send_message', payload: { messageId: 'none' }, now: api.ports.now() } as const
  await jobs.enqueue(api.db, { accountId: api.account.id, ...job })
  const refused = await promise(me, '')
  await promise(other, '結果')
  expect(await stateOf(refused)).toBe('held: refused')
  expect(await heard(other)).toEqual(['push: 結果'])
})

describe('staff', () => {
  let [manager, memberId] = ['', '']
  beforeAll(async () => {
    const { token, person } = await logInStaff(api, 'manager')
    ;[manager, memberId] = [token, person.id]
  })
  interface Shown {
    counts: { reason: string; messages: number }[]
    items: { id: string; words: string; goesByItself: boolean }[]
  }
  const show = async (state: string, id: string) => {
    const answer = await api.call('GET', `/api/staff/messages?state=${state}`, { as: manager })
    const shown = (await answer.json()) as Shown
    return { counts: shown.counts, message: shown.items.find((message) => message.id === id) }
  }
  const act = async (doing: string, ...messageIds: string[]) => {
    const answer = await api.call('POST', `/api/staff/messages/${doing}`, {
      as: manager,
      json: { messageIds },
    })
    return (await answer.json()) as unknown
  }
  const actsOn = (id: string) => api.db`
    select act, staff_id from audit_event where subject = ${`message:${id}`} order by seq`

  test('see what is held, for whom, since when and why, and whether it goes by itself', async () => {
    const me = await logInShopper(api, await meetPerson(api, { displayName: 'はな' }))
    await useUpTheMonth()
    const id = await promise(me, 'ポイントがたまりました')
    const { counts, message } = await show('held', id)
    expect(message).toMatchObject({
      shopperName: 'はな',
      purpose: 'result',
      words: 'ポイントがたまりました',
      reason: 'quota',
      goesByItself: true,
      stoppedAt: expect.any(String),
    })
    expect(counts).toContainEqual({ reason: 'quota', messages: expect.any(Number) })
    const overview = await api.call('GET', '/api/staff/overview', { as: manager })
    const held = counts.reduce((sum, { messages }) => sum + messages, 0)
    expect(await overview.json()).toMatchObject({ heldMessages: held, isTokenRefused: false })
  })

  test('send again what may have arrived, once, and the log says who', async () => {
    const me = await logInShopper(api)
    const id = await promise(me, '結果')
    await api.db`
      update outbox_message set state = 'held', sent_at = null, reason = 'unsure', stopped_at = ${api.ports.now()}, maybe_taken = true
      where id = ${id}`
    expect((await show('held', id)).message).toMatchObject({ goesByItself: false })
    expect(await act('send-again', id)).toEqual({ done: 1 })
    expect(await act('send-again', id)).toEqual({ done: 0 })
    await api.workJobs()
    expect(await heard(me)).toEqual(['push: 結果', 'push: 結果'])
    expect(await actsOn(id)).toEqual([{ act: 'message.send', staffId: memberId }])
  })

  test('discard what nobody is to get; its reason stays in sight', async () => {
    const me = await logInShopper(api)
    await useUpTheMonth()
    const id = await promise(me, '結果')
    expect(await act('discard', id)).toEqual({ done: 1 })
    expect(await act('send-again', id)).toEqual({ done: 0 })
    await say(me, { type: 'postback', data: 'x' })
    expect(await heard(me)).toEqual([])
    expect((await show('held', id)).message).toBeUndefined()
    expect((await show('discarded', id)).message).toMatchObject({ reason: 'quota', goesByItself: false })
    expect(await actsOn(id)).toEqual([{ act: 'message.discard', staffId: memberId }])
  })
})
