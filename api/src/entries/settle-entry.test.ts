import { jobs, LeaseLostError, ledger } from '@tamaru/db'
import { addDays, tokyoDate, type Reading } from '@tamaru/domain'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import {
  logInShopper,
  makePhoto,
  saidTo,
  wordsOf,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import {
  daysAgo,
  enterAndSettle,
  enterReceipt,
  makeNewReading,
  recordReading,
  sendPhoto,
} from '../../../tests/support/enter-receipt.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { productOf } from '../../../tests/support/product-of.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { jobRunner } from '../job-handlers.ts'

const api = await startApi({ rules: { maxPointsPerPersonPerDay: 30, surveyAfter_min: 60 } })
afterAll(() => api[Symbol.asyncDispose]())
afterEach(async () => expect(await ledger.findFaults(api.db)).toEqual([]))

const balanceOf = ({ shopper }: LoggedIn) => ledger.balance(api.db, shopper.accountId, shopper.id)
const viewOf = async (who: LoggedIn, id: string) =>
  (await (await api.call('GET', `/api/entries/${id}`, { as: who.token })).json()) as {
    state: string
    points: number
    decidedAt: string | null
    decision: { message: { ja: string }; checks: { id: string; result: string }[] }
  }
const messagesOf = ({ shopper }: LoggedIn) => api.db<{ naturalKey: string; state: string }[]>`
  select natural_key, state from outbox_message where shopper_id = ${shopper.id} and purpose = 'result'`
const unsure: Partial<Reading> = { confidence: 0.4 }
const beforeTheCampaign: Partial<Reading> = { purchasedAt: `${daysAgo(70)}T12:34` }

describe('an entry whose reading is certain', () => {
  test('is approved: points in a lot that lapses, the receipt’s lines, one message', async () => {
    const me = await logInShopper(api)
    const entry = await enterAndSettle(api, me)
    expect(entry).toMatchObject({ state: 'approved', points: 10, decidedAt: expect.any(String) })

    expect(await balanceOf(me)).toBe(10)
    const card = await (await api.call('GET', '/api/points', { as: me.token })).json()
    const expiresOn = addDays(tokyoDate(new Date()), api.campaign.rules.pointsLiveForDays)
    expect(card).toEqual({
      balance: 10,
      pending: [],
      debt: 0,
      rank: { rank: 'bronze', earned: 10, next: { rank: 'silver', missing: 490 } },
      stamps: null,
      nextExpiry: { points: 10, expiresOn },
      lots: [{ points: 10, pointsLeft: 10, expiresOn }],
    })
    const moved = await (await api.call('GET', '/api/points/history', { as: me.token })).json()
    expect(moved).toEqual({
      items: [
        {
          id: expect.any(String),
          points: 10,
          pending: 0,
          debt: 0,
          reason: { ja: 'レシートでためました', en: 'Earned with a receipt' },
          entryId: entry.id,
          at: expect.any(String),
        },
      ],
      next: null,
    })

    const lines = await api.db`
      select line, name, product_id, amount_yen::int from purchased_item where entry_id = ${entry.id} order by line`
    expect(lines).toEqual([
      {
        line: 0,
        name: 'ミナト 緑茶 500ml',
        productId: await productOf(api.db, api.campaign, 'green-tea'),
        amountYen: 128,
      },
      { line: 1, name: '食パン 6枚切', productId: null, amountYen: 178 },
    ])
    expect(await messagesOf(me)).toEqual([
      { naturalKey: expect.stringMatching(/^judgement:\d+$/), state: 'sent' },
    ])
    const said = await saidTo(api, me.userId)
    expect(said.map(wordsOf)).toEqual(['10ポイントたまりました(つかえるポイント 10)'])
  })

  test('is rejected where a rule says so, in words that say which, and earns nothing', async () => {
    const me = await logInShopper(api)
    const entry = await enterAndSettle(api, me, makeNewReading(beforeTheCampaign))
    expect(entry).toMatchObject({ state: 'rejected', points: 0 })
    expect((await viewOf(me, entry.id)).decision.message.ja).toMatch(/対象期間外/)
    expect(await balanceOf(me)).toBe(0)
    expect(await api.db`select 1 from purchased_item where entry_id = ${entry.id}`).toEqual([])
    expect((await saidTo(api, me.userId)).map(wordsOf)).toEqual(['今回はポイントの対象になりませんでした'])
  })
})

test('an entry whose reading is not certain waits for a person, and the shopper is told', async () => {
  const me = await logInShopper(api)
  const entry = await enterAndSettle(api, me, makeNewReading(unsure))
  expect(entry).toMatchObject({ state: 'needs_review', points: 0 })
  expect(await viewOf(me, entry.id)).toMatchObject({ decidedAt: null })
  expect(await messagesOf(me)).toEqual([
    { naturalKey: expect.stringMatching(/^judgement:\d+$/), state: 'sent' },
  ])
  expect((await saidTo(api, me.userId)).map(wordsOf)).toEqual(['レシートを確認しています'])
})

describe('whatever happens to the job, an entry is decided once', () => {
  test('when the ledger fails in the middle, nothing of the decision stands; the next try does it all', async () => {
    const me = await logInShopper(api)
    const id = await enterReceipt(api, me)
    await api.db`alter table lot add constraint out_of_order check (points <> 10) not valid`
    await api.workJobs()
    await api.db`alter table lot drop constraint out_of_order`

    expect(await viewOf(me, id)).toMatchObject({ state: 'received', points: 0, decision: null })
    for (const table of ['journal', 'purchased_item'])
      expect(await api.db`select 1 from ${api.db(table)} where entry_id = ${id}`, table).toEqual([])
    expect(await messagesOf(me)).toEqual([])
    const [job] = await api.db`
      select state, attempts, last_error from job where kind = 'settle_entry' and payload->>'entryId' = ${id}`
    expect(job).toMatchObject({
      state: 'ready',
      attempts: 1,
      lastError: expect.stringMatching(/out_of_order/),
    })

    api.clock.pass(60)
    await api.workJobs()
    expect(await viewOf(me, id)).toMatchObject({ state: 'approved', points: 10 })
    expect(await balanceOf(me)).toBe(10)
    expect(await saidTo(api, me.userId)).toHaveLength(1)
  })

  test('when its job and all that follows run again, points and messages stay as they are', async () => {
    const me = await logInShopper(api)
    const { id } = await enterAndSettle(api, me)
    const before = await api.db`select id from outbox_message where shopper_id = ${me.shopper.id}`
    await api.db`
      update job set state = 'ready', done_at = null
      where payload->>'entryId' = ${id} and kind = 'settle_entry'
         or kind in ('react', 'send_message') and state = 'done'`
    expect(await api.workJobs()).toBeGreaterThanOrEqual(3)
    expect(await balanceOf(me)).toBe(10)
    expect(await saidTo(api, me.userId)).toHaveLength(1)
    expect(await api.db`select id from outbox_message where shopper_id = ${me.shopper.id}`).toEqual(before)
    expect(await api.db`select 1 from survey_invitation where entry_id = ${id}`).toHaveLength(1)
  })

  test('when its holder comes back after somebody else was given the job', async () => {
    const me = await logInShopper(api)
    const id = await enterReceipt(api, me)
    const lease = async () =>
      (await jobs.lease(api.db, {
        kinds: ['settle_entry'],
        worker: 'api-1/0',
        lease_s: 60,
        now: api.ports.now(),
      }))!
    const stale = await lease()
    await api.db`update job set lease_until = now() - interval '1 second' where id = ${stale.id}`
    await jobs.takeBack(api.db, { kinds: ['settle_entry'] }, api.ports.now())
    const current = await lease()
    const settle = jobRunner(api.ports, 'one').handlers.settle_entry!
    await expect(settle(stale)).rejects.toThrow(LeaseLostError)
    expect(await viewOf(me, id)).toMatchObject({ state: 'received', points: 0 })
    // The same holder twice at once, as no queue would have it: the entry's own lock sees to that.
    expect(await Promise.all([settle(current), settle(current)])).toEqual(Array(2).fill({ outcome: 'done' }))
    await jobs.complete(api.db, current, api.ports.now())
    await api.workJobs()
    expect(await balanceOf(me)).toBe(10)
    expect(await saidTo(api, me.userId)).toHaveLength(1)
  })
})

describe('one printed receipt is credited once', () => {
  test('whoever photographs it second is told that it is known', async () => {
    const [first, second] = [await logInShopper(api), await logInShopper(api)]
    const reading = makeNewReading()
    expect(await enterAndSettle(api, first, reading)).toMatchObject({ state: 'approved' })
    const copy = await enterAndSettle(api, second, reading)
    expect(copy).toMatchObject({ state: 'rejected', points: 0 })
    expect((await viewOf(second, copy.id)).decision.message.ja).toMatch(/このレシートはすでに応募/)
  })

  test('also when two people’s entries are decided at the same moment', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => logInShopper(api)))
    const reading = makeNewReading()
    const ids = await Promise.all(people.map((who) => enterReceipt(api, who, reading)))
    await Promise.all(people.map(() => api.workJobs()))
    // Who lost the race at the last line tries again a second later.
    api.clock.pass(60)
    await api.workJobs()
    const states = await Promise.all(ids.map(async (id, i) => (await viewOf(people[i]!, id)).state))
    expect(states.toSorted()).toEqual(['approved', 'rejected', 'rejected', 'rejected'])
    const balances = await Promise.all(people.map(balanceOf))
    expect(balances.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 10])
  })

  test('a neighbour’s receipt of the same minute and all the same goods, but another number, is a matter for staff', async () => {
    const [first, second] = [await logInShopper(api), await logInShopper(api)]
    const bread = [1, 2, 3, 4].map((kind) => makeItem(`パン ${kind}`, { unitPrice: 100 + kind }))
    const reading = makeNewReading({ items: [makeItem('ミナト 緑茶 500ml'), ...bread] })
    await enterAndSettle(api, first, { ...reading, receiptNumber: '0042' })
    const neighbour = await enterAndSettle(api, second, { ...reading, receiptNumber: '0043' })
    expect(neighbour).toMatchObject({ state: 'needs_review' })
    // A copy of the first stays a copy, whoever else waits with a receipt like it.
    const copy = await enterAndSettle(api, await logInShopper(api), { ...reading, receiptNumber: '0043' })
    expect(copy).toMatchObject({ state: 'rejected' })
  })
})

describe('the very same photo', () => {
  test('of another person is rejected with words of its own, even where nothing on it can be compared', async () => {
    const [first, second] = [await logInShopper(api), await logInShopper(api)]
    const photo = makePhoto()
    const timeless = makeNewReading({ purchasedAt: daysAgo(3) })
    const outcome = async (who: LoggedIn) => {
      const { id } = (await (await sendPhoto(api, who.token, { photo })).json()) as { id: string }
      await recordReading(api, id, timeless)
      await api.workJobs()
      return viewOf(who, id)
    }
    expect(await outcome(first)).toMatchObject({ state: 'approved' })
    const copy = await outcome(second)
    expect(copy).toMatchObject({ state: 'rejected' })
    expect(copy.decision.message.ja).toMatch(/この写真はすでに応募/)
  })

  test('is credited once in whichever order the two entries are decided', async () => {
    const [first, second] = [await logInShopper(api), await logInShopper(api)]
    const photo = makePhoto()
    const [a, b] = await Promise.all(
      [first, second].map(
        async (who) => (await (await sendPhoto(api, who.token, { photo })).json()) as { id: string },
      ),
    )
    const timeless = makeNewReading({ purchasedAt: daysAgo(3) })
    await recordReading(api, b!.id, timeless)
    await api.workJobs()
    await recordReading(api, a!.id, timeless)
    await api.workJobs()
    const states = [(await viewOf(first, a!.id)).state, (await viewOf(second, b!.id)).state]
    expect(states.toSorted()).toEqual(['approved', 'rejected'])
  })
})

describe('a day’s limit', () => {
  const tea = () => makeNewReading({ items: [makeItem('ミナト 緑茶 500ml', { quantity: 2 })] })

  test('is kept by entries that are decided at the same moment', async () => {
    const me = await logInShopper(api)
    const ids = []
    for (let i = 0; i < 5; i++) ids.push(await enterReceipt(api, me, tea()))
    await Promise.all(ids.map(() => api.workJobs()))
    expect(await balanceOf(me)).toBe(30)
    const points = await Promise.all(ids.map(async (id) => (await viewOf(me, id)).points))
    expect(points.toSorted((a, b) => b - a)).toEqual([20, 10, 0, 0, 0])
  })

  test('begins anew with the next day in Tokyo', async () => {
    const me = await logInShopper(api)
    for (let i = 0; i < 2; i++) await enterAndSettle(api, me, tea())
    expect(await balanceOf(me)).toBe(30)
    api.clock.at = new Date(Date.now() + 86_400_000)
    expect(await enterAndSettle(api, me, tea())).toMatchObject({ state: 'approved', points: 20 })
    api.clock.at = undefined
  })
})

test('without a published campaign an entry waits for one', async () => {
  const me = await logInShopper(api)
  await api.db`update campaign set state = 'ended', ended_at = '2000-01-01'`
  const id = await enterReceipt(api, me)
  await api.workJobs()
  expect(await viewOf(me, id)).toMatchObject({ state: 'received' })
  await api.db`update campaign set state = 'published', ended_at = null`
  api.clock.pass(3600)
  await api.workJobs()
  expect(await viewOf(me, id)).toMatchObject({ state: 'approved' })
})

test('a settle job without a reading is buried with its reason', async () => {
  const me = await logInShopper(api)
  const { id } = (await (await sendPhoto(api, me.token)).json()) as { id: string }
  await jobs.enqueue(api.db, {
    accountId: api.account.id,
    kind: 'settle_entry',
    payload: { entryId: id },
    now: api.ports.now(),
  })
  await api.workJobs()
  const [job] =
    await api.db`select state, last_error from job where kind = 'settle_entry' and state = 'buried'`
  expect(job).toEqual({ state: 'buried', lastError: `entry ${id} has no reading` })
})
