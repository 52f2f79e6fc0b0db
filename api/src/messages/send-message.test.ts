import { offers } from '@tamaru/db'
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import {
  answerConsent,
  logInShopper,
  meetPerson,
  saidTo,
  wordsOf,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { daysAgo, enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { productOf } from '../../../tests/support/product-of.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { createLineClient } from '../line/line-client.ts'
import { queueMessage } from './queue-message.ts'

const api = await startApi({ lineTimeLimit_ms: 300, rules: { surveyAfter_min: 0 } })
afterAll(() => api[Symbol.asyncDispose]())
afterEach(() => void (api.clock.at = undefined))

/** Of yesterday, so that sessions and tokens that are opened then still live. */
const NOON = new Date(`${daysAgo(1)}T12:00:00+09:00`)
const NIGHT = new Date(`${daysAgo(1)}T22:30:00+09:00`)
const NEXT_MORNING = new Date(`${daysAgo(0)}T09:00:00+09:00`)

const someoneCalled = async (displayName: string) => logInShopper(api, await meetPerson(api, { displayName }))
const renameTo = (who: LoggedIn, displayName: string) =>
  fetch(`${api.sandbox.url}/__sandbox/people/${who.userId}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ displayName }),
  })
const hello = (who: LoggedIn, given: Partial<Parameters<typeof queueMessage>[1]> = {}) =>
  queueMessage(api.db, {
    accountId: api.account.id,
    shopperId: who.shopper.id,
    naturalKey: randomUUID(),
    purpose: 'result',
    messages: [{ type: 'text', text: 'こんにちは' }],
    ...given,
    now: api.ports.now(),
  })
const messagesOf = ({ shopper }: LoggedIn, purpose = 'result') => api.db<
  {
    state: string
    reason: string | null
    detail: string | null
    lineRequestId: string | null
    notBefore: Date
  }[]
>`
  select state, reason, detail, line_request_id, not_before from outbox_message
  where shopper_id = ${shopper.id} and purpose = ${purpose} order by created_at`
const jobOf = async (messageId: string) => {
  const [job] = await api.db<{ state: string; attempts: number; lastError: string | null; runAt: Date }[]>`
    select state, attempts, last_error, run_at from job where payload->>'messageId' = ${messageId}`
  return job!
}
/** Lets the queue's waits pass: whatever is ready is due. */
const passTheWaits = async (wait_s = 60) => {
  api.clock.pass(wait_s)
  await api.workJobs()
}

describe('a message', () => {
  test('that the same reason calls for twice is written once', async () => {
    const me = await logInShopper(api)
    const naturalKey = randomUUID()
    expect(await hello(me, { naturalKey })).toBeDefined()
    expect(await hello(me, { naturalKey })).toBeUndefined()
    await api.workJobs()
    expect(await saidTo(api, me.userId)).toHaveLength(1)
    expect(await messagesOf(me)).toMatchObject([{ state: 'sent', lineRequestId: expect.any(String) }])
  })

  test('that LINE took, though it answered 500, arrives once: the retry’s 409 counts as sent', async () => {
    const me = await someoneCalled('はな error-500-accepted')
    const id = (await hello(me))!
    await api.workJobs()
    expect(await jobOf(id)).toMatchObject({ state: 'ready', attempts: 1 })
    expect(await messagesOf(me)).toMatchObject([{ state: 'queued' }])
    await passTheWaits()
    expect(await messagesOf(me)).toMatchObject([{ state: 'sent', lineRequestId: expect.any(String) }])
    expect(await saidTo(api, me.userId)).toHaveLength(1)
  })

  test('whose process died after LINE’s answer and before ours was written, arrives once', async () => {
    const me = await logInShopper(api)
    const id = (await hello(me))!
    await api.workJobs()
    await api.db`update outbox_message set state = 'queued', sent_at = null, maybe_taken = true where id = ${id}`
    await api.db`update job set state = 'ready', done_at = null where payload->>'messageId' = ${id}`
    await passTheWaits()
    expect(await messagesOf(me)).toMatchObject([{ state: 'sent' }])
    expect(await saidTo(api, me.userId)).toHaveLength(1)
  })

  test.each([
    ['fails with 500', 'error-500', /500/],
    ['does not answer', 'error-timeout', /did not answer within/],
    ['is asked too often', 'error-429', /429 The API rate limit/],
  ])('waits while LINE %s, and arrives when that is over', async (_what, sentinel, error) => {
    const me = await someoneCalled(`はな ${sentinel}`)
    const id = (await hello(me))!
    await api.workJobs()
    const job = await jobOf(id)
    expect(job).toMatchObject({ state: 'ready', lastError: expect.stringMatching(error) })
    expect(job.runAt.getTime()).toBeGreaterThan(api.ports.now().getTime() - 1_000)
    expect(await saidTo(api, me.userId)).toEqual([])
    await renameTo(me, 'はな')
    await passTheWaits()
    expect(await saidTo(api, me.userId)).toHaveLength(1)
  })

  test('is held where LINE refuses it for good, with LINE’s words', async () => {
    const me = await someoneCalled('はな error-400')
    const id = (await hello(me))!
    await api.workJobs()
    expect(await jobOf(id)).toMatchObject({ state: 'done' })
    expect(await messagesOf(me)).toMatchObject([
      { state: 'held', reason: 'refused', detail: '400 Failed to send messages' },
    ])
  })

  test('to somebody who has blocked the account is held: LINE would take it and deliver nothing', async () => {
    const me = await logInShopper(api, await meetPerson(api, { friend: 'blocked' }))
    await hello(me)
    await api.workJobs()
    expect(await messagesOf(me)).toMatchObject([{ state: 'held', reason: 'not_a_friend' }])
    expect(await saidTo(api, me.userId)).toEqual([])
  })

  test('is not tried beyond the life of its retry key: LINE would take it for a new one', async () => {
    const me = await someoneCalled('はな error-500')
    await hello(me)
    await api.workJobs()
    await renameTo(me, 'はな')
    api.clock.at = new Date(Date.now() + 23.5 * 3_600_000)
    await passTheWaits()
    expect(await messagesOf(me)).toMatchObject([{ state: 'held', reason: 'unsure' }])
    expect(await saidTo(api, me.userId)).toEqual([])
  })

  test('is kept while our own token is refused: once that is mended, it goes', async () => {
    const client = createLineClient({
      apiUrl: api.sandbox.url,
      dataApiUrl: api.sandbox.url,
      channelAccessToken: 'a token that has ended',
    })
    const { userId } = await meetPerson(api)
    const text = { type: 'text', text: 'x' } as const
    expect(await client.push(userId, [text], randomUUID())).toMatchObject({ outcome: 'unauthorized' })
  })
})

describe('an answer by reply token', () => {
  const tokenFrom = async (who: LoggedIn) => {
    const { events } = await api.control<{ events: { replyToken: string }[] }>('/send', {
      userId: who.userId,
      type: 'postback',
      data: 'x',
    })
    await api.workJobs()
    return events[0]!.replyToken
  }
  const living = (token: string) => ({
    token,
    until: new Date(api.ports.now().getTime() + 50_000),
  })
  const howItCame = async (who: LoggedIn) => (await saidTo(api, who.userId)).map(({ by }) => by)

  test('whose process died after LINE’s answer is not pushed beside the reply', async () => {
    const me = await logInShopper(api)
    const id = (await hello(me, { purpose: 'answer', reply: living(await tokenFrom(me)) }))!
    await api.workJobs()
    expect(await howItCame(me)).toEqual(['reply'])
    await api.db`update outbox_message set state = 'queued', sent_at = null, maybe_taken = true where id = ${id}`
    await api.db`update job set state = 'ready', done_at = null where payload->>'messageId' = ${id}`
    await passTheWaits(2)
    expect(await howItCame(me)).toEqual(['reply'])
    expect(await messagesOf(me, 'answer')).toMatchObject([{ state: 'sent' }])
  })

  test('to which LINE did not answer is tried by the same token first', async () => {
    const me = await logInShopper(api)
    const replyToken = await tokenFrom(me)
    await renameTo(me, 'はな error-timeout')
    await hello(me, { purpose: 'answer', reply: living(replyToken) })
    await api.workJobs()
    expect(await messagesOf(me, 'answer')).toMatchObject([{ state: 'queued' }])
    await renameTo(me, 'はな')
    await passTheWaits(2)
    expect(await howItCame(me)).toEqual(['reply'])
  })

  test('that comes too late for its token is pushed', async () => {
    const me = await logInShopper(api)
    await hello(me, { purpose: 'answer', reply: living('long since expired') })
    await api.workJobs()
    expect(await howItCame(me)).toEqual(['push'])
  })
})

describe('a survey', () => {
  const words = async (who: LoggedIn) => (await saidTo(api, who.userId)).map(wordsOf)
  const asked = '1分アンケートのお願い'

  test('follows a credit by day', async () => {
    api.clock.at = NOON
    const me = await logInShopper(api)
    await enterAndSettle(api, me)
    await passTheWaits()
    expect(await words(me)).toContain(asked)
  })

  test('waits through the night in Tokyo until nine; the result of an entry does not', async () => {
    api.clock.at = NIGHT
    const me = await logInShopper(api)
    await enterAndSettle(api, me)
    await passTheWaits()
    expect(await words(me)).toEqual([expect.stringContaining('ポイントたまりました')])
    expect(await messagesOf(me, 'survey')).toMatchObject([{ state: 'queued' }])
    api.clock.at = NEXT_MORNING
    await passTheWaits()
    expect(await words(me)).toContain(asked)
  })

  test('that night has overtaken waits too, without that counting as a failure', async () => {
    api.clock.at = NIGHT
    const me = await logInShopper(api)
    const id = (await hello(me, { purpose: 'survey' }))!
    await api.workJobs()
    expect(await saidTo(api, me.userId)).toEqual([])
    const job = await jobOf(id)
    expect(job).toMatchObject({ state: 'ready', attempts: 0, lastError: null })
    expect(job.runAt.getTime() - api.ports.now().getTime()).toBeGreaterThan(10 * 3_600_000)
  })

  test('comes to a person at most once in 90 days', async () => {
    api.clock.at = NOON
    const me = await logInShopper(api)
    for (let i = 0; i < 3; i++) await enterAndSettle(api, me)
    expect(await messagesOf(me, 'survey')).toHaveLength(1)
    await api.db`
      update survey_invitation set invited_at = invited_at - interval '89 days' where shopper_id = ${me.shopper.id}`
    await enterAndSettle(api, me)
    expect(await messagesOf(me, 'survey')).toHaveLength(1)
    await api.db`
      update survey_invitation set invited_at = invited_at - interval '30 days' where shopper_id = ${me.shopper.id}`
    await enterAndSettle(api, me)
    expect(await messagesOf(me, 'survey')).toHaveLength(2)
  })

  test('does not follow a rejection', async () => {
    const me = await logInShopper(api)
    await enterAndSettle(api, me, makeNewReading({ purchasedAt: `${daysAgo(70)}T12:34` }))
    expect(await messagesOf(me, 'survey')).toEqual([])
  })
})

describe('an offer', async () => {
  const rule = {
    name: 'お茶からお菓子へ',
    boughtProductIds: [await productOf(api.db, api.campaign, 'green-tea')],
    neverProductIds: [await productOf(api.db, api.campaign, 'nori-chips')],
    title: 'のり塩チップスはいかがですか',
    body: 'お茶によく合います。',
    link: '/products/nori-chips',
  }
  await offers.add(api.db, api.account.id, rule, api.ports.now())
  const agree = (who: LoggedIn, given: boolean) => answerConsent(api, who, given, 'offers', 'analysis')
  const offered = async (who: LoggedIn) =>
    (await saidTo(api, who.userId)).filter((m) => wordsOf(m) === rule.title)
  const agreeing = async () => {
    const me = await logInShopper(api)
    await agree(me, true)
    return me
  }

  test('reaches who agreed and bought the one but never the other, with a way to stop it', async () => {
    api.clock.at = NOON
    const me = await agreeing()
    await enterAndSettle(api, me)
    await passTheWaits()
    const [offer] = await offered(me)
    expect(JSON.stringify(offer!.message)).toContain(
      `https://liff.line.me/${api.sandbox.options.liffId}${rule.link}`,
    )
    expect(JSON.stringify(offer!.message)).toContain('配信の停止')
  })

  test('does not reach who has not agreed, nor who has the goods already', async () => {
    api.clock.at = NOON
    const [silent, owner] = [await logInShopper(api), await agreeing()]
    await enterAndSettle(api, silent)
    const both = ['ミナト 緑茶 500ml', 'ミナト のり塩チップス 60g'].map((name) => makeItem(name))
    await enterAndSettle(api, owner, makeNewReading({ items: both }))
    await passTheWaits()
    for (const who of [silent, owner]) expect(await messagesOf(who, 'offer')).toEqual([])
  })

  test('is made once, whatever is bought afterwards', async () => {
    api.clock.at = NOON
    const me = await agreeing()
    for (let i = 0; i < 3; i++) await enterAndSettle(api, me)
    await passTheWaits()
    expect(await offered(me)).toHaveLength(1)
  })

  test('waits through the night, and is discarded if consent ends before the morning', async () => {
    api.clock.at = NIGHT
    const [faithful, gone] = [await agreeing(), await agreeing()]
    for (const who of [faithful, gone]) {
      await enterAndSettle(api, who)
      await passTheWaits()
      expect(await offered(who)).toEqual([])
    }
    await agree(gone, false)
    api.clock.at = NEXT_MORNING
    await passTheWaits()
    expect(await offered(faithful)).toHaveLength(1)
    expect(await offered(gone)).toEqual([])
    expect(await messagesOf(gone, 'offer')).toMatchObject([{ state: 'discarded', reason: 'no_consent' }])
  })

  test('does not reach who agreed to offers alone: it is chosen by what they buy', async () => {
    api.clock.at = NOON
    const me = await logInShopper(api)
    await answerConsent(api, me, true, 'offers')
    await enterAndSettle(api, me)
    await passTheWaits()
    expect(await messagesOf(me, 'offer')).toEqual([])
  })
})

test('a LINE that refuses connections, or talks nonsense, is tried again later', async () => {
  const nonsense = createServer((_request, response) => response.writeHead(502).end('<html>'))
  await new Promise<void>((resolve) => nonsense.listen(0, '127.0.0.1', resolve))
  const { port } = nonsense.address() as AddressInfo
  for (const apiUrl of [`http://127.0.0.1:${port}`, 'http://127.0.0.1:9']) {
    const client = createLineClient({ apiUrl, dataApiUrl: apiUrl, channelAccessToken: 'x' })
    expect(await client.push('U0', [], randomUUID())).toMatchObject({ outcome: 'try_later' })
    expect(await client.content('1')).toMatchObject({ outcome: 'try_later' })
    expect(await client.profile('U0')).toEqual({ outcome: 'unknown' })
  }
  await new Promise((resolve) => nonsense.close(resolve))
})
