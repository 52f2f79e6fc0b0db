import { outbox } from '@tamaru/db'
import { addMonths, monthOf, startOfTokyoDay } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
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
const AS_IT_BEGAN = {
  ...{
    stopped: false,
    stoppedPrefectures: [],
    stopsUnknownPrefecture: false,
    caps: [],
    closingDays: [],
    budget_yen: null,
  },
  ...{
    plan: { freeMessages: 200, extraMessage_yen: 0 },
    quotaShares: { offers_percent: 100, others_percent: 100 },
  },
}
afterEach(async () => {
  api.clock.at = undefined
  await set(AS_IT_BEGAN)
  await api.control('/quota', { type: 'none', used: 0 })
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

test('what is stopped where somebody lives goes to others, and to them by item', async () => {
  const [here, there, unknown] = [await friend(), await friend(), await friend()]
  const live = (who: LoggedIn, prefecture: string) =>
    api.call('PUT', '/api/me/prefecture', { as: who.token, json: { prefecture } })
  expect(await (await live(here, '17')).json()).toMatchObject({ prefecture: '17' })
  await live(there, '13')
  expect(await set({ stoppedPrefectures: ['17'] })).toMatchObject({ stoppedPeople: 1 })
  const held = await write(here, '結果', 'result')
  for (const who of [there, unknown]) {
    await write(who, '結果', 'result')
    expect(await heard(who)).toEqual(['結果'])
  }
  expect(await stateOf(held)).toBe('held: stopped')
  const json = { messageIds: [held] }
  await api.call('POST', '/api/staff/messages/send-again', { as: owner.token, json })
  await passTheWaits()
  expect(await heard(here)).toEqual(['結果'])
  expect((await live(here, '48')).status).toBe(400)

  const told = await set({ stopsUnknownPrefecture: true })
  const [counted] = await api.db<
    { n: number }[]
  >`select count(*)::int as n from shopper where prefecture is null`
  expect(told).toMatchObject({ peopleOfUnknownPrefecture: counted!.n })
  expect(await stateOf(await write(unknown, 'お知らせ', 'result'))).toBe('held: stopped')
})

describe('an account that limits what a month costs', () => {
  const { month } = monthOf(NOON)
  const spent = async () => ((await set({})) as { month: { pushed: number; cost_yen: number } }).month

  test('pushes as much as that pays for, has the next wait for the month that follows, and never a result', async () => {
    const me = await friend()
    const { pushed } = await spent()
    const plan = { freeMessages: pushed + 1, extraMessage_yen: 2.8 }
    expect(await set({ plan, budget_yen: 3 })).toMatchObject({ month: { month, cost_yen: 0 } })
    await write(me, '質問1', 'survey')
    await write(me, '結果', 'result')
    expect(await spent()).toMatchObject({ pushed: pushed + 2, cost_yen: 3 })
    const [survey, offer] = [await write(me, '質問2', 'survey'), await write(me, 'おすすめ', 'offer')]
    await write(me, '結果2', 'result')
    expect(await heard(me)).toEqual(['質問1', '結果', '結果2'])
    expect(await stateOf(offer)).not.toBe('sent')
    api.clock.at = startOfTokyoDay(addMonths(`${month}-01`, 1))
    expect(await stateOf(survey)).toMatch(/^queued$|over_budget/)
  })

  test('pays for a second try of the last message that fits', async () => {
    const me = await friend()
    const { pushed } = await spent()
    await set({ plan: { freeMessages: pushed, extraMessage_yen: 3 }, budget_yen: 3 })
    await api.control('/failures', [
      { call: 'push', answer: 429, message: 'The API rate limit has been exceeded.' },
    ])
    const id = await write(me, '質問', 'survey')
    expect(await stateOf(id)).toBe('queued')
    await passTheWaits()
    expect(await heard(me)).toEqual(['質問'])
  })

  test('lets one of two go at once, where one is all that it pays for', async () => {
    const people = [await friend(), await friend()]
    const { pushed } = await spent()
    await set({ stopped: true })
    const ids = [await write(people[0]!, '質問', 'survey'), await write(people[1]!, '質問', 'survey')]
    await set({ stopped: false, plan: { freeMessages: pushed, extraMessage_yen: 3 }, budget_yen: 3 })
    await api.db`update outbox_message set state = 'queued', reason = null, stopped_at = null where id = any(${ids})`
    await api.db`
      update job set state = 'ready', run_at = ${api.ports.now()}, done_at = null
      where payload ->> 'messageId' = any(${ids})`
    await Promise.all([api.workJobs(), api.workJobs()])
    expect([...(await heard(people[0]!)), ...(await heard(people[1]!))]).toEqual(['質問'])
  })
})

test('LINE’s month is kept for results first, then for surveys, and the rest is for offers', async () => {
  const me = await friend()
  await answerConsent(api, me, true, 'offers', 'analysis')
  await api.control('/quota', { type: 'limited', value: 10, used: 5 })
  await set({ quotaShares: { offers_percent: 50, others_percent: 60 } })
  // After all that was sent above.
  api.clock.at = new Date(NOON.getTime() + 3 * 86_400_000)
  const offer = await write(me, 'おすすめ', 'offer')
  api.clock.pass(1)
  await write(me, '質問1', 'survey')
  const survey = await write(me, '質問2', 'survey')
  await write(me, '結果', 'result')
  expect(await heard(me)).toEqual(['質問1', '結果'])
  expect([await stateOf(offer), await stateOf(survey)].join()).toMatch(
    /^(held: kept_quota|queued),(held: kept_quota|queued)$/,
  )
  const more = { offers_percent: 70, others_percent: 60 }
  const refused = await api.call('PATCH', '/api/staff/account', {
    as: owner.token,
    json: { quotaShares: more },
  })
  expect(refused.status).toBe(400)
})

describe('the gate', () => {
  test('goes by what a person says while LINE is asked', async () => {
    const me = await friend()
    await api.db`update shopper set is_friend = null where id = ${me.shopper.id}`
    const profile = vi.spyOn(api.ports.line, 'profile').mockImplementation(async () => {
      await answerConsent(api, me, false, 'surveys')
      return { outcome: 'profile', profile: { displayName: 'はな', pictureUrl: null } }
    })
    const id = await write(me, '質問', 'survey')
    profile.mockRestore()
    expect(await stateOf(id)).toBe('discarded: no_consent')
    expect(await heard(me)).toEqual([])
  })

  test('counts nothing any more that it turns away later', async () => {
    const me = await friend()
    await set({ caps: [{ days: 7, messages: 1 }] })
    await api.control('/failures', [
      { call: 'push', answer: 429, message: 'The API rate limit has been exceeded.' },
    ])
    await write(me, '質問', 'survey')
    const asked = { id: randomUUID(), accountId: api.account.id, shopperId: me.shopper.id }
    const counted = () => outbox.listPassed(api.db, asked, new Date(0))
    expect(await counted()).toHaveLength(1)
    api.clock.at = new Date(`${daysAgo(1)}T23:00:00+09:00`)
    await passTheWaits()
    expect(await counted()).toEqual([])
  })
})

describe('what rides with a reply', () => {
  const held = async (who: LoggedIn, text: string, purpose: 'result' | 'survey' | 'offer', bubbles = 1) => {
    const id = await queueMessage(api.db, {
      accountId: api.account.id,
      shopperId: who.shopper.id,
      naturalKey: randomUUID(),
      purpose,
      messages: Array.from({ length: bubbles }, () => ({ type: 'text', text })),
      now: api.ports.now(),
    })
    await outbox.hold(api.db, id!, { reason: 'quota', now: api.ports.now() })
    api.clock.pass(1)
    return id!
  }
  const say = async (who: LoggedIn) => {
    await api.control('/send', { userId: who.userId, type: 'text', text: '?' })
    await api.workJobs()
    return (await heard(who)).slice(0, -1)
  }

  test('passes the caps, one after the other, and counts against them', async () => {
    const me = await friend()
    await set({ caps: [{ days: 7, messages: 1 }] })
    await held(me, '結果', 'result')
    await held(me, '質問1', 'survey')
    const second = await held(me, '質問2', 'survey')
    expect(await say(me)).toEqual(['結果', '質問1'])
    expect(await stateOf(second)).toBe('held: quota')
    expect(await stateOf(await write(me, '質問3', 'survey'))).toBe('queued')
  })

  test('is nothing that the person has not agreed to, and no more than LINE takes at once', async () => {
    const me = await friend()
    const offer = await held(me, 'おすすめ', 'offer')
    await held(me, '結果', 'result', 3)
    await held(me, '多すぎる', 'result', 2)
    expect(await say(me)).toEqual(['結果', '結果', '結果'])
    expect(await stateOf(offer)).toBe('held: quota')
  })

  test('is nothing while the person lives where sending is stopped', async () => {
    const me = await friend()
    await api.call('PUT', '/api/me/prefecture', { as: me.token, json: { prefecture: '17' } })
    await set({ stoppedPrefectures: ['17'] })
    const id = await held(me, '結果', 'result')
    await api.control('/send', { userId: me.userId, type: 'postback', data: 'x' })
    await api.workJobs()
    expect(await heard(me)).toEqual([])
    expect(await stateOf(id)).toMatch(/^held/)
  })
})

test('a survey that has lost its reply waits for the day, as a push does', async () => {
  const me = await friend()
  api.clock.at = new Date(`${daysAgo(1)}T23:00:00+09:00`)
  const id = await queueMessage(api.db, {
    ...{
      accountId: api.account.id,
      shopperId: me.shopper.id,
      naturalKey: randomUUID(),
      purpose: 'survey' as const,
    },
    messages: [{ type: 'text', text: '質問' }],
    reply: { token: 'no such token', until: new Date(api.ports.now().getTime() + 50_000) },
    now: api.ports.now(),
  })
  await api.workJobs()
  expect(await stateOf(id!)).toBe('queued')
  expect(await heard(me)).toEqual([])
  api.clock.at = new Date(`${daysAgo(0)}T09:00:00+09:00`)
  await passTheWaits()
  expect(await heard(me)).toEqual(['質問'])
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
