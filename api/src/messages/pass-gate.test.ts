import { outbox } from '@tamaru/db'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import {
  answerConsent,
  logInShopper,
  logInStaff,
  saidTo,
  wordsOf,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { daysAgo } from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { queueMessage } from './queue-message.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
const owner = await logInStaff(api, 'owner')
/** Of yesterday, so that sessions that are opened then still live. */
const NOON = new Date(`${daysAgo(1)}T12:00:00+09:00`)

const set = async (json: object) => {
  const answer = await api.call('PATCH', '/api/staff/account', { as: owner.token, json })
  expect(answer.status).toBe(200)
  return (await answer.json()) as object
}
afterEach(async () => {
  api.clock.at = undefined
  await set({ stopped: false, caps: [], closingDays: [] })
})

async function write(who: LoggedIn, text: string, purpose: 'result' | 'survey' | 'offer'): Promise<string> {
  const id = await queueMessage(api.db, {
    accountId: api.account.id,
    shopperId: who.shopper.id,
    naturalKey: randomUUID(),
    purpose,
    messages: [{ type: 'text', text }],
    now: api.ports.now(),
  })
  await passTheWaits()
  return id!
}
const passTheWaits = async () => {
  await api.db`update job set run_at = ${api.ports.now()} where state = 'ready'`
  await api.workJobs()
}
const heard = async (who: LoggedIn) => (await saidTo(api, who.userId)).map(wordsOf)
const stateOf = async (id: string) => {
  const { state, reason } = (await outbox.find(api.db, api.account.id, id))!
  return reason ? `${state}: ${reason}` : state
}
const friend = async () => {
  api.clock.at = NOON
  return logInShopper(api)
}

describe('an account that has stopped all sending', () => {
  test('sends nothing, keeps it with its reason, and staff send or discard it one by one', async () => {
    const me = await friend()
    await set({ stopped: true })
    const [one, other] = [await write(me, '結果1', 'result'), await write(me, '結果2', 'result')]
    expect(await heard(me)).toEqual([])
    expect([await stateOf(one), await stateOf(other)]).toEqual(['held: stopped', 'held: stopped'])
    const act = (what: string, id: string) =>
      api.call('POST', `/api/staff/messages/${what}`, { as: owner.token, json: { messageIds: [id] } })
    expect((await act('send-again', one)).status).toBe(200)
    expect((await act('discard', other)).status).toBe(200)
    await passTheWaits()
    expect(await heard(me)).toEqual(['結果1'])
    await set({ stopped: false })
    await passTheWaits()
    expect([await stateOf(one), await stateOf(other)]).toEqual(['sent', 'discarded: stopped'])
  })
})

describe('an account that caps what one person gets', () => {
  test('has the next wait until the window has room, and never a result', async () => {
    const me = await friend()
    await set({ caps: [{ days: 2, messages: 1 }] })
    await write(me, '質問1', 'survey')
    const second = await write(me, '質問2', 'survey')
    await write(me, '結果', 'result')
    expect(await heard(me)).toEqual(['質問1', '結果'])
    expect(await stateOf(second)).toBe('queued')
    api.clock.at = new Date(NOON.getTime() + 2 * 86_400_000)
    await passTheWaits()
    expect(await heard(me)).toEqual(['質問1', '結果', '質問2'])
  })

  test('holds with that reason what would make no sense by then', async () => {
    const me = await friend()
    await answerConsent(api, me, true, 'offers', 'analysis')
    await set({ caps: [{ days: 7, messages: 1 }] })
    await write(me, '質問', 'survey')
    const offer = await write(me, 'おすすめ', 'offer')
    expect(await stateOf(offer)).toBe('held: cap')
    expect(await heard(me)).toEqual(['質問'])
  })

  test('counts what two workers send at once one after the other', async () => {
    const me = await friend()
    await set({ caps: [{ days: 7, messages: 1 }] })
    await set({ stopped: true })
    const ids = [await write(me, '質問1', 'survey'), await write(me, '質問2', 'survey')]
    await set({ stopped: false })
    await api.db`
      update outbox_message set state = 'queued', reason = null, stopped_at = null where id = any(${ids})`
    await api.db`
      update job set state = 'ready', run_at = ${api.ports.now()}, done_at = null
      where payload ->> 'messageId' = any(${ids})`
    await Promise.all([api.workJobs(), api.workJobs()])
    expect(await heard(me)).toHaveLength(1)
  })
})

test('an account’s closing days are quiet, and what is set is on record', async () => {
  const me = await friend()
  expect(
    await set({
      closingDays: [daysAgo(1)],
      quietHours: { opensAt: 10, closesAt: 20, weekends: false, holidays: false },
    }),
  ).toMatchObject({
    closingDays: [daysAgo(1)],
    quietHours: { opensAt: 10 },
    holidaysEndYear: 2027,
  })
  const id = await write(me, '質問', 'survey')
  expect(await stateOf(id)).toBe('queued')
  api.clock.at = new Date(`${daysAgo(0)}T09:59:00+09:00`)
  await passTheWaits()
  expect(await heard(me)).toEqual([])
  api.clock.at = new Date(`${daysAgo(0)}T10:00:00+09:00`)
  await passTheWaits()
  expect(await heard(me)).toEqual(['質問'])
  const [last] = await api.db<{ after: unknown }[]>`
    select after from audit_event where act = 'account.change' order by seq desc limit 1`
  expect(last).toMatchObject({ after: { sending: { closingDays: [daysAgo(1)] } } })
  const night = { opensAt: 3, closesAt: 23, weekends: false, holidays: false }
  const refused = await api.call('PATCH', '/api/staff/account', {
    as: owner.token,
    json: { quietHours: night },
  })
  expect(refused.status).toBe(400)
})
