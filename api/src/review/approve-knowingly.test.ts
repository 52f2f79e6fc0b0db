import { ledger } from '@tamaru/db'
import type { ApprovalQuestion, Decision, EntryHistory, Reading } from '@tamaru/domain'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  logInShopper,
  logInStaff,
  logInStoreStaff,
  makePhoto,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import {
  daysAgo,
  enterAndSettle,
  enterReceipt,
  makeNewReading,
  sendPhoto,
  recordReading,
} from '../../../tests/support/enter-receipt.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { makeStore } from '../../../tests/support/make-store.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import type { ApprovalPreview } from './preview-view.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
afterEach(async () => expect(await ledger.findFaults(api.db)).toEqual([]))

let reviewer: Awaited<ReturnType<typeof logInStaff>>
beforeAll(async () => {
  reviewer = await logInStaff(api, 'reviewer')
})

const TEA = 'ミナト 緑茶 500ml'
const approval = { outcome: 'approved', products: [{ productId: 'green-tea', quantity: 1, printed: TEA }] }
const decide = (id: string, json: object = approval, as = reviewer.token) =>
  api.call('POST', `/api/staff/entries/${id}/decision`, { as, json })
const preview = async (id: string, json: object = approval, as = reviewer.token) =>
  (await (await api.call('POST', `/api/staff/entries/${id}/preview`, { as, json })).json()) as ApprovalPreview
const keysOf = ({ questions }: ApprovalPreview, must: ApprovalQuestion['must']) =>
  questions.filter((question) => question.must === must).map(({ key }) => key)
const balanceOf = ({ shopper }: LoggedIn) => ledger.balance(api.db, shopper.accountId, shopper.id)
const auditOf = (id: string) => api.db<{ after: { decision: Decision } }[]>`
  select after from audit_event where subject = ${`entry:${id}`} order by id`
const judgementsOf = (id: string) => api.db<{ cause: string; decision: Decision; history: EntryHistory }[]>`
  select cause, decision, history from judgement where entry_id = ${id} order by id`
const goodsOf = (id: string) =>
  api.db`select name, quantity, amount_yen::int from purchased_item where entry_id = ${id} order by line`

/** A receipt, and what a blurred photo of it shows: neither day nor total, and the company's number is lost. */
function makeTwins(): { clear: Reading; blurred: Reading; correction: object } {
  const made = makeNewReading({ receiptNumber: null })
  const clear = { ...made, merchant: { ...made.merchant, registrationNumber: 'T7433698846159' } }
  const blurred = {
    ...clear,
    merchant: { ...clear.merchant, registrationNumber: null },
    purchasedAt: null,
    total: null,
    items: [makeItem('ミナト 緑茶 500ml')],
    confidence: 0.3,
  }
  return { clear, blurred, correction: { purchasedAt: clear.purchasedAt, total: clear.total } }
}

describe('a receipt whose blurred photo waits for staff while a clear one is credited', () => {
  const enterTwins = async (who: LoggedIn) => {
    const { clear, blurred, correction } = makeTwins()
    const waiting = await enterAndSettle(api, who, blurred)
    expect(waiting.state).toBe('needs_review')
    const seenBefore = await preview(waiting.id, { ...approval, correction })
    const twin = await enterAndSettle(api, who, clear)
    expect(twin).toMatchObject({ state: 'approved', points: 10 })
    return { id: waiting.id, twin, seenBefore, given: { ...approval, correction } }
  }

  test('is shown beside the credited one, with the reasons, once day and total are filled in', async () => {
    const me = await logInShopper(api)
    const { id, twin, seenBefore, given } = await enterTwins(me)
    expect(seenBefore.likeEntries).toEqual([])
    const { likeEntries, questions } = await preview(id, given)
    expect(likeEntries).toMatchObject([
      { entryId: twin.id, state: 'approved', samePerson: true, points: 10, mayOpen: true },
    ])
    expect(likeEntries[0]!.reasons.map(({ ja }) => ja)).toEqual(
      expect.arrayContaining(['同じ時刻', '同じ店', '同じ合計']),
    )
    expect(questions).toMatchObject([{ kind: 'receipt_credited', of: twin.id, must: 'confirm' }])
  })

  test('is not credited again by who saw the page before, and nothing is written', async () => {
    const me = await logInShopper(api)
    const { id, twin, seenBefore, given } = await enterTwins(me)
    const seen = [...keysOf(seenBefore, 'see'), ...keysOf(seenBefore, 'confirm')]
    const answer = await decide(id, { ...given, seen, confirmed: seen })
    expect(answer.status).toBe(409)
    const problem = (await answer.json()) as { kind: string; questions: string }
    expect(problem.kind).toBe('receipt_already_credited')
    expect(JSON.parse(problem.questions)).toMatchObject([{ of: twin.id }])
    expect(await balanceOf(me)).toBe(10)
    expect(await auditOf(id)).toEqual([])
    expect(await api.db`select 1 from reading where entry_id = ${id}`).toHaveLength(1)
  })

  test('is not credited again by a plain press either, with the twin on the screen', async () => {
    const me = await logInShopper(api)
    const { id, given } = await enterTwins(me)
    const now = await preview(id, given)
    const seen = now.questions.map(({ key }) => key)
    expect((await decide(id, { ...given, seen })).status).toBe(409)
    expect(await balanceOf(me)).toBe(10)
  })

  test('is credited by who confirms that there are two; log and judgement say what they knew', async () => {
    const me = await logInShopper(api)
    const { id, twin, given } = await enterTwins(me)
    const confirmed = keysOf(await preview(id, given), 'confirm')
    expect((await decide(id, { ...given, confirmed })).status).toBe(200)
    expect(await balanceOf(me)).toBe(20)

    const asked = [{ kind: 'receipt_credited', of: twin.id, must: 'confirm' }]
    expect(await auditOf(id)).toMatchObject([{ after: { decision: { confirmed: asked } } }])
    const judgement = (await judgementsOf(id)).at(-1)!
    expect(judgement).toMatchObject({ cause: 'staff', decision: { confirmed: asked } })
    expect(judgement.history.likeReceipts).toMatchObject([{ entryId: twin.id, state: 'approved' }])
    const check = judgement.decision.checks.find((each) => each.id === 'receipt_new')!
    expect(check).toMatchObject({ value: twin.id, result: 'unknown' })
    expect(check.staff.ja).toContain('付与済み')
    expect(check.shopper.ja).not.toContain('すでに')
  })

  test('may be credited once the other credit was taken back', async () => {
    const me = await logInShopper(api)
    const { id, twin, given } = await enterTwins(me)
    const { token } = await logInStaff(api, 'manager')
    const json = { reason: '写真を取り違えていました。' }
    await api.call('POST', `/api/staff/entries/${twin.id}/revocation`, { as: token, json })
    expect((await preview(id, given)).questions).toEqual([])
    expect((await decide(id, given)).status).toBe(200)
    expect(await balanceOf(me)).toBe(10)
  })

  test('is credited once where machine and staff decide at the same moment', async () => {
    for (let round = 0; round < 6; round++) {
      const me = await logInShopper(api)
      const { clear, blurred, correction } = makeTwins()
      const { id } = await enterAndSettle(api, me, blurred)
      await enterReceipt(api, me, clear)
      const given = { ...approval, correction }
      const [answer] = await Promise.all([decide(id, given), api.workJobs()])
      await api.workJobs()
      expect([200, 409]).toContain(answer.status)
      expect(await balanceOf(me)).toBe(10)
    }
  })

  test('is credited once where two of staff approve two photos of two people at the same moment', async () => {
    const other = await logInStaff(api, 'manager')
    for (let round = 0; round < 6; round++) {
      const [me, you] = [await logInShopper(api), await logInShopper(api)]
      const reading = makeNewReading({ confidence: 0.3, receiptNumber: '4711' })
      const [mine, yours] = [
        await enterAndSettle(api, me, { ...reading, purchasedAt: null, total: null, receiptNumber: null }),
        await enterAndSettle(api, you, { ...reading, purchasedAt: null, total: null, receiptNumber: null }),
      ]
      const given = { ...approval, correction: { purchasedAt: reading.purchasedAt, total: reading.total } }
      const answers = await Promise.all([decide(mine.id, given), decide(yours.id, given, other.token)])
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
      expect((await balanceOf(me)) + (await balanceOf(you))).toBe(10)
    }
  })
})

const appeal = (who: LoggedIn, id: string) => api.call('POST', `/api/entries/${id}/appeal`, { as: who.token })

test('an appeal is weighed by what was credited since the rejection, and says so at once', async () => {
  const [me, you] = [await logInShopper(api), await logInShopper(api)]
  const reading = makeNewReading({ confidence: 0.3 })
  const first = await enterAndSettle(api, you, reading)
  const second = await enterAndSettle(api, me, reading)
  expect(second.state).toBe('rejected')
  await decide(first.id)
  await appeal(me, second.id)
  const judgement = (await judgementsOf(second.id)).at(-1)!
  const check = judgement.decision.checks.find(({ id }) => id === 'receipt_new')!
  expect(check).toMatchObject({ value: first.id, result: 'fail' })
  expect(check.staff.ja).toContain('付与済み')
  expect(await (await decide(second.id)).json()).toMatchObject({ kind: 'receipt_already_credited' })
  expect(await balanceOf(me)).toBe(0)
})

test('the very same photo that stands on another person’s entry is asked about', async () => {
  const [me, you] = [await logInShopper(api), await logInShopper(api)]
  const photo = makePhoto()
  const enter = async (who: LoggedIn, reading: Reading) => {
    const { id } = (await (await sendPhoto(api, who.token, { photo })).json()) as { id: string }
    await recordReading(api, id, reading)
    await api.workJobs()
    return id
  }
  await enter(me, makeNewReading({ confidence: 0.3 }))
  const yours = await enter(you, makeNewReading({ confidence: 0.3 }))
  await appeal(you, yours)
  expect((await preview(yours)).questions).toMatchObject([{ kind: 'photo_taken', must: 'confirm' }])
  expect(await (await decide(yours)).json()).toMatchObject({ kind: 'receipt_already_credited' })
  expect(await balanceOf(you)).toBe(0)
})

test('a neighbour who may be another is shown: to have seen it is enough', async () => {
  const [me, you] = [await logInShopper(api), await logInShopper(api)]
  const reading = makeNewReading({ receiptNumber: null })
  await enterAndSettle(api, you, reading)
  const purchasedAt = reading.purchasedAt!.replace('T12:34', 'T12:36')
  const given = { ...reading, purchasedAt, items: reading.items, confidence: 0.3, slipNumber: null }
  const { id } = await enterAndSettle(api, me, given)
  const now = await preview(id)
  for (const { score } of now.likeEntries) expect(score).toBeLessThan(0.5)
  expect((await decide(id, { ...approval, seen: now.questions.map(({ key }) => key) })).status).toBe(200)
})

describe('before an approval', () => {
  test('points by rule, the balance after it, and the goods are told; nothing is written', async () => {
    const me = await logInShopper(api)
    await enterAndSettle(api, me)
    const { id } = await enterAndSettle(api, me, makeNewReading({ confidence: 0.3 }))
    const counted = async () =>
      api.db`select (select count(*) from posting) as postings, (select count(*) from judgement) as judgements,
        (select count(*) from reading) as readings, (select count(*) from receipt_trace) as traces`
    const before = await counted()
    expect(await preview(id)).toMatchObject({
      earns: { points: 10, lines: [{ reason: 'product', of: 'green-tea', points: 10 }] },
      balance: { now: 10, after: 20, pending: 0, usableFrom: null, repays: 0 },
      goods: [
        { name: TEA, productId: 'green-tea', quantity: 1, amount_yen: 128 },
        { name: '食パン 6枚切', productId: null, amount_yen: 178 },
      ],
      kept_yen: 306,
      total_yen: 306,
      likeEntries: [],
      questions: [],
    })
    expect(await counted()).toEqual(before)
    expect((await preview(id, { products: [] })).earns).toBeNull()
    expect((await decide(id)).status).toBe(200)
    expect(await balanceOf(me)).toBe(20)
  })

  test('is refused to whoever could not decide either, and where there is nothing to decide', async () => {
    const me = await logInShopper(api)
    const { id } = await enterAndSettle(api, me, makeNewReading({ confidence: 0.3 }))
    const bound = await logInStoreStaff(api, 'reviewer', [(await makeStore(api.db, api.account.id)).id])
    const ask = (as: string) => api.call('POST', `/api/staff/entries/${id}/preview`, { as, json: approval })
    expect((await ask(bound.token)).status).toBe(404)
    expect((await ask(me.token)).status).toBe(401)
    await decide(id)
    expect(await (await ask(reviewer.token)).json()).toMatchObject({ kind: 'entry_already_decided' })
  })
})

describe('numbers that the receipt does not support', () => {
  const enter = async (who: LoggedIn, given: Partial<Reading>) =>
    (await enterAndSettle(api, who, makeNewReading({ confidence: 0.3, ...given }))).id
  const kindsOf = ({ questions }: ApprovalPreview) => questions.map(({ kind }) => kind)

  test('a count of 17 for two pieces is asked about, and stands only where somebody confirms it', async () => {
    const me = await logInShopper(api)
    const items = [makeItem(TEA, { quantity: 17, unitPrice: null, amount: 256 }), makeItem('食パン')]
    const id = await enter(me, { items, total: 384 })
    const given = { outcome: 'approved', products: [{ productId: 'green-tea', quantity: 17, printed: TEA }] }
    expect((await preview(id, given)).questions).toMatchObject([
      { kind: 'count_unproved', of: TEA, left: 17, right: 256, must: 'confirm' },
    ])
    expect(await (await decide(id, given)).json()).toMatchObject({ kind: 'numbers_not_confirmed' })
    expect(await balanceOf(me)).toBe(0)

    const corrected = [{ ...items[0]!, quantity: 2, unitPrice: 128 }, items[1]!]
    const two = {
      outcome: 'approved',
      products: [{ productId: 'green-tea', quantity: 2, printed: TEA }],
      correction: { items: corrected },
    }
    expect((await preview(id, two)).questions).toEqual([])
    expect((await decide(id, two)).status).toBe(200)
    expect(await balanceOf(me)).toBe(20)
  })

  test('a count that the amount was merely divided by is as little proved', async () => {
    const me = await logInShopper(api)
    const items = [makeItem(TEA, { quantity: 16, unitPrice: 16, amount: 256 }), makeItem('食パン')]
    const id = await enter(me, { items, total: 384 })
    const products = [{ productId: 'green-tea', quantity: 16, printed: TEA }]
    expect(kindsOf(await preview(id, { products }))).toEqual(['count_unproved'])
  })

  test('goods for ¥17,111 on a receipt of ¥2,744 are never kept: asked about, then only what counts', async () => {
    const me = await logInShopper(api)
    const items = [makeItem(TEA), makeItem('ゴ三 8', { unitPrice: 16_983 })]
    const proof = {
      holds: [],
      fails: [{ name: 'lines = subtotal', left: 17_111, right: 2_744 }],
      repairs: [],
    }
    const id = await enter(me, { items, total: 2_744, subtotal: 2_744, proof })
    const now = await preview(id)
    expect(now).toMatchObject({ read_yen: 17_111, kept_yen: 128, total_yen: 2_744 })
    expect(now.questions).toMatchObject([
      { kind: 'sums_unproved', of: 'lines = subtotal', left: 17_111, right: 2_744 },
      { kind: 'goods_over_total', left: 17_111, right: 2_744 },
    ])
    expect(await (await decide(id)).json()).toMatchObject({ kind: 'numbers_not_confirmed' })
    expect((await decide(id, { ...approval, confirmed: keysOf(now, 'confirm') })).status).toBe(200)
    expect(await goodsOf(id)).toEqual([{ name: TEA, quantity: expect.anything(), amountYen: 128 }])
    expect((await auditOf(id))[0]!.after.decision.confirmed).toHaveLength(2)
  })

  test('a total and a day that were not read are asked about, and no question where they are filled in', async () => {
    const me = await logInShopper(api)
    const id = await enter(me, { total: null, purchasedAt: null })
    expect(kindsOf(await preview(id))).toEqual(['not_read', 'not_read'])
    expect(await (await decide(id)).json()).toMatchObject({ kind: 'numbers_not_confirmed' })
    const correction = { total: 306, purchasedAt: `${daysAgo(1)}T10:10` }
    expect((await preview(id, { ...approval, correction })).questions).toEqual([])
  })

  test('a rejection asks nothing', async () => {
    const me = await logInShopper(api)
    const id = await enter(me, { total: null })
    expect((await decide(id, { outcome: 'rejected', reason: '読み取れませんでした。' })).status).toBe(200)
  })
})
