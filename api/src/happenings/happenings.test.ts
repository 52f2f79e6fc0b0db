import { coupons, happenings, inTransaction, jobs, ledger } from '@tamaru/db'
import { addDays, HAPPENING_KINDS, tokyoDate, type HappeningKind } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_MEMBER_SITE_KEY } from '../../../dev/demo-line.ts'
import {
  answerConsent,
  idTokenOf,
  logInShopper,
  logInStaff,
  makePhoto,
  meetPerson,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { addReward } from '../../../tests/support/add-reward.ts'
import {
  enterAndSettle,
  enterReceipt,
  makeNewReading,
  sendPhoto,
} from '../../../tests/support/enter-receipt.ts'
import { finishRun } from '../../../tests/support/finish-run.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { Killed, mortalPorts } from '../../../tests/support/mortal-ports.ts'
import { productOf } from '../../../tests/support/product-of.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { keepFacts } from '../customers/keep-facts.ts'
import { jobRunner } from '../job-handlers.ts'
import { keepHouse } from '../keep-house.ts'
import { queueMessage } from '../messages/queue-message.ts'
import { expireLots } from '../points/expire-lots.ts'
import { releasePending } from '../points/release-pending.ts'

const today = tokyoDate(new Date())
const prize = { id: 'hit', name: '必ず当たる', oneIn: 1, stock: 100, points: 5 }
const draw = { id: 'grand', name: '旅行券', winners: 1, drawnFrom: today }
const api = await startApi({ rules: { instantWin: { prizes: [prize] }, draws: [draw] } })
afterAll(() => api[Symbol.asyncDispose]())
afterEach(async () => {
  await api.control('/quota', { type: 'none' })
  expect(await ledger.findFaults(api.db)).toEqual([])
  expect(await api.db`select 1 from job where state = 'buried'`).toEqual([])
})
const accountId = api.account.id

let reviewer: string
let manager: string
beforeAll(async () => {
  reviewer = (await logInStaff(api, 'reviewer')).token
  manager = (await logInStaff(api, 'manager')).token
})

interface Row {
  kind: HappeningKind
  payload: Record<string, unknown>
}
const happenedTo = (shopperId: string, ...only: HappeningKind[]) => api.db<Row[]>`
  select kind, payload from happening where shopper_id = ${shopperId}
    ${only.length > 0 ? api.db`and kind in ${api.db(only)}` : api.db``} order by id`
/** What happened to an entry, in its order; not what it brought beside. */
const storyOf = async (entryId: string) => {
  const rows = await api.db<Row[]>`
    select kind, payload from happening
    where payload ->> 'entryId' = ${entryId} and kind like 'entry%' order by id`
  return rows.map(({ kind }) => kind)
}
const settled = async (who: LoggedIn, given: Parameters<typeof makeNewReading>[0] = {}) =>
  (await enterAndSettle(api, who, makeNewReading(given))).id
const post = (path: string, as: string, json?: object) => api.call('POST', path, { as, json })
const ok = async (answer: Promise<Response>) => {
  const { status } = await answer
  expect(status).toBeLessThan(300)
}
const approval = { outcome: 'approved', products: [{ productId: 'green-tea', quantity: 1 }] }
const give = (shopperId: string, points: number, given: { expiresOn?: string; releaseOn?: string } = {}) =>
  inTransaction(api.db, (sql) =>
    ledger.credit(
      sql,
      accountId,
      {
        ...{
          naturalKey: randomUUID(),
          reason: 'opening',
          entryId: null,
          shopperId,
          issuerId: null,
          points,
        },
        ...{ expiresOn: addDays(today, 90), releaseOn: null, ...given },
      },
      api.ports.now(),
    ),
  )

describe('in the chat', () => {
  const eventBy = (userId: string, type: string, given: object = {}) => ({
    ...{ type, mode: 'active', timestamp: Date.now(), webhookEventId: randomUUID() },
    ...{ deliveryContext: { isRedelivery: false }, source: { type: 'user', userId } },
    ...given,
  })
  const deliver = async (event: object) => {
    await api.control('/webhooks', { events: [event] })
    await api.workJobs()
  }
  const shopperBehind = async (userId: string) => {
    const [row] = await api.db<{ id: string }[]>`select id from shopper where line_user_id = ${userId}`
    return row!.id
  }

  test('who adds, blocks and unblocks the account, writes and presses is told of, each once and without a word', async () => {
    const { userId } = await meetPerson(api)
    const events = [
      eventBy(userId, 'follow', { follow: { isUnblocked: false } }),
      eventBy(userId, 'message', { message: { id: '1', type: 'text', text: '内緒の話' } }),
      eventBy(userId, 'message', { message: { id: '2', type: 'hologram' } }),
      eventBy(userId, 'postback', { postback: { data: 'answer=内緒' } }),
      eventBy(userId, 'unfollow'),
      eventBy(userId, 'follow', { follow: { isUnblocked: true } }),
    ]
    for (const event of [...events, ...events]) await deliver(event)
    // As if the job had not come to its end.
    await api.db`update webhook_event set handled_at = null, event = ${api.db.json(events[3] as never)}
      where webhook_event_id = ${events[3]!.webhookEventId}`
    await api.db`update job set state = 'ready', done_at = null where kind = 'handle_webhook_event'`
    await api.workJobs()
    const told = await happenedTo(await shopperBehind(userId))
    expect(told.filter(({ kind }) => !kind.startsWith('message_sent'))).toEqual([
      { kind: 'friend_added', payload: {} },
      { kind: 'message_heard', payload: { content: 'text' } },
      { kind: 'message_heard', payload: { content: 'other' } },
      { kind: 'postback', payload: { dataSha256: expect.stringMatching(/^[0-9a-f]{64}$/) } },
      { kind: 'friend_blocked', payload: {} },
      { kind: 'friend_unblocked', payload: {} },
    ])
    expect(JSON.stringify(told)).not.toContain('内緒')
  })

  test('it is told at its own time, however late it comes', async () => {
    const { userId } = await meetPerson(api)
    const timestamp = Date.parse('2026-03-31T14:59:59.999Z')
    await deliver(eventBy(userId, 'follow', { follow: { isUnblocked: false }, timestamp }))
    const [row] = await api.db`
      select at from happening where shopper_id = ${await shopperBehind(userId)} and kind = 'friend_added'`
    expect(row).toEqual({ at: new Date(timestamp) })
  })

  test('a photo that its sender takes back is an entry that was withdrawn', async () => {
    const me = await logInShopper(api)
    const base64 = Buffer.from(await makePhoto().arrayBuffer()).toString('base64')
    await api.control('/send', { userId: me.userId, type: 'image', mediaType: 'image/jpeg', base64 })
    await api.workJobs()
    const chat = await api.control<{ id: string; from: string }[]>(`/messages/${me.userId}`)
    const messageId = chat.find(({ from }) => from === 'person')!.id
    await api.control('/send', { userId: me.userId, type: 'unsend', messageId })
    await api.workJobs()
    const [row] = await happenedTo(me.shopper.id, 'entry_submitted')
    expect(row!.payload).toMatchObject({ source: 'chat' })
    expect(await storyOf(row!.payload.entryId as string)).toEqual(['entry_submitted', 'entry_withdrawn'])
  })
})

describe('in the mini-app', () => {
  test('an opening is told once for one token of LINE’s, however often it is sent', async () => {
    const { userId } = await meetPerson(api)
    const idToken = await idTokenOf(api, userId)
    const answers = await Promise.all(
      [1, 2].map(() => api.call('POST', '/api/session', { json: { idToken } })),
    )
    const { shopper } = (await answers[0]!.json()) as { shopper: { id: string } }
    expect(await happenedTo(shopper.id)).toEqual([{ kind: 'mini_app_opened', payload: {} }])
  })

  test('a consent is told when it changes, and not when it is said again', async () => {
    const me = await logInShopper(api)
    const say = (given: boolean) => answerConsent(api, me, given, 'offers')
    await Promise.all([say(true), say(true)])
    await say(false)
    await say(false)
    await say(true)
    expect(await happenedTo(me.shopper.id, 'consent_given', 'consent_withdrawn')).toEqual(
      ['consent_given', 'consent_withdrawn', 'consent_given'].map((kind) => ({
        kind,
        payload: { purpose: 'offers' },
      })),
    )
  })

  test('a photo that is sent again with its key is one entry that was submitted', async () => {
    const me = await logInShopper(api)
    const same = { photo: makePhoto(), key: randomUUID() }
    await Promise.all([sendPhoto(api, me.token, same), sendPhoto(api, me.token, same)])
    expect(await happenedTo(me.shopper.id, 'entry_submitted')).toMatchObject([{ payload: { source: 'app' } }])
  })

  test('an answer to a survey is told with its score, and not with its words', async () => {
    const me = await logInShopper(api)
    await settled(me)
    const asked = await api.call('GET', '/api/survey', { as: me.token })
    const { invitation } = (await asked.json()) as { invitation: { id: string } }
    const path = `/api/survey/${invitation.id}/answer`
    await ok(post(path, me.token, { score: 9, reason: '内緒' }))
    expect((await post(path, me.token, { score: 3 })).status).toBe(409)
    expect(await happenedTo(me.shopper.id, 'survey_answered')).toEqual([
      { kind: 'survey_answered', payload: { invitationId: invitation.id, score: 9 } },
    ])
  })
})

describe('an entry', () => {
  test('that is approved is told with its goods, its points and what it won', async () => {
    const me = await logInShopper(api)
    const id = await settled(me)
    const { campaignId } = api.campaign
    const productId = await productOf(api.db, api.campaign, 'green-tea')
    const told = await happenedTo(me.shopper.id)
    expect(told).toHaveLength(8)
    expect(told).toEqual(
      expect.arrayContaining([
        { kind: 'entry_submitted', payload: { entryId: id, source: 'app' } },
        {
          kind: 'entry_approved',
          payload: { entryId: id, campaignId, decidedBy: 'machine', points: 10, stamps: 0 },
        },
        {
          kind: 'goods_bought',
          payload: {
            entryId: id,
            purchasedOn: addDays(today, -1),
            goods: [{ productId, quantity: 1, amount_yen: 128 }],
            otherLines: 1,
          },
        },
        { kind: 'points_credited', payload: { points: 10, reason: 'entry_credit', entryId: id } },
        {
          kind: 'prize_won',
          payload: { entryId: id, campaignId, prizeId: 'hit', drawId: null, place: null },
        },
        { kind: 'points_credited', payload: { points: 5, reason: 'prize', entryId: id } },
        { kind: 'message_sent', payload: { messageId: expect.any(String), purpose: 'result' } },
      ]),
    )
    const bought = await api.db`
      select product_id from purchased_item where shopper_id = ${me.shopper.id} and product_id is not null`
    expect(bought).toEqual([{ productId }])
    // The job again, and all that follows.
    await api.db`update job set state = 'ready', done_at = null
      where state = 'done' and kind in ('settle_entry', 'react', 'send_message')`
    await api.workJobs()
    expect(await happenedTo(me.shopper.id)).toEqual(told)
  })

  test('is told at each turn that it takes', async () => {
    const me = await logInShopper(api)
    const id = await settled(me, { confidence: 0.4 })
    const act = (path: string, json?: object, as = reviewer) =>
      ok(post(`/api/staff/entries/${id}/${path}`, as, json))
    await act('decision', approval)
    await act('reopening')
    await act('decision', { outcome: 'rejected', reason: '対象商品を確認できませんでした。' })
    await ok(post(`/api/entries/${id}/appeal`, me.token))
    await act('decision', approval)
    await act('revocation', { reason: '返品されました。' }, manager)
    expect(await storyOf(id)).toEqual([
      'entry_submitted',
      'entry_sent_to_review',
      'entry_approved',
      'entry_reopened',
      'entry_rejected',
      'entry_sent_to_review',
      'entry_approved',
      'entry_revoked',
    ])
    expect(await happenedTo(me.shopper.id, 'entry_sent_to_review')).toMatchObject([
      { payload: { cause: 'machine' } },
      { payload: { cause: 'appeal' } },
    ])
    const points = await happenedTo(me.shopper.id, 'points_credited', 'points_taken_back')
    expect(points.map(({ kind, payload }) => `${kind} ${payload.points}`)).toEqual([
      'points_credited 10',
      'points_credited 5',
      'points_taken_back 10',
      'points_credited 10',
      'points_taken_back 10',
      'points_taken_back 5',
    ])
  })

  test('in whose place a better photo stands is told with the one that follows', async () => {
    const me = await logInShopper(api)
    const reading = makeNewReading()
    const { id } = await enterAndSettle(api, me, { ...reading, confidence: 0.4 })
    const { id: followedBy } = await enterAndSettle(api, me, reading)
    expect(await storyOf(id)).toEqual(['entry_submitted', 'entry_sent_to_review', 'entry_replaced'])
    expect(await happenedTo(me.shopper.id, 'entry_replaced')).toMatchObject([
      { payload: { entryId: id, followedBy } },
    ])
  })

  test('that is turned down brings nothing', async () => {
    const me = await logInShopper(api)
    const id = await settled(me, { items: [makeItem('食パン 6枚切')] })
    expect(await storyOf(id)).toEqual(['entry_submitted', 'entry_rejected'])
    expect(await happenedTo(me.shopper.id, 'goods_bought', 'points_credited', 'prize_won')).toEqual([])
  })

  test('whose decision is killed at any of its steps is told with it, or not at all', async () => {
    const me = await logInShopper(api)
    const id = await enterReceipt(api, me)
    const [job] = await api.db<{ id: string }[]>`
      update job set state = 'leased', lease_until = now() + interval '1 hour', lease_token = gen_random_uuid()
      where kind = 'settle_entry' and payload ->> 'entryId' = ${id} returning id`
    const lease = async () => {
      const [row] = await api.db<jobs.Job[]>`select * from job where id = ${job!.id}`
      return row!
    }
    const told = () =>
      happenedTo(me.shopper.id, 'entry_approved', 'goods_bought', 'points_credited', 'prize_won')
    let died = 0
    for (; ; died++) {
      const mortal = mortalPorts(api.ports, died + 1)
      const settle = jobRunner(mortal.ports, 'mortal').handlers.settle_entry!
      const end = await settle(await lease()).catch((error: unknown) => error)
      if (!(end instanceof Killed)) break
      expect(await told()).toEqual([])
    }
    expect(died).toBeGreaterThan(20)
    expect(await told()).toHaveLength(5)
    await api.db`update job set state = 'done', lease_until = null, lease_token = null where id = ${job!.id}`
  })
})

describe('points', () => {
  test('that are released, and those that lapse, are told of once, by four that keep house at once', async () => {
    const me = await logInShopper(api)
    await give(me.shopper.id, 30, { releaseOn: addDays(today, 1), expiresOn: addDays(today, 2) })
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
    for (const sweep of [() => releasePending(api.db, inDays(1)), () => expireLots(api.db, inDays(4))])
      await Promise.all([sweep(), sweep(), sweep(), sweep()])
    expect(await happenedTo(me.shopper.id, 'points_credited', 'points_released', 'points_lapsed')).toEqual([
      { kind: 'points_credited', payload: { points: 30, reason: 'opening', entryId: null } },
      { kind: 'points_released', payload: { points: 30 } },
      { kind: 'points_lapsed', payload: { points: 30 } },
    ])
  })

  test('that are about to lapse are told of once for a day', async () => {
    const me = await logInShopper(api)
    const expiresOn = addDays(today, 10)
    await give(me.shopper.id, 30, { expiresOn })
    for (let turn = 0; turn < 2; turn++) {
      await keepHouse(api.ports)
      await api.workJobs()
    }
    expect(await happenedTo(me.shopper.id, 'points_about_to_lapse')).toEqual([
      { kind: 'points_about_to_lapse', payload: { points: 30, expiresOn } },
    ])
  })

  test('become coupons that are used, or that go back', async () => {
    const me = await logInShopper(api)
    await give(me.shopper.id, 300)
    const terms = { cost_points: 100, cancelWithin_min: 10 }
    const rewardId = await addReward({ db: api.db, accountId }, 'till_code', '緑茶 1本', terms)
    const exchange = async (key: string) => {
      const headers = { 'idempotency-key': key }
      const answer = await api.call('POST', `/api/rewards/${rewardId}/exchange`, { as: me.token, headers })
      return ((await answer.json()) as { id: string }).id
    }
    const key = randomUUID()
    const [used, again] = [await exchange(key), await exchange(key)]
    expect(again).toBe(used)
    const taken = await exchange(randomUUID())
    const act = (id: string, how: string) => post(`/api/coupons/${id}/${how}`, me.token)
    await Promise.all([act(used, 'use'), act(used, 'use')])
    await Promise.all([act(taken, 'cancel'), act(taken, 'cancel')])
    expect((await coupons.find(api.db, accountId, taken))!.state).toBe('cancelled')
    const told = await happenedTo(
      me.shopper.id,
      ...(['coupon_issued', 'coupon_used', 'coupon_cancelled', 'points_spent', 'points_returned'] as const),
    )
    const issued = (couponId: string) => [
      { kind: 'points_spent', payload: { points: 100 } },
      { kind: 'coupon_issued', payload: { couponId, rewardId, cost_points: 100 } },
    ]
    expect(told).toEqual([
      ...issued(used),
      ...issued(taken),
      { kind: 'coupon_used', payload: { couponId: used, rewardId, by: 'shopper' } },
      { kind: 'points_returned', payload: { points: 100 } },
      { kind: 'coupon_cancelled', payload: { couponId: taken, rewardId, by: 'shopper' } },
    ])
  })
})

test('who wins a draw is told of with the place', async () => {
  const me = await logInShopper(api)
  await settled(me)
  const base = `/api/staff/campaigns/${api.campaign.campaignId}/draws/grand`
  await api.db`update entry set state = 'withdrawn', decided_at = ${api.ports.now()}
    where state in ('received', 'reading', 'needs_review')`
  await finishRun(api, `${base}/freeze`, manager)
  await ok(post(`${base}/draw`, manager, {}))
  const won =
    await api.db`select payload from happening where kind = 'prize_won' and payload ->> 'drawId' = 'grand'`
  expect(won).toMatchObject([{ payload: { prizeId: null, place: 1 } }])
})

test('a message is told of when it is sent, held, and discarded by staff', async () => {
  const me = await logInShopper(api)
  const promise = async () => {
    const id = (await queueMessage(api.db, {
      ...{ accountId, shopperId: me.shopper.id, naturalKey: randomUUID(), purpose: 'result' as const },
      messages: [{ type: 'text', text: '内緒' }],
      now: api.ports.now(),
    }))!
    await api.workJobs()
    return id
  }
  const sent = await promise()
  await api.control('/quota', { type: 'limited', value: 0 })
  const [held, late] = [await promise(), await promise()]
  await ok(post('/api/staff/messages/send-again', manager, { messageIds: [held] }))
  await api.workJobs()
  await ok(post('/api/staff/messages/discard', manager, { messageIds: [held] }))
  // What is held for the person rides along with the answer to what they write: both were sent.
  await api.control('/send', { userId: me.userId, type: 'text', text: 'ポイント' })
  await api.workJobs()
  const told = await happenedTo(me.shopper.id, 'message_sent', 'message_held', 'message_discarded')
  const of = (kind: HappeningKind, messageId: string, reason?: string) => ({
    kind,
    payload: { messageId, purpose: 'result', ...(reason ? { reason } : {}) },
  })
  expect(told.filter(({ payload }) => payload.purpose === 'result')).toEqual([
    of('message_sent', sent),
    of('message_held', held, 'quota'),
    of('message_held', late, 'quota'),
    of('message_held', held, 'quota'),
    of('message_discarded', held, 'quota'),
    of('message_sent', late),
  ])
  expect(told.filter(({ payload }) => payload.purpose === 'answer')).toHaveLength(1)
})

describe('what reacts', () => {
  test('does so once, however often its job runs, and to an approval alone', async () => {
    const me = await logInShopper(api)
    const id = await settled(me)
    const invited = () => api.db`select id from survey_invitation where entry_id = ${id}`
    const before = await invited()
    expect(before).toHaveLength(1)
    const [job] = await api.db<{ payload: { happeningId: string; at: string } }[]>`
      select j.payload from job j join happening h on h.id = (j.payload ->> 'happeningId')::bigint
      where j.kind = 'react' and h.shopper_id = ${me.shopper.id}`
    const place = { id: job!.payload.happeningId, at: new Date(job!.payload.at) }
    expect(await happenings.find(api.db, accountId, place)).toMatchObject({
      kind: 'entry_approved',
      payload: { entryId: id },
    })
    await api.db`update job set state = 'ready', done_at = null where kind = 'react'`
    await api.workJobs()
    expect(await invited()).toEqual(before)
    const [others] = await api.db<{ count: number }[]>`
      select count(*)::int from job j join happening h on h.id = (j.payload ->> 'happeningId')::bigint
      where j.kind = 'react' and h.kind <> 'entry_approved'`
    expect(others).toEqual({ count: 0 })
  })

  test('finds what an older version left to be done after a credit', async () => {
    const me = await logInShopper(api)
    const id = await settled(me)
    await api.db`delete from survey_invitation where entry_id = ${id}`
    await api.db`delete from outbox_message where shopper_id = ${me.shopper.id} and purpose = 'survey'`
    const old = { accountId, kind: 'follow_up_credit' as const, payload: { entryId: id }, naturalKey: id }
    await jobs.enqueue(api.db, { ...old, now: api.ports.now() })
    await api.workJobs()
    expect(await api.db`select 1 from survey_invitation where entry_id = ${id}`).toHaveLength(1)
  })
})

test('whose rank changes is told of on the day on which it is seen, once, and so when a year has passed', async () => {
  const me = await logInShopper(api)
  const days = (n: number) => new Date(Date.now() + n * 86_400_000)
  const look = async (n: number) => {
    api.clock.at = days(n)
    await Promise.all([keepHouse(api.ports), keepHouse(api.ports)])
    await keepHouse(api.ports)
    api.clock.at = undefined
  }
  await look(1)
  const credit = { naturalKey: randomUUID(), reason: 'entry_credit', entryId: null, issuerId: null } as const
  const lasting = { shopperId: me.shopper.id, points: 600, expiresOn: addDays(today, 900), releaseOn: null }
  await inTransaction(api.db, (sql) =>
    ledger.credit(sql, accountId, { ...credit, ...lasting }, api.ports.now()),
  )
  const told = () => happenedTo(me.shopper.id, 'rank_changed')
  const raised = { kind: 'rank_changed', payload: { from: 'bronze', to: 'silver' } }
  await look(1)
  expect(await told()).toEqual([])
  await look(2)
  await look(3)
  expect(await told()).toEqual([raised])
  await look(400)
  expect(await told()).toEqual([raised, { kind: 'rank_changed', payload: { from: 'silver', to: 'bronze' } }])
})

test('a tag that staff put to a person, and take off, is told of once each', async () => {
  const me = await logInShopper(api)
  const { token } = await logInStaff(api, 'manager')
  const answer = await post('/api/staff/tags', token, { name: '興味/お茶' })
  const { id: tagId } = (await answer.json()) as { id: string }
  expect((await post('/api/staff/tags', token, { name: 'お茶' })).status).toBe(400)
  for (const method of ['PUT', 'PUT', 'DELETE', 'DELETE'])
    await ok(api.call(method, `/api/staff/shoppers/${me.shopper.id}/tags/${tagId}`, { as: token }))
  const told = await happenedTo(me.shopper.id, 'tag_added', 'tag_removed')
  expect(told).toEqual([
    { kind: 'tag_added', payload: { tagId } },
    { kind: 'tag_removed', payload: { tagId } },
  ])
})

test('what staff tell of a person is told of once, without the value', async () => {
  const me = await logInShopper(api)
  const { token } = await logInStaff(api, 'manager')
  for (const value of ['1984-02-29', '1984/2/29'])
    await ok(
      api.call('PUT', `/api/staff/shoppers/${me.shopper.id}/attributes/birthday`, {
        as: token,
        json: { value },
      }),
    )
  expect(await happenedTo(me.shopper.id, 'attribute_set')).toEqual([
    { kind: 'attribute_set', payload: { attribute: 'birthday', source: 'staff' } },
  ])
})

test('who comes into a saved segment by what happens, and leaves it, is told of once each', async () => {
  const me = await logInShopper(api)
  const { token } = await logInStaff(api, 'manager')
  const { id: tagId } = (await (await post('/api/staff/tags', token, { name: '興味/珈琲' })).json()) as {
    id: string
  }
  const rule = { kind: 'tag', tags: [tagId] }
  const saved = await post('/api/staff/segments', token, { name: '珈琲', rule })
  const { id: segmentId } = (await saved.json()) as { id: string }
  await keepFacts(api.ports)
  for (const method of ['PUT', 'DELETE']) {
    await ok(api.call(method, `/api/staff/shoppers/${me.shopper.id}/tags/${tagId}`, { as: token }))
    await keepFacts(api.ports)
    await keepFacts(api.ports)
  }
  const payload = { segmentId, version: 1 }
  expect(await happenedTo(me.shopper.id, 'segment_entered', 'segment_left')).toEqual([
    { kind: 'segment_entered', payload },
    { kind: 'segment_left', payload },
  ])
})

// What the tests above have come by. A kind that nothing tells of is no kind.
test('a member number: linked, refused to somebody else, and unlinked', async () => {
  const [who, other] = [await logInShopper(api), await logInShopper(api)]
  const claim = async ({ userId }: LoggedIn) => {
    const json = { idToken: await idTokenOf(api, userId), memberNumber: 'MN-1' }
    return post('/api/member-site/links', DEMO_MEMBER_SITE_KEY, json)
  }
  await ok(claim(who))
  expect((await claim(other)).status).toBe(409)
  await ok(api.call('DELETE', '/api/me/member-link', { as: who.token }))
  const linkId = expect.any(String) as string
  expect(await happenedTo(who.shopper.id, 'member_linked', 'member_unlinked')).toEqual([
    { kind: 'member_linked', payload: { linkId, source: 'line_login' } },
    { kind: 'member_unlinked', payload: { linkId, by: 'person' } },
  ])
  expect(await happenedTo(other.shopper.id, 'member_link_refused')).toEqual([
    { kind: 'member_link_refused', payload: { source: 'line_login', reason: 'number_taken' } },
  ])
})

test('all kinds are told of', async () => {
  const told = await api.db<{ kind: string }[]>`select distinct kind from happening`
  expect(told.map(({ kind }) => kind).sort()).toEqual([...HAPPENING_KINDS].sort())
})
