import type { JobKind } from '@tamaru/domain'
import { instantPlays, ledger, runDueJobs } from '@tamaru/db'
import { photoKey } from '@tamaru/db/photo-store'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { handleReadReceipt } from '../../../ocr-worker/src/handle-read-receipt.ts'
import {
  logInShopper,
  logInStaff,
  makePhoto,
  saidTo,
  wordsOf,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import {
  enterAndSettle,
  makeNewReading,
  recordReading,
  sendPhoto,
} from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const prize = { id: 'hit', name: '必ず当たる', oneIn: 1, stock: 100, points: 5 }
const api = await startApi({ rules: { instantWin: { prizes: [prize] } } })
afterAll(() => api[Symbol.asyncDispose]())
afterEach(async () => {
  expect(await ledger.findFaults(api.db)).toEqual([])
  expect(await api.db`select 1 from job where state = 'buried' or last_error is not null`).toEqual([])
})

let reviewer: Awaited<ReturnType<typeof logInStaff>>
beforeAll(async () => {
  reviewer = await logInStaff(api, 'reviewer')
})

const bytesOf = async (photo = makePhoto()) => new Uint8Array(await photo.arrayBuffer())
const act = (who: LoggedIn, what: object) => api.control('/send', { userId: who.userId, ...what })
/** Sends a photo in the chat; returns the message's id, and the entry's once the webhook was worked on. */
async function sendImage(who: LoggedIn, bytes: Uint8Array): Promise<string> {
  await act(who, { type: 'image', mediaType: 'image/jpeg', base64: Buffer.from(bytes).toString('base64') })
  const chat = await api.control<{ id: string; from: string }[]>(`/messages/${who.userId}`)
  return chat.findLast(({ from }) => from === 'person')!.id
}
const unsend = (who: LoggedIn, messageId: string) => act(who, { type: 'unsend', messageId })
const unsendEvent = (who: LoggedIn, messageId: string, given: object = {}) => ({
  type: 'unsend',
  mode: 'active',
  timestamp: Date.now(),
  webhookEventId: randomUUID(),
  deliveryContext: { isRedelivery: false },
  source: { type: 'user', userId: who.userId },
  unsend: { messageId },
  ...given,
})
const deliver = (...events: object[]) => api.control('/webhooks', { events })
interface Row {
  id: string
  state: string
  points: number
  photoSha256: string
}
const entriesOf = async ({ shopper }: LoggedIn) => api.db<Row[]>`
  select id, state, points, photo_sha256 from entry where shopper_id = ${shopper.id} order by created_at`
const isStored = async ({ photoSha256 }: Row) =>
  (await api.ports.photos.get(photoKey(api.account.id, photoSha256))) !== undefined
const balanceOf = ({ shopper }: LoggedIn) => ledger.balance(api.db, shopper.accountId, shopper.id)
const viewOf = async (who: LoggedIn, id: string) =>
  (await (await api.call('GET', `/api/entries/${id}`, { as: who.token })).json()) as Record<string, unknown>

/** Somebody with an entry from the chat, read with this confidence. */
async function enterInChat(confidence: number, bytes?: Uint8Array) {
  const me = await logInShopper(api)
  const photo = bytes ?? (await bytesOf())
  const messageId = await sendImage(me, photo)
  await api.workJobs()
  const reading = makeNewReading({ confidence })
  const [entry] = await entriesOf(me)
  await recordReading(api, entry!.id, reading)
  await api.workJobs()
  return { me, messageId, reading, photo, id: entry!.id }
}

const HELD_BACK_S = 600
/** As if the queue were long: what waits of this kind comes later than what comes after it. */
const holdBack = (kind: JobKind) => {
  const runAt = new Date(api.ports.now().getTime() + HELD_BACK_S * 1000)
  return api.db`update job set run_at = ${runAt} where kind = ${kind} and state = 'ready'`
}

describe('a photo that its sender takes back in the chat', () => {
  test.each(['received', 'read', 'needs_review'])(
    'ends its open entry (%s), and is deleted',
    async (when) => {
      const me = await logInShopper(api)
      const messageId = await sendImage(me, await bytesOf())
      await api.workJobs()
      const [entry] = await entriesOf(me)
      if (when !== 'received') await recordReading(api, entry!.id, makeNewReading({ confidence: 0.4 }))
      if (when === 'read') await holdBack('settle_entry')
      else await api.workJobs()
      expect(await isStored(entry!)).toBe(true)
      await unsend(me, messageId)
      await api.workJobs()
      api.clock.pass(HELD_BACK_S)
      await api.workJobs()
      expect(await entriesOf(me)).toMatchObject([{ state: 'withdrawn', points: 0 }])
      expect(await isStored(entry!)).toBe(false)
      const photo = await api.call('GET', `/api/entries/${entry!.id}/photo`, { as: me.token })
      expect(photo.status).toBe(404)
      expect(await viewOf(me, entry!.id)).toMatchObject({
        state: 'withdrawn',
        message: { ja: expect.stringContaining('取り下げました') },
        unsentAt: expect.any(String),
      })
      const said = (await saidTo(api, me.userId)).map(wordsOf)
      expect(said.at(-1)).toMatch(when === 'needs_review' ? /確認しています/ : /受け取りました/)
      const list = await api.call('GET', '/api/staff/entries', { as: reviewer.token })
      expect(JSON.stringify(await list.json())).not.toContain(entry!.id)
    },
  )

  test('leaves a credited entry its points, its play and all by which its receipt is known again', async () => {
    const { me, messageId, reading, photo, id } = await enterInChat(0.99)
    expect(await balanceOf(me)).toBe(15)
    await unsend(me, messageId)
    await api.workJobs()
    const [entry] = await entriesOf(me)
    expect(entry).toMatchObject({ state: 'approved', points: 10 })
    expect(await balanceOf(me)).toBe(15)
    expect(await isStored(entry!)).toBe(false)
    expect(await instantPlays.findWin(api.db, api.account.id, id)).toMatchObject({ id: 'hit' })

    // Neither the same photo again, nor another one of the receipt, by whomever.
    await sendImage(me, photo)
    await api.workJobs()
    expect(await entriesOf(me)).toHaveLength(1)
    expect(await isStored(entry!)).toBe(false)
    expect(await enterAndSettle(api, me, reading)).toMatchObject({ state: 'rejected' })
    expect(await enterAndSettle(api, await logInShopper(api), reading)).not.toMatchObject({
      state: 'approved',
    })
  })

  test('leaves a rejected entry as it ended, and what needs the photo is over', async () => {
    const { me, messageId, id } = await enterInChat(0.4)
    const json = { outcome: 'rejected', reason: '対象商品がありません。' }
    await api.call('POST', `/api/staff/entries/${id}/decision`, { as: reviewer.token, json })
    await unsend(me, messageId)
    await api.workJobs()
    expect(await viewOf(me, id)).toMatchObject({ state: 'rejected', mayAppeal: false })
    expect((await api.call('POST', `/api/entries/${id}/appeal`, { as: me.token })).status).toBe(409)
    const reopened = await api.call('POST', `/api/staff/entries/${id}/reopening`, { as: reviewer.token })
    expect(reopened.status).toBe(409)
  })

  test('may come again later: it is a new entry, with its bytes', async () => {
    const { me, messageId, photo } = await enterInChat(0.4)
    await unsend(me, messageId)
    await api.workJobs()
    const again = await sendPhoto(api, me.token, {
      photo: new File([photo as Uint8Array<ArrayBuffer>], 'a.jpg'),
    })
    expect(await again.json()).toMatchObject({ alreadyReceived: false })
    const [before, after] = await entriesOf(me)
    expect([before!.state, after!.state]).toEqual(['withdrawn', 'received'])
    expect(await isStored(after!)).toBe(true)
    await recordReading(api, after!.id, makeNewReading())
    await api.workJobs()
    expect((await entriesOf(me))[1]).toMatchObject({ state: 'approved' })
  })

  test('is kept where another entry holds the same bytes, and yet not shown to who took it back', async () => {
    const photo = await bytesOf()
    const { me, messageId, id } = await enterInChat(0.4, photo)
    const other = await logInShopper(api)
    await sendPhoto(api, other.token, { photo: new File([photo as Uint8Array<ArrayBuffer>], 'a.jpg') })
    await unsend(me, messageId)
    await api.workJobs()
    const [theirs] = await entriesOf(other)
    expect(await isStored(theirs!)).toBe(true)
    expect((await api.call('GET', `/api/entries/${theirs!.id}/photo`, { as: other.token })).status).toBe(200)
    expect((await api.call('GET', `/api/entries/${id}/photo`, { as: me.token })).status).toBe(404)
  })

  test('stays entered as long as it stands in the chat once more, or came from the mini-app', async () => {
    const me = await logInShopper(api)
    const photo = await bytesOf()
    const [first, second] = [await sendImage(me, photo), await sendImage(me, photo)]
    await api.workJobs()
    await unsend(me, first)
    await api.workJobs()
    expect(await entriesOf(me)).toMatchObject([{ state: 'received' }])
    await unsend(me, second)
    await api.workJobs()
    expect(await entriesOf(me)).toMatchObject([{ state: 'withdrawn' }])

    const bytes = await bytesOf()
    await sendPhoto(api, me.token, { photo: new File([bytes as Uint8Array<ArrayBuffer>], 'a.jpg') })
    const messageId = await sendImage(me, bytes)
    await api.workJobs()
    await unsend(me, messageId)
    await api.workJobs()
    expect((await entriesOf(me))[1]).toMatchObject({ state: 'received' })
  })
})

describe('in any order', () => {
  test('an unsend before the photo’s turn came: it is never entered, and nobody is answered', async () => {
    const me = await logInShopper(api)
    const messageId = await sendImage(me, await bytesOf())
    await holdBack('handle_webhook_event')
    await unsend(me, messageId)
    await api.workJobs()
    api.clock.pass(HELD_BACK_S)
    await api.workJobs()
    expect(await entriesOf(me)).toEqual([])
    expect(await saidTo(api, me.userId)).toEqual([])
  })

  test('an unsend that comes before its message, and one that comes twice', async () => {
    const me = await logInShopper(api)
    const messageId = String(Date.now())
    const event = unsendEvent(me, messageId)
    await deliver(event)
    await deliver({ ...event, deliveryContext: { isRedelivery: true } }, unsendEvent(me, messageId))
    await api.workJobs()
    const message = { id: messageId, type: 'text', text: '内緒の話' }
    await deliver({ ...unsendEvent(me, ''), type: 'message', unsend: undefined, message })
    await api.workJobs()
    expect(await saidTo(api, me.userId)).toEqual([])
    expect(JSON.stringify(await api.db`select event from webhook_event`)).not.toContain('内緒の話')
  })

  test('an unsend while the photo is on its way from LINE to us', async () => {
    const me = await logInShopper(api)
    const messageId = await sendImage(me, await bytesOf())
    const content = api.ports.line.content
    api.ports.line.content = async (id) => {
      const answer = await content(id)
      await unsend(me, messageId)
      await api.workJobs()
      return answer
    }
    await api.workJobs()
    api.ports.line.content = content
    await api.workJobs()
    const [entry] = await entriesOf(me)
    expect(entry).toMatchObject({ state: 'withdrawn' })
    expect(await isStored(entry!)).toBe(false)
    expect(await saidTo(api, me.userId)).toEqual([])
  })

  test('an unsend while the photo is read: what it showed is not kept', async () => {
    const me = await logInShopper(api)
    const messageId = await sendImage(me, await bytesOf())
    await api.workJobs()
    const [entry] = await entriesOf(me)
    const reader = {
      async read() {
        await unsend(me, messageId)
        await api.workJobs()
        return makeNewReading()
      },
    }
    const { db, photos, now } = api.ports
    const ports = { db, photos, now, reader: reader as never }
    const read = () =>
      runDueJobs({
        db: api.db,
        worker: 'reader',
        log: () => {},
        handlers: { read_receipt: (job) => handleReadReceipt(job, ports) },
        now: api.ports.now,
      })
    await api.db`update job set state = 'done', done_at = ${now()} where kind = 'read_receipt' and natural_key <> ${entry!.id}`
    expect(await read()).toBe(1)
    await api.workJobs()
    expect(await api.db`select 1 from reading where entry_id = ${entry!.id}`).toEqual([])
    expect(await entriesOf(me)).toMatchObject([{ state: 'withdrawn' }])
    await api.db`update job set state = 'ready', done_at = null where natural_key = ${entry!.id}`
    expect(await read()).toBe(1)
  })

  test('staff and the sender at once: one of them wins', async () => {
    for (let i = 0; i < 5; i++) {
      const { me, messageId, id } = await enterInChat(0.4)
      await deliver(unsendEvent(me, messageId))
      const json = { outcome: 'approved', products: [{ productId: 'green-tea', quantity: 1 }] }
      const [answer] = await Promise.all([
        api.call('POST', `/api/staff/entries/${id}/decision`, { as: reviewer.token, json }),
        api.workJobs(),
      ])
      await api.workJobs()
      const [entry] = await entriesOf(me)
      expect(entry!.state).toBe(answer.status === 200 ? 'approved' : 'withdrawn')
      expect(await balanceOf(me)).toBe(answer.status === 200 ? 15 : 0)
      expect(await isStored(entry!)).toBe(false)
    }
  })

  test('a photo that is taken back while somebody enters with the same bytes is there for them', async () => {
    for (let i = 0; i < 5; i++) {
      const { me, messageId, photo } = await enterInChat(0.4)
      const other = await logInShopper(api)
      await unsend(me, messageId)
      await Promise.all([
        api.workJobs(),
        sendPhoto(api, other.token, { photo: new File([photo as Uint8Array<ArrayBuffer>], 'a.jpg') }),
      ])
      await api.workJobs()
      expect(await isStored((await entriesOf(other))[0]!)).toBe(true)
    }
  })
})

describe('words that their sender takes back', () => {
  test('are deleted where they still wait for an answer, also those of a group and of an edit', async () => {
    const me = await logInShopper(api)
    const source = { type: 'group', groupId: 'C1', userId: me.userId }
    const said = (text: string, given: object = {}) => ({
      ...unsendEvent(me, '', { unsend: undefined }),
      type: 'message',
      message: { id: '4711', type: 'text', text, quoteToken: 'q', mention: { mentionees: [] } },
      ...given,
    })
    await deliver(said('電話番号は090です', { source }), said('番号は080です', { type: 'messageEdited' }))
    await holdBack('handle_webhook_event')
    await deliver(unsendEvent(me, '4711', { source, mode: 'standby' }))
    await api.workJobs()
    const kept = await api.db`select event -> 'message' as message from webhook_event
      where event -> 'message' ->> 'id' = '4711'`
    expect(kept).toEqual(Array(2).fill({ message: { id: '4711', type: 'text' } }))
    api.clock.pass(HELD_BACK_S)
    await api.workJobs()
    expect(await saidTo(api, me.userId)).toEqual([])
  })
})
