import { ledger } from '@tamaru/db'
import type { Reading } from '@tamaru/domain'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { logInShopper, logInStaff, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, enterReceipt, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
afterEach(async () => expect(await ledger.findFaults(api.db)).toEqual([]))

let reviewer: Awaited<ReturnType<typeof logInStaff>>
beforeAll(async () => {
  reviewer = await logInStaff(api, 'reviewer')
})

const blurred = (reading: Reading): Reading => ({ ...reading, confidence: 0.4 })
const approval = { outcome: 'approved', products: [{ productId: 'green-tea', quantity: 1 }] }
const decide = (id: string) =>
  api.call('POST', `/api/staff/entries/${id}/decision`, { as: reviewer.token, json: approval })
interface View {
  state: string
  followedBy: string | null
  follows: string[]
  judgements: { cause: string }[]
  message: { ja: string }
  decision: { checks: { id: string; result: string }[] }
}
const viewOf = async (who: LoggedIn, id: string) =>
  (await (await api.call('GET', `/api/entries/${id}`, { as: who.token })).json()) as View
const queue = async () => {
  const list = await api.call('GET', '/api/staff/entries', { as: reviewer.token })
  return ((await list.json()) as { items: { id: string }[] }).items.map(({ id }) => id)
}
const balanceOf = ({ shopper }: LoggedIn) => ledger.balance(api.db, shopper.accountId, shopper.id)

describe('a better photo of a receipt that waits for staff', () => {
  test('takes the place of the first, which is no duplicate of it, and each names the other', async () => {
    const me = await logInShopper(api)
    const reading = makeNewReading()
    const first = await enterAndSettle(api, me, blurred(reading))
    const better = await enterAndSettle(api, me, reading)
    expect(better).toMatchObject({ state: 'approved', points: 10 })
    const before = await viewOf(me, first.id)
    expect(before).toMatchObject({ state: 'replaced', followedBy: better.id })
    expect(before.judgements.map(({ cause }) => cause)).toEqual(['machine', 'replacement'])
    expect(await viewOf(me, better.id)).toMatchObject({ follows: [first.id] })
    expect(await queue()).not.toContain(first.id)
    const staffView = await api.call('GET', `/api/staff/entries/${first.id}`, { as: reviewer.token })
    expect(await staffView.json()).toMatchObject({ state: 'replaced', followedBy: better.id })
    expect(await balanceOf(me)).toBe(10)
  })

  test('waits in its place where it is in doubt too, and staff see one of them', async () => {
    const me = await logInShopper(api)
    const reading = makeNewReading({ confidence: 0.4 })
    const first = await enterAndSettle(api, me, reading)
    const second = await enterAndSettle(api, me, reading)
    expect(second.state).toBe('needs_review')
    expect((await queue()).filter((id) => [first.id, second.id].includes(id))).toEqual([second.id])
    const refused = await decide(first.id)
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({ kind: 'entry_taken_back' })
  })

  test('may come three times; a further one is turned down, and says why', async () => {
    const me = await logInShopper(api)
    const reading = makeNewReading({ confidence: 0.4 })
    const sent = []
    for (let i = 0; i < 5; i++) sent.push(await enterAndSettle(api, me, reading))
    const states = await Promise.all(sent.map(async ({ id }) => (await viewOf(me, id)).state))
    expect(states).toEqual(['replaced', 'replaced', 'replaced', 'needs_review', 'rejected'])
    expect((await viewOf(me, sent[4]!.id)).message.ja).toContain('差し替えは3回まで')
  })

  test('that is turned down for another reason takes nobody’s place', async () => {
    const me = await logInShopper(api)
    const reading = makeNewReading()
    const first = await enterAndSettle(api, me, blurred(reading))
    const menu = await enterAndSettle(api, me, {
      ...reading,
      quality: { kind: 'not_a_receipt', reason: null },
    })
    expect(menu.state).toBe('rejected')
    expect((await viewOf(me, first.id)).state).toBe('needs_review')
  })

  test('is judged later where it came earlier: it does not push the newer one aside', async () => {
    const me = await logInShopper(api)
    const reading = makeNewReading({ confidence: 0.4 })
    const slow = await enterReceipt(api, me, reading)
    const later = new Date(api.ports.now().getTime() + 60_000)
    await api.db`update job set run_at = ${later} where natural_key = ${slow}`
    const newer = await enterAndSettle(api, me, reading)
    api.clock.pass(60)
    await api.workJobs()
    expect((await viewOf(me, newer.id)).state).toBe('needs_review')
    expect((await viewOf(me, slow)).state).toBe('rejected')
  })

  test('never takes the place of a decided one, of another person’s, or of another receipt', async () => {
    const [me, other] = [await logInShopper(api), await logInShopper(api)]
    const reading = makeNewReading({ confidence: 0.4 })
    const first = await enterAndSettle(api, me, reading)
    expect((await enterAndSettle(api, other, reading)).state).not.toBe('approved')
    const neighbour = { ...reading, receiptNumber: String(Number(reading.receiptNumber) + 1) }
    await enterAndSettle(api, me, neighbour)
    expect((await viewOf(me, first.id)).state).toBe('needs_review')
    await decide(first.id)
    expect((await enterAndSettle(api, me, reading)).state).toBe('rejected')
    expect((await viewOf(me, first.id)).state).toBe('approved')
  })
})

describe('at the same moment', () => {
  test('staff and a better photo: one of them wins, and the points come once', async () => {
    for (let i = 0; i < 6; i++) {
      const me = await logInShopper(api)
      const reading = makeNewReading()
      const first = await enterAndSettle(api, me, blurred(reading))
      const second = await enterReceipt(api, me, reading)
      const [answer] = await Promise.all([decide(first.id), api.workJobs()])
      api.clock.pass(60)
      await api.workJobs()
      const [one, two] = [await viewOf(me, first.id), await viewOf(me, second)]
      expect([one.state, two.state]).toEqual(
        answer.status === 200 ? ['approved', 'rejected'] : ['replaced', 'approved'],
      )
      expect([200, 409]).toContain(answer.status)
      expect(await balanceOf(me)).toBe(10)
    }
  })

  test('staff holds the first: the better photo waits for that, and nothing is tried in vain', async () => {
    const me = await logInShopper(api)
    const reading = makeNewReading()
    const first = await enterAndSettle(api, me, blurred(reading))
    const second = await enterReceipt(api, me, reading)
    await api.db.begin(async (sql) => {
      await sql`select 1 from entry where id = ${first.id} for no key update`
      await api.workJobs()
      expect((await viewOf(me, second)).state).toBe('received')
    })
    api.clock.pass(60)
    await api.workJobs()
    expect((await viewOf(me, second)).state).toBe('approved')
    expect(await api.db`select 1 from job where last_error is not null`).toEqual([])
  })

  test('two better photos: one stands in the end, and the points come once', async () => {
    const me = await logInShopper(api)
    const reading = makeNewReading()
    await enterAndSettle(api, me, blurred(reading))
    const ids = [await enterReceipt(api, me, reading), await enterReceipt(api, me, reading)]
    await Promise.all([api.workJobs(), api.workJobs()])
    api.clock.pass(60)
    await api.workJobs()
    const states = await Promise.all(ids.map(async (id) => (await viewOf(me, id)).state))
    expect(states.toSorted()).toEqual(['approved', 'rejected'])
    expect(await balanceOf(me)).toBe(10)
  })
})

test('a receipt whose credit was taken back goes to people before it is credited again', async () => {
  const [me, other] = [await logInShopper(api), await logInShopper(api)]
  const manager = await logInStaff(api, 'manager')
  const reading = makeNewReading()
  const first = await enterAndSettle(api, me, reading)
  const json = { reason: '返品のため' }
  await api.call('POST', `/api/staff/entries/${first.id}/revocation`, { as: manager.token, json })
  for (const who of [me, other]) {
    const again = await enterAndSettle(api, who, reading)
    expect(again.state).toBe('needs_review')
    const { decision } = await viewOf(who, again.id)
    expect(decision.checks.find(({ id }) => id === 'receipt_new')).toMatchObject({ result: 'unknown' })
    const reject = { outcome: 'rejected', reason: '返品のため' }
    await api.call('POST', `/api/staff/entries/${again.id}/decision`, { as: reviewer.token, json: reject })
  }
})
