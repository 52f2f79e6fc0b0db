import { PhotoStoreFailed } from '@tamaru/db/photo-store'
import { problemCatalogue } from '@tamaru/domain'
import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test, vi } from 'vitest'
import {
  logInShopper,
  makePhoto,
  meetPerson,
  saidTo,
  wordsOf,
  type LinePerson,
} from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, recordReading, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { KINDS_OF_CONTENT } from '../../../tests/support/kinds-of-content.ts'
import { makeLineUserId } from '../../../tests/support/make-people.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { PHOTO_MAX_BYTES } from '@tamaru/domain'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

interface Delivery {
  status: number
  events: { webhookEventId: string; replyToken?: string }[]
}
const act = (who: LinePerson, what: object) => api.control<Delivery>('/send', { userId: who.userId, ...what })
const sendImage = (who: LinePerson, bytes: Uint8Array, mediaType = 'image/jpeg') =>
  act(who, { type: 'image', mediaType, base64: Buffer.from(bytes).toString('base64') })
const deliver = (...events: object[]) => api.control<Delivery>('/webhooks', { events })
const eventBy = (userId: string, given: object = {}) => ({
  type: 'message',
  mode: 'active',
  timestamp: Date.now(),
  webhookEventId: randomUUID(),
  deliveryContext: { isRedelivery: false },
  source: { type: 'user', userId },
  message: { id: String(Date.now()), type: 'text', text: 'ポイント' },
  ...given,
})
const shopperOf = async (userId: string) => {
  const [row] = await api.db<{ id: string; isFriend: boolean; displayName: string | null }[]>`
    select id, is_friend, display_name from shopper where line_user_id = ${userId}`
  return row
}
const entriesOf = async (userId: string) => api.db<{ id: string; source: string }[]>`
  select e.id, e.source from entry e join shopper s on s.id = e.shopper_id where s.line_user_id = ${userId}`
const bytesOf = async (photo = makePhoto()) => new Uint8Array(await photo.arrayBuffer())

describe('LINE’s door', () => {
  const post = (body: string | Uint8Array<ArrayBuffer>, signature?: string) =>
    api.app.request('/line/webhook', {
      method: 'POST',
      headers: signature === undefined ? {} : { 'x-line-signature': signature },
      body,
    })
  const sign = (body: string, secret = api.sandbox.options.channelSecret) =>
    createHmac('sha256', secret).update(body).digest('base64')

  test('opens for a body that is signed over its very bytes', async () => {
    const body = '{ "destination":"U0",  "events": [ ] }'
    expect((await post(body, sign(body))).status).toBe(200)
    expect((await post(body.replace('  ', ' '), sign(body))).status).toBe(401)
  })

  test('stays closed without a signature, with another channel’s, and with none that could be one', async () => {
    const body = JSON.stringify({ events: [eventBy(makeLineUserId())] })
    for (const signature of [undefined, '', 'nonsense', sign(body, 'another secret')]) {
      const answer = await post(body, signature)
      expect(answer.status).toBe(401)
      expect(await answer.json()).toMatchObject({ kind: 'signature_invalid' })
    }
    expect(await api.db`select 1 from webhook_event`).toEqual([])
  })

  test('takes no events as an answer to the console’s Verify button', async () => {
    expect((await deliver()).status).toBe(200)
  })

  test('refuses what is signed and yet no webhook', async () => {
    for (const body of ['', 'null', '[]', '{"events":5}', '{'])
      expect((await post(body, sign(body))).status, body).toBe(400)
  })

  test('lets unknown events, properties and values pass, and keeps silent about them', async () => {
    const { userId } = await meetPerson(api)
    const answer = await deliver(
      eventBy(userId, { type: 'messageEdited', surprise: { deep: [1] } }),
      eventBy(userId, { message: { id: '1', type: 'hologram', depth: 3 } }),
      eventBy(userId, { type: 'postback', postback: { data: 'x' } }),
      { type: 'noTimeNorId' },
      eventBy(userId, { source: { type: 'thing', thingId: 't' } }),
      eventBy('Unknown-shape'),
      eventBy(userId, { source: undefined }),
    )
    expect(answer.status).toBe(200)
    await api.workJobs()
    expect(await saidTo(api, userId)).toEqual([])
    expect(await api.db`select 1 from job where state in ('ready', 'buried')`).toEqual([])
  })

  test('takes every event but the one that it cannot name, and says so', async () => {
    const [before, after] = [await meetPerson(api), await meetPerson(api)]
    const text = 'ポイント\u0000\ud83d'
    const answer = await deliver(
      eventBy(before.userId, { message: { id: '1', type: 'text', text } }),
      { type: 'noTimeNorId' },
      eventBy(after.userId),
    )
    expect(answer.status).toBe(200)
    await api.workJobs()
    for (const { userId } of [before, after]) expect(await saidTo(api, userId)).toHaveLength(1)
    expect(api.logs).toContainEqual(expect.objectContaining({ msg: 'a webhook event was left out' }))
  })

  test('hands an event that LINE sends twice to one job, and answers it once', async () => {
    const { userId } = await meetPerson(api)
    const event = eventBy(userId)
    await Promise.all([deliver(event), deliver(event)])
    await api.workJobs()
    await deliver({ ...event, deliveryContext: { isRedelivery: true } })
    await api.workJobs()
    expect(await saidTo(api, userId)).toHaveLength(1)
    const jobs = await api.db`select 1 from job where payload->>'webhookEventId' = ${event.webhookEventId}`
    expect(jobs).toHaveLength(1)
  })

  test('answers events of several people in one webhook each in their own chat', async () => {
    const [one, other] = [await meetPerson(api), await meetPerson(api)]
    await deliver(eventBy(one.userId), eventBy(other.userId))
    await api.workJobs()
    for (const { userId } of [one, other]) expect(await saidTo(api, userId)).toHaveLength(1)
  })
})

describe('somebody who becomes a friend', () => {
  test('is greeted by reply, which costs nothing, and known by name', async () => {
    const person = await meetPerson(api, { displayName: 'つむぎ', friend: 'none' })
    expect((await act(person, { type: 'follow' })).status).toBe(200)
    await api.workJobs()
    const said = await saidTo(api, person.userId)
    expect(said).toMatchObject([{ by: 'reply' }])
    expect(wordsOf(said[0]!)).toContain('レシートでポイントがたまります')
    expect(await shopperOf(person.userId)).toMatchObject({ isFriend: true, displayName: 'つむぎ' })
  })

  test('is greeted by push where the reply token is spent', async () => {
    const person = await meetPerson(api)
    await deliver(eventBy(person.userId, { type: 'follow', replyToken: 'spent', message: undefined }))
    await api.workJobs()
    expect(await saidTo(api, person.userId)).toMatchObject([{ by: 'push' }])
  })

  test('is greeted where LINE does not tell the name', async () => {
    const person = await meetPerson(api, { friend: 'none' })
    await deliver(eventBy(person.userId, { type: 'follow', message: undefined }))
    await api.workJobs()
    expect(await shopperOf(person.userId)).toMatchObject({ isFriend: true, displayName: null })
  })

  test('after a block is welcomed back, and whoever blocks is no friend', async () => {
    const person = await meetPerson(api)
    // Nobody knows them: there is nobody who is no friend any more.
    await act(person, { type: 'unfollow' })
    await api.workJobs()
    expect(await shopperOf(person.userId)).toBe(undefined)
    await logInShopper(api, person)
    await act(person, { type: 'follow' })
    await act(person, { type: 'unfollow' })
    await api.workJobs()
    expect(await shopperOf(person.userId)).toMatchObject({ isFriend: false })
    expect(await saidTo(api, person.userId)).toEqual([])
    await act(person, { type: 'follow' })
    await api.workJobs()
    const said = await saidTo(api, person.userId)
    expect(JSON.stringify(said)).toContain('おかえりなさい')
  })
})

describe('an old event that LINE sends again', () => {
  test('changes nothing that a younger one has told', async () => {
    const person = await meetPerson(api)
    const at = Date.now()
    const left = eventBy(person.userId, { type: 'unfollow', message: undefined, timestamp: at - 60_000 })
    await deliver(eventBy(person.userId, { type: 'follow', message: undefined, timestamp: at }))
    await api.workJobs()
    await deliver({ ...left, deliveryContext: { isRedelivery: true } })
    await api.workJobs()
    expect(await shopperOf(person.userId)).toMatchObject({ isFriend: true })
  })
})

test('who sends a photo a second in the chat is told to wait, for nothing, and others are not', async () => {
  const [keen, other] = [await meetPerson(api), await meetPerson(api)]
  for (let n = 0; n < 23; n++) await sendImage(keen, await bytesOf())
  await sendImage(other, await bytesOf())
  await api.workJobs()
  expect((await entriesOf(keen.userId)).length).toBeLessThanOrEqual(21)
  expect(await entriesOf(other.userId)).toHaveLength(1)
  const refused = (await saidTo(api, keen.userId)).filter((said) =>
    /短い間に操作が続いています/.test(wordsOf(said)),
  )
  expect(refused.length).toBeGreaterThanOrEqual(2)
  expect(new Set(refused.map(({ by }) => by))).toEqual(new Set(['reply']))
})

describe('what is neither text nor photo', () => {
  test.each([
    ['video', /^動画は読み取れません/],
    ['audio', /^音声は読み取れません/],
    ['file', /^このファイルは読み取れません/],
    ['location', /^位置情報では応募できません/],
    ['sticker', /^スタンプをありがとうございます/],
  ])('a %s is answered in words of its own, with what to send instead', async (type, words) => {
    const person = await meetPerson(api)
    await deliver(eventBy(person.userId, { message: { type, id: String(Date.now()) } }))
    await api.workJobs()
    const [said, ...more] = (await saidTo(api, person.userId)).map(wordsOf)
    expect(more).toEqual([])
    expect(said).toMatch(words)
    expect(said).toContain('レシートの写真を撮って')
  })
})

describe('what somebody writes', () => {
  test.each(['ポイント', 'ﾎﾟｲﾝﾄ', '残高おしえて', 'My POINTS?'])(
    '"%s" is answered with the balance',
    async (text) => {
      const me = await logInShopper(api)
      await enterAndSettle(api, me)
      await act({ ...me, displayName: '' }, { type: 'text', text })
      await api.workJobs()
      const said = (await saidTo(api, me.userId)).at(-1)!
      expect(said.by).toBe('reply')
      expect(wordsOf(said)).toBe('つかえるポイント 10')
      expect(JSON.stringify(said.message)).toMatch(/10ポイントの有効期限は\d{4}年\d+月\d+日です/)
    },
  )

  test('anything else is answered with what can be done here', async () => {
    const person = await meetPerson(api)
    await act(person, { type: 'text', text: 'こんにちは' })
    await api.workJobs()
    expect((await saidTo(api, person.userId)).map(wordsOf)).toEqual([
      expect.stringContaining('レシートの写真を送ると'),
    ])
  })

  test('is kept for as long as its answer takes, and of the rest nothing that has no use here', async () => {
    const person = await meetPerson(api)
    const message = { id: '77', type: 'text', text: '住所は…', quoteToken: 'q', mention: { mentionees: [] } }
    const event = eventBy(person.userId, { message, secretOfTomorrow: 'x' })
    await deliver(event)
    const stored = async () =>
      (
        await api.db<{ event: unknown }[]>`
          select event from webhook_event where webhook_event_id = ${event.webhookEventId}`
      )[0]!.event
    expect(await stored()).toMatchObject({ message: { id: '77', type: 'text', text: '住所は…' } })
    expect(JSON.stringify(await stored())).not.toMatch(/quoteToken|mention|secretOfTomorrow/)
    await api.workJobs()
    expect(await saidTo(api, person.userId)).toHaveLength(1)
    expect(await stored()).toEqual({
      type: 'message',
      timestamp: event.timestamp,
      message: { id: '77', type: 'text' },
    })
    expect(JSON.stringify(api.logs)).not.toContain('住所')
  })

  test('in a group, or while another module answers (standby), is none of our business', async () => {
    const person = await meetPerson(api)
    await deliver(
      eventBy(person.userId, { mode: 'standby' }),
      eventBy(person.userId, { source: { type: 'group', groupId: 'C1', userId: person.userId } }),
      eventBy(person.userId, { source: { type: 'room', roomId: 'R1' } }),
    )
    await api.workJobs()
    expect(await saidTo(api, person.userId)).toEqual([])
    expect(await shopperOf(person.userId)).toBeUndefined()
  })
})

describe('a photo in the chat', () => {
  test('is an entry like one from the mini-app; its result comes as a message', async () => {
    const person = await meetPerson(api)
    await sendImage(person, await bytesOf())
    await api.workJobs()
    const [entry, ...more] = await entriesOf(person.userId)
    expect(more).toEqual([])
    expect(entry).toMatchObject({ source: 'chat' })
    expect(await api.db`select kind from job where payload->>'entryId' = ${entry!.id}`).toEqual([
      { kind: 'read_receipt' },
    ])
    await recordReading(api, entry!.id, makeNewReading())
    await api.workJobs()
    expect((await saidTo(api, person.userId)).map((item) => [item.by, wordsOf(item)])).toEqual([
      ['reply', expect.stringContaining('レシートを受け取りました')],
      ['push', '10ポイントたまりました(つかえるポイント 10)'],
    ])
  })

  test('that was sent before is said to be known, with a way to its result', async () => {
    const person = await meetPerson(api)
    const bytes = await bytesOf()
    for (let i = 0; i < 2; i++) await sendImage(person, bytes)
    await api.workJobs()
    const [entry, ...more] = await entriesOf(person.userId)
    expect(more).toEqual([])
    const again = (await saidTo(api, person.userId)).at(-1)!
    expect(wordsOf(again)).toContain('すでに受け付けています')
    expect(JSON.stringify(again.message)).toContain(`/entries/${entry!.id}`)
  })

  test.each([
    ...KINDS_OF_CONTENT,
    ['a photo that is too large', 'photo_too_large', Buffer.alloc(PHOTO_MAX_BYTES + 1, 0xff)] as const,
  ])(
    'that is %s gets the answer that the mini-app has for it (%s), and no entry',
    async (_what, kind, bytes) => {
      const person = await meetPerson(api)
      await sendImage(person, bytes)
      await api.workJobs()
      expect(await entriesOf(person.userId)).toEqual([])
      const { title, detail } = problemCatalogue[kind]
      expect((await saidTo(api, person.userId)).map(wordsOf)).toEqual([`${title.ja}。${detail.ja}`])
    },
  )

  test('that cannot be stored is tried again; at last its sender hears that we have not got it', async () => {
    const person = await meetPerson(api)
    await sendImage(person, await bytesOf())
    const put = vi.spyOn(api.ports.photos, 'put').mockRejectedValue(new PhotoStoreFailed('put', 'ENOSPC'))
    await api.workJobs()
    expect(await saidTo(api, person.userId)).toEqual([])
    await api.db`
      update job set attempts = max_attempts - 1 where kind = 'handle_webhook_event' and state = 'ready'`
    api.clock.pass(60)
    await api.workJobs()
    expect((await saidTo(api, person.userId)).map(wordsOf)).toEqual([
      expect.stringContaining('写真はこちらに届いていません'),
    ])
    put.mockRestore()
    await api.db`update job set state = 'ready', attempts = 0 where state = 'buried'`
    api.clock.pass(600)
    await api.workJobs()
    expect(await entriesOf(person.userId)).toHaveLength(1)
    expect(wordsOf((await saidTo(api, person.userId)).at(-1)!)).toContain('レシートを受け取りました')
  })

  test('that lies elsewhere is not fetched: LINE has not got it', async () => {
    const person = await meetPerson(api)
    const contentProvider = { type: 'external', originalContentUrl: 'http://127.0.0.1:9/secret' }
    await deliver(eventBy(person.userId, { message: { id: '77', type: 'image', contentProvider } }))
    await api.workJobs()
    expect(await entriesOf(person.userId)).toEqual([])
    expect(await saidTo(api, person.userId)).toHaveLength(1)
  })

  test.each(['content-410', 'content-404'])('that is gone (%s) bothers nobody', async (sentinel) => {
    const person = await meetPerson(api, { displayName: `りく ${sentinel}` })
    await sendImage(person, await bytesOf())
    await api.workJobs()
    expect(await entriesOf(person.userId)).toEqual([])
    expect(await saidTo(api, person.userId)).toEqual([])
    expect(await api.db`select 1 from job where kind = 'handle_webhook_event' and state = 'ready'`).toEqual(
      [],
    )
  })
})

describe('a photo that LINE has not ready, or cannot give just now,', () => {
  test.each([
    ['202, then the photo', [202]],
    ['an outage of 400s and 500s, then the photo', [400, 500, 503]],
  ])('is fetched later: %s', async (_what, statuses) => {
    const bytes = Buffer.from(await bytesOf())
    const left = [...statuses]
    const answer = (response: ServerResponse) => {
      const status = left.shift()
      if (status) response.writeHead(status).end(status === 202 ? '' : '{"message":"Internal"}')
      else response.writeHead(200, { 'content-type': 'image/jpeg' }).end(bytes)
    }
    const lineData = createServer((_request, response) => answer(response))
    await new Promise<void>((resolve) => lineData.listen(0, '127.0.0.1', resolve))
    const lineDataUrl = `http://127.0.0.1:${(lineData.address() as AddressInfo).port}`
    await using slow = await startApi({ lineDataUrl })

    const { userId } = await meetPerson(slow)
    const base64 = bytes.toString('base64')
    await slow.control('/send', { userId, type: 'image', mediaType: 'image/jpeg', base64 })
    for (const _try of statuses) {
      await slow.workJobs()
      expect(await slow.db`select 1 from entry`).toEqual([])
      const [job] = await slow.db`select state from job where kind = 'handle_webhook_event'`
      expect(job).toEqual({ state: 'ready' })
      slow.clock.pass(60)
    }
    await slow.workJobs()
    expect(await slow.db`select source from entry`).toEqual([{ source: 'chat' }])
    await new Promise((resolve) => lineData.close(resolve))
  })

  test('is tried for two hours before the job is buried: LINE was away for ninety minutes once', async () => {
    const person = await meetPerson(api)
    await sendImage(person, await bytesOf())
    const [job] = await api.db<{ maxAttempts: number }[]>`
      select max_attempts from job where kind = 'handle_webhook_event' order by id desc limit 1`
    await api.workJobs()
    // The queue waits 1, 2, 4 … seconds, at most ten minutes.
    const waits = Array.from({ length: job!.maxAttempts - 1 }, (_, i) => Math.min(600, 2 ** i))
    expect(waits.reduce((sum, wait_s) => sum + wait_s, 0)).toBeGreaterThan(2 * 3600)
  })
})

test('a crash between two steps of handling does nothing twice', async () => {
  const person = await meetPerson(api)
  await sendImage(person, await bytesOf())
  await act(person, { type: 'text', text: 'ポイント' })
  const received = await api.db<{ webhookEventId: string; event: unknown }[]>`
    select webhook_event_id, event from webhook_event where handled_at is null`
  await api.workJobs()
  const before = await saidTo(api, person.userId)
  for (const { webhookEventId, event } of received)
    await api.db`
      update webhook_event set handled_at = null, event = ${api.db.json(event as never)}
      where webhook_event_id = ${webhookEventId}`
  await api.db`update job set state = 'ready', done_at = null where kind = 'handle_webhook_event'`
  await api.workJobs()
  expect(await saidTo(api, person.userId)).toEqual(before)
  expect(await entriesOf(person.userId)).toHaveLength(1)
})
