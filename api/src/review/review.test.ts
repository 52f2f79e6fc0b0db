import { jobs, ledger } from '@tamaru/db'
import { tokyoDate, type Decision } from '@tamaru/domain'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  logInShopper,
  logInStaff,
  saidTo,
  wordsOf,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { daysAgo, enterAndSettle, makeNewReading, sendPhoto } from '../../../tests/support/enter-receipt.ts'
import { productOf } from '../../../tests/support/product-of.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
afterEach(async () => expect(await ledger.findFaults(api.db)).toEqual([]))

let reviewer: Awaited<ReturnType<typeof logInStaff>>
beforeAll(async () => {
  reviewer = await logInStaff(api, 'reviewer')
})

const doubtful = () => makeNewReading({ confidence: 0.4 })
const waitingEntry = async (who: LoggedIn, reading = doubtful()) =>
  (await enterAndSettle(api, who, reading)).id
const decide = (id: string, json: object, as = reviewer.token) =>
  api.call('POST', `/api/staff/entries/${id}/decision`, { as, json })
const approval = { outcome: 'approved', products: [{ productId: 'green-tea', quantity: 2 }] }
const rejection = { outcome: 'rejected', reason: 'レシートの日付が読み取れませんでした。' }
const balanceOf = ({ shopper }: LoggedIn) => ledger.balance(api.db, shopper.accountId, shopper.id)
const auditOf = (id: string) => api.db`
  select staff_id, act, before, after from audit_event where subject = ${`entry:${id}`} order by id`

describe('a reviewer', () => {
  test('sees what waits, oldest first, with everything that a decision needs', async () => {
    const me = await logInShopper(api)
    const [older, newer] = [await waitingEntry(me), await waitingEntry(me)]
    const list = await api.call('GET', '/api/staff/entries', { as: reviewer.token })
    const { counts, items: entries } = (await list.json()) as {
      counts: Record<string, number>
      items: { id: string; shopperName: string }[]
    }
    const ids = entries.map(({ id }) => id)
    expect(ids.indexOf(older)).toBeLessThan(ids.indexOf(newer))
    expect(counts.needs_review).toBe(entries.length)
    expect(entries[0]).not.toHaveProperty('photoSha256')

    const shown = await api.call('GET', `/api/staff/entries/${older}`, { as: reviewer.token })
    expect(await shown.json()).toMatchObject({
      state: 'needs_review',
      shopper: { displayName: 'はな', balance: 0 },
      products: api.campaign.rules.products.map(({ id, name }) => ({ id, name })),
      reading: { confidence: 0.4 },
      decision: { decidedBy: 'machine' },
      decidedBy: null,
    })
    const photo = await api.call('GET', `/api/staff/entries/${older}/photo`, { as: reviewer.token })
    expect(photo.headers.get('content-type')).toBe('image/jpeg')
  })

  test('approves with what they see on the photo: points, message, purchase, and a trace of who it was', async () => {
    const me = await logInShopper(api)
    const id = await waitingEntry(me)
    const day = daysAgo(2)
    const correction = { total: 512, purchasedAt: `${day}T09:15`, merchantName: '若葉商店' }
    const answer = await decide(id, { ...approval, correction })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      state: 'approved',
      points: 20,
      total_yen: 512,
      merchantName: '若葉商店',
      purchasedAt: correction.purchasedAt,
      decidedBy: '担当 (reviewer)',
      decision: { decidedBy: 'staff', matched: [{ productId: 'green-tea', quantity: 2 }] },
    })
    await api.workJobs()
    expect(await balanceOf(me)).toBe(20)
    expect((await saidTo(api, me.userId)).map(wordsOf)).toEqual([
      'レシートを確認しています',
      '20ポイントたまりました(つかえるポイント 20)',
    ])
    const lines = await api.db`
      select product_id, purchased_on from purchased_item where entry_id = ${id} and product_id is not null`
    const productId = await productOf(api.db, api.campaign, 'green-tea')
    expect(lines).toEqual([{ productId, purchasedOn: day }])
    const readings = await api.db<{ correctedBy: string | null; reading: { total: number } }[]>`
      select corrected_by, reading from reading where entry_id = ${id} order by id`
    expect(readings.map((r) => [r.correctedBy, r.reading.total])).toEqual([
      [null, 306],
      [reviewer.person.id, 512],
    ])
    expect(await auditOf(id)).toEqual([
      {
        staffId: reviewer.person.id,
        act: 'entry.approve',
        before: expect.objectContaining({ outcome: 'needs_review', decidedBy: 'machine' }),
        after: expect.objectContaining({ decision: expect.objectContaining({ points: 20 }), correction }),
      },
    ])
  })

  test('rejects with a reason that the shopper can read', async () => {
    const me = await logInShopper(api)
    const id = await waitingEntry(me)
    expect(await (await decide(id, rejection)).json()).toMatchObject({ state: 'rejected', points: 0 })
    await api.workJobs()
    expect(await balanceOf(me)).toBe(0)
    const said = await saidTo(api, me.userId)
    expect(JSON.stringify(said.at(-1)!.message)).toContain(rejection.reason)
    expect(await auditOf(id)).toMatchObject([{ act: 'entry.reject' }])
  })

  test.each([
    ['a rejection without a reason', { outcome: 'rejected' }],
    ['a rejection with a blank reason', { outcome: 'rejected', reason: '  ' }],
    ['an approval of nothing', { outcome: 'approved', products: [] }],
    [
      'goods that the campaign does not have',
      { outcome: 'approved', products: [{ productId: 'x', quantity: 1 }] },
    ],
    ['no pieces', { outcome: 'approved', products: [{ productId: 'green-tea', quantity: 0 }] }],
    ['a day that is none', { ...approval, correction: { purchasedAt: '3 November' } }],
    ['another outcome', { outcome: 'needs_review' }],
  ])('is stopped at %s, and nothing is written', async (_what, json) => {
    const me = await logInShopper(api)
    const id = await waitingEntry(me)
    const answer = await decide(id, json)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ kind: 'invalid_request' })
    expect(await auditOf(id)).toEqual([])
    expect(await api.db`select 1 from reading where entry_id = ${id}`).toHaveLength(1)
    expect(await api.db`select state from entry where id = ${id}`).toEqual([{ state: 'needs_review' }])
  })

  test('decides what is undecided only: not twice, not over the machine, not before it is read', async () => {
    const me = await logInShopper(api)
    const id = await waitingEntry(me)
    await decide(id, rejection)
    const byMachine = (await enterAndSettle(api, me)).id
    for (const decided of [id, byMachine]) {
      const answer = await decide(decided, approval)
      expect(answer.status).toBe(409)
      expect(await answer.json()).toMatchObject({ kind: 'entry_already_decided' })
    }
    const unread = (await (await sendPhoto(api, me.token)).json()) as { id: string }
    expect(await (await decide(unread.id, approval)).json()).toMatchObject({ kind: 'entry_not_read_yet' })
  })

  test('is one of two who decide at the same moment: one wins, points come once', async () => {
    const me = await logInShopper(api)
    const other = await logInStaff(api, 'manager')
    const id = await waitingEntry(me)
    const answers = await Promise.all([decide(id, approval), decide(id, approval, other.token)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await balanceOf(me)).toBe(20)
    expect(await auditOf(id)).toHaveLength(1)
  })
})

describe('a look-alike of a receipt', () => {
  test('that is credited can be credited too, by a person who has looked; the machine still knows the first', async () => {
    const [first, second, third] = [await logInShopper(api), await logInShopper(api), await logInShopper(api)]
    // Without a running number nothing tells two neighbours with the same goods apart.
    const reading = makeNewReading({ receiptNumber: null })
    const { id: credited } = await enterAndSettle(api, first, reading)
    const id = await waitingEntry(second, reading)
    expect(await (await decide(id, approval)).json()).toMatchObject({ kind: 'receipt_already_credited' })
    const confirmed = [`receipt_credited|${credited}`]
    expect((await decide(id, { ...approval, confirmed })).status).toBe(200)
    expect(await auditOf(id)).toMatchObject([{ after: { setFingerprintAside: true } }])
    const copy = await waitingEntry(third, reading)
    const [row] = await api.db<{ decision: Decision }[]>`select decision from entry where id = ${copy}`
    expect(row!.decision.checks.find((check) => check.id === 'receipt_new')).toMatchObject({
      value: credited,
    })
  })

  test('that only waits does not make the credited one forgotten', async () => {
    const [first, second, third] = [await logInShopper(api), await logInShopper(api), await logInShopper(api)]
    const reading = { ...doubtful(), receiptNumber: '0042' }
    const id = await waitingEntry(first, reading)
    const neighbour = await waitingEntry(second, { ...reading, receiptNumber: '0043' })
    await decide(id, approval)
    await decide(neighbour, rejection)
    const copy = await enterAndSettle(api, third, { ...reading, confidence: 0.99 })
    expect(copy).toMatchObject({ state: 'rejected' })
  })
})

describe('what staff see of the whole', () => {
  test('the overview counts entries and points by state and Tokyo day', async () => {
    await using quiet = await startApi()
    const viewer = await logInStaff(quiet, 'viewer')
    const me = await logInShopper(quiet)
    await enterAndSettle(quiet, me)
    await enterAndSettle(quiet, me)
    await enterAndSettle(quiet, me, makeNewReading({ purchasedAt: `${daysAgo(70)}T10:00` }))
    await enterAndSettle(quiet, me, doubtful())
    const overview = (await (
      await quiet.call('GET', '/api/staff/overview', { as: viewer.token })
    ).json()) as { counts: object; byDay: { day: string }[] }
    expect(overview.counts).toEqual({
      received: 0,
      reading: 0,
      needs_review: 1,
      approved: 2,
      rejected: 1,
      revoked: 0,
      replaced: 0,
      withdrawn: 0,
    })
    expect(overview.byDay).toHaveLength(30)
    const day = tokyoDate(new Date())
    expect(overview.byDay.at(-1)).toMatchObject({ day, entries: 4, approved: 2, points: 20 })
    expect(overview.byDay.at(-2)).toMatchObject({ entries: 0, approved: 0, points: 0 })
  })

  test('the net promoter score rests on the answers of the last year', async () => {
    await using quiet = await startApi()
    const viewer = await logInStaff(quiet, 'viewer')
    const nps = async () =>
      (await (await quiet.call('GET', '/api/staff/nps', { as: viewer.token })).json()) as object
    expect(await nps()).toMatchObject({ score: null, count: 0 })
    for (const [score, reason] of [
      [10, 'おいしい'],
      [9, null],
      [8, null],
      [3, '甘すぎる'],
    ] as const) {
      const who = await logInShopper(quiet)
      await enterAndSettle(quiet, who)
      const survey = await quiet.call('GET', '/api/survey', { as: who.token })
      const { invitation } = (await survey.json()) as { invitation: { id: string } }
      const json = { score, reason }
      await quiet.call('POST', `/api/survey/${invitation.id}/answer`, { as: who.token, json })
      expect(await (await quiet.call('GET', '/api/survey', { as: who.token })).json()).toEqual({
        invitation: null,
      })
    }
    expect(await nps()).toMatchObject({
      score: 25,
      count: 4,
      promoters: 2,
      passives: 1,
      detractors: 1,
      byScore: [0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 1],
    })
    await quiet.db`update survey_answer set answered_at = answered_at - interval '2 years' where score = 3`
    expect(await nps()).toMatchObject({ score: 67, count: 3, detractors: 0 })
  })
})

describe('a buried job', () => {
  test('is shown with its reason, and runs anew when a manager says so', async () => {
    const manager = await logInStaff(api, 'manager')
    const me = await logInShopper(api)
    const { id: entryId } = (await (await sendPhoto(api, me.token)).json()) as { id: string }
    const { id: accountId } = api.account
    await jobs.enqueue(api.db, {
      accountId,
      kind: 'settle_entry',
      payload: { entryId },
      now: api.ports.now(),
    })
    await api.workJobs()
    const list = async () =>
      (
        (await (await api.call('GET', '/api/staff/jobs/buried', { as: manager.token })).json()) as {
          items: { id: string; kind: string; lastError: string; attempts: number }[]
        }
      ).items
    const buried = (await list()).find(({ lastError }) => lastError.includes(entryId))!
    expect(buried).toMatchObject({ kind: 'settle_entry', attempts: 1 })
    const runAgain = () => api.call('POST', `/api/staff/jobs/${buried.id}/run-again`, { as: manager.token })
    expect((await runAgain()).status).toBe(204)
    expect((await list()).map(({ id }) => id)).not.toContain(buried.id)
    expect((await runAgain()).status).toBe(404)
  })

  test('that is none is not found', async () => {
    const manager = await logInStaff(api, 'manager')
    const runAgain = (id: string) =>
      api.call('POST', `/api/staff/jobs/${id}/run-again`, { as: manager.token })
    expect((await runAgain('123456')).status).toBe(404)
    expect((await runAgain('abc')).status).toBe(400)
  })
})
