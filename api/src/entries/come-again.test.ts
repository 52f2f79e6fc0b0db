import { campaigns, inTransaction, judgements, ledger } from '@tamaru/db'
import { addDays, tokyoDate } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import {
  logInShopper,
  logInStaff,
  makePhoto,
  saidTo,
  wordsOf,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading, recordReading } from '../../../tests/support/enter-receipt.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { startApi, type TestApi } from '../../../tests/support/start-api.ts'
import { rejudge } from './rejudge.ts'
import { submitEntry } from './submit-entry.ts'

const opened: TestApi[] = []
afterAll(async () => {
  for (const api of opened) await api[Symbol.asyncDispose]()
})
afterEach(async () => {
  for (const api of opened) {
    expect(await ledger.findFaults(api.db)).toEqual([])
    for (const kept of await judgements.listByMachine(api.db, api.account.id, '0', 1000)) {
      const { rules } = (await campaigns.findVersion(api.db, api.account.id, kept.campaignVersionId))!
      expect(rejudge(kept, rules)).toBe(undefined)
    }
  }
})
async function open(rules: NonNullable<Parameters<typeof startApi>[0]>['rules']): Promise<TestApi> {
  const api = await startApi({ rules })
  opened.push(api)
  return api
}

const teas = (quantity: number) => makeNewReading({ items: [makeItem('ミナト 緑茶 500ml', { quantity })] })
const bytesOf = async (photo: File) => new Uint8Array(await photo.arrayBuffer())
/** As the mini-app or the chat does, by the product's clock. */
const send = (api: TestApi, { shopper }: LoggedIn, bytes: Uint8Array) =>
  submitEntry(api.ports, {
    accountId: shopper.accountId,
    shopperId: shopper.id,
    bytes,
    source: 'app',
    idempotencyKey: randomUUID(),
  })
const stateOf = async (api: TestApi, id: string) => {
  const [row] = await api.db<{ state: string; followedBy: string | null; points: number }[]>`
    select state, followed_by, points from entry where id = ${id}`
  return row!
}
const settle = async (api: TestApi, id: string, reading: ReturnType<typeof teas>) => {
  await recordReading(api, id, reading)
  await api.workJobs()
  return stateOf(api, id)
}
const at = (day: string, time: string) => new Date(`${day}T${time}:00+09:00`)
const today = tokyoDate(new Date())
const tomorrow = addDays(today, 1)

describe('a photo that the limit of the day turned down', () => {
  const limited = { maxPointsPerPersonPerDay: 20 }

  test('is known all that day, and is entered again on the next, by the day in Tokyo', async () => {
    const api = await open(limited)
    const me = await logInShopper(api)
    api.clock.at = at(today, '23:40')
    const full = await send(api, me, await bytesOf(makePhoto()))
    expect(await settle(api, full.entry.id, teas(2))).toMatchObject({ state: 'approved', points: 20 })
    const [photo, reading] = [await bytesOf(makePhoto()), teas(1)]
    const first = await send(api, me, photo)
    expect(await settle(api, first.entry.id, reading)).toMatchObject({ state: 'rejected' })

    api.clock.at = at(today, '23:59')
    expect(await send(api, me, photo)).toMatchObject({
      alreadyReceived: true,
      entry: { id: first.entry.id },
    })
    api.clock.at = at(tomorrow, '00:00')
    const again = await send(api, me, photo)
    expect(again.alreadyReceived).toBe(false)
    expect(await settle(api, again.entry.id, reading)).toMatchObject({ state: 'approved', points: 10 })
    expect(await stateOf(api, first.entry.id)).toMatchObject({
      state: 'rejected',
      followedBy: again.entry.id,
    })
    expect(await send(api, me, photo)).toMatchObject({
      alreadyReceived: true,
      entry: { id: again.entry.id },
    })
    expect(await ledger.balance(api.db, api.account.id, me.shopper.id)).toBe(30)
  })

  test('comes again once, however many send it at once, and in another photo not beside it', async () => {
    const api = await open(limited)
    const me = await logInShopper(api)
    const reading = teas(1)
    await enterAndSettle(api, me, teas(2))
    const photo = await bytesOf(makePhoto())
    const first = await send(api, me, photo)
    await settle(api, first.entry.id, reading)
    api.clock.at = new Date(Date.now() + 86_400_000)
    const sent = await Promise.all(Array.from({ length: 6 }, () => send(api, me, photo)))
    expect(new Set(sent.map(({ entry }) => entry.id)).size).toBe(1)
    expect(sent.filter(({ alreadyReceived }) => !alreadyReceived)).toHaveLength(1)
    expect(await settle(api, sent[0]!.entry.id, reading)).toMatchObject({ state: 'approved' })
    const other = await send(api, me, await bytesOf(makePhoto()))
    expect(await settle(api, other.entry.id, reading)).toMatchObject({ state: 'rejected' })
    expect(await ledger.balance(api.db, api.account.id, me.shopper.id)).toBe(30)
  })

  test('does not come again while its appeal is heard, and its appeal is over once it came again', async () => {
    const api = await open(limited)
    const me = await logInShopper(api)
    await enterAndSettle(api, me, teas(2))
    const [appealed, followed] = [await bytesOf(makePhoto()), await bytesOf(makePhoto())]
    const ids = []
    for (const photo of [appealed, followed]) {
      const { entry } = await send(api, me, photo)
      await settle(api, entry.id, teas(1))
      ids.push(entry.id)
    }
    const appeal = (id: string) => api.call('POST', `/api/entries/${id}/appeal`, { as: me.token })
    expect((await appeal(ids[0]!)).status).toBe(200)
    api.clock.at = new Date(Date.now() + 86_400_000)
    expect((await send(api, me, appealed)).alreadyReceived).toBe(true)
    expect((await send(api, me, followed)).alreadyReceived).toBe(false)
    expect((await appeal(ids[1]!)).status).toBe(409)
  })

  test('sent in the chat is answered with the words that say when to come, and is then taken', async () => {
    const api = await open(limited)
    const me = await logInShopper(api)
    await enterAndSettle(api, me, teas(2))
    const base64 = Buffer.from(await bytesOf(makePhoto())).toString('base64')
    const sendImage = async () => {
      await api.control('/send', { userId: me.userId, type: 'image', mediaType: 'image/jpeg', base64 })
      await api.workJobs()
      return (await saidTo(api, me.userId)).at(-1)!
    }
    await sendImage()
    const [entry] = await api.db<{ id: string }[]>`select id from entry where source = 'chat'`
    await settle(api, entry!.id, teas(1))
    expect(JSON.stringify((await sendImage()).message)).toContain('また明日ご応募ください')
    api.clock.at = new Date(Date.now() + 86_400_000)
    expect(wordsOf(await sendImage())).toContain('レシートを受け取りました')
  })
})

test('a photo that came before the campaign is entered again when it has begun', async () => {
  const api = await open({ entryFrom: tomorrow })
  const me = await logInShopper(api)
  const [photo, reading] = [await bytesOf(makePhoto()), teas(1)]
  const early = await send(api, me, photo)
  expect(await settle(api, early.entry.id, reading)).toMatchObject({ state: 'rejected' })
  expect((await send(api, me, photo)).alreadyReceived).toBe(true)
  api.clock.at = at(tomorrow, '09:00')
  const again = await send(api, me, photo)
  expect(await settle(api, again.entry.id, reading)).toMatchObject({ state: 'approved', points: 10 })
})

test('a photo that other rules turned down is judged by those that are published since', async () => {
  const api = await open({ minimumSpend: { yen: 100_000, of: 'receipt' } })
  const me = await logInShopper(api)
  const [photo, reading] = [await bytesOf(makePhoto()), teas(1)]
  const first = await send(api, me, photo)
  expect(await settle(api, first.entry.id, reading)).toMatchObject({ state: 'rejected' })
  expect((await send(api, me, photo)).alreadyReceived).toBe(true)
  const rules = { ...api.campaign.rules, minimumSpend: null }
  const { slug } = (await campaigns.findVersion(api.db, api.account.id, api.campaign.versionId))!
  await inTransaction(api.db, (sql) =>
    campaigns.publish(sql, api.account.id, slug, rules, { now: api.ports.now() }),
  )
  const again = await send(api, me, photo)
  expect(await settle(api, again.entry.id, reading)).toMatchObject({ state: 'approved', points: 10 })
})

test('a photo that was turned down for another’s entry is looked at again once that holds the receipt no more', async () => {
  const api = await open({})
  const reviewer = await logInStaff(api, 'reviewer')
  const [one, other] = [await logInShopper(api), await logInShopper(api)]
  const reading = teas(1)
  const first = await enterAndSettle(api, one, { ...reading, confidence: 0.4 })
  const photo = await bytesOf(makePhoto())
  const second = await send(api, other, photo)
  expect(await settle(api, second.entry.id, reading)).toMatchObject({ state: 'rejected' })
  expect((await send(api, other, photo)).alreadyReceived).toBe(true)
  const json = { outcome: 'rejected', reason: 'ほかの方のレシートでした。' }
  await api.call('POST', `/api/staff/entries/${first.id}/decision`, { as: reviewer.token, json })
  const again = await send(api, other, photo)
  expect(again.alreadyReceived).toBe(false)
  expect(await settle(api, again.entry.id, reading)).toMatchObject({ state: 'approved', points: 10 })
})

test('what staff turned down does not come again with the same photo', async () => {
  const api = await open({})
  const reviewer = await logInStaff(api, 'reviewer')
  const me = await logInShopper(api)
  const photo = await bytesOf(makePhoto())
  const { entry } = await send(api, me, photo)
  await settle(api, entry.id, { ...teas(1), confidence: 0.4 })
  const json = { outcome: 'rejected', reason: '撮り直してください。' }
  await api.call('POST', `/api/staff/entries/${entry.id}/decision`, { as: reviewer.token, json })
  api.clock.at = new Date(Date.now() + 86_400_000)
  expect(await send(api, me, photo)).toMatchObject({ alreadyReceived: true, entry: { id: entry.id } })
})

test('an entry waits, however long, until something is published', async () => {
  const api = await open({})
  const me = await logInShopper(api)
  const { entry } = await send(api, me, await bytesOf(makePhoto()))
  await api.db`alter table campaign_version disable trigger user`
  await api.db`create table kept as select * from campaign_version`
  await api.db`delete from campaign_version`
  await recordReading(api, entry.id, teas(1))
  for (let i = 0; i < 12; i++) {
    await api.workJobs()
    api.clock.pass(3600)
  }
  expect(await api.db`select 1 from job where state = 'buried'`).toEqual([])
  await api.db`insert into campaign_version select * from kept`
  await api.workJobs()
  expect(await stateOf(api, entry.id)).toMatchObject({ state: 'approved' })
})
