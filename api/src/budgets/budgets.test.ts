import { accountBudgets, books, budgets, inTransaction, ledger } from '@tamaru/db'
import { addDays, tokyoDate } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  logInShopper,
  logInStaff,
  logInWithRights,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
afterEach(async () => expect(await books.findFaults(api.db)).toEqual([]))

let owner: Awaited<ReturnType<typeof logInStaff>>
let giver: Awaited<ReturnType<typeof logInStaff>>
beforeAll(async () => {
  owner = await logInStaff(api, 'owner')
  giver = await logInWithRights(api, 'see', 'points')
})

const today = tokyoDate(new Date())
interface Budget {
  id: string
  limit: number
  drawn: number
  closedAt: string | null
}
const act = (method: string, path: string, json?: object, as = giver.token, key: string = randomUUID()) =>
  api.call(method, `/api/staff/${path}`, { as, json, headers: { 'idempotency-key': key } })
const refusalOf = async (answer: Response) => ((await answer.json()) as { kind?: string }).kind
const newBudget = (given = {}) => ({
  ...{ name: `お詫び ${randomUUID()}`, purpose: 'お待たせした方へ', limit: 100 },
  ...{ ownerId: owner.person.id, startsOn: today, endsOn: addDays(today, 30), ...given },
})
const setUp = async (given = {}) => (await (await act('POST', 'budgets', newBudget(given))).json()) as Budget
const give = (
  { id: budgetId }: Budget,
  { shopper }: LoggedIn,
  points: number,
  given: object = {},
  as = giver.token,
  key?: string,
) => act('POST', `shoppers/${shopper.id}/points`, { budgetId, points, reason: 'お詫び', ...given }, as, key)
const balanceOf = ({ shopper }: LoggedIn) => ledger.balance(api.db, shopper.accountId, shopper.id)
const drawnOf = async ({ id }: Budget) => (await accountBudgets.find(api.db, api.account.id, id))!.drawn

describe('a budget of the account', () => {
  test('gives points by hand with a reason, which the person sees on the card and the log keeps', async () => {
    const [budget, me] = [await setUp(), await logInShopper(api)]
    expect((await give(budget, me, 30)).status).toBe(200)
    expect([await balanceOf(me), await drawnOf(budget)]).toEqual([30, 30])
    const card = await api.call('GET', '/api/points/history', { as: me.token })
    expect(await card.json()).toMatchObject({
      items: [{ points: 30, reason: { ja: 'お店からのポイント' } }],
    })
    const log = await act('GET', `audit?subject=shopper:${me.shopper.id}`, undefined, owner.token)
    expect(await log.json()).toMatchObject({
      items: [
        {
          act: 'points.grant',
          by: { id: giver.person.id },
          after: { budgetId: budget.id, points: 30, reason: 'お詫び' },
        },
      ],
    })
  })

  test('gives once for a key, and another gift by the same key is refused', async () => {
    const [budget, me, key] = [await setUp(), await logInShopper(api), randomUUID()]
    const answers = await Promise.all([1, 2, 3].map(() => give(budget, me, 20, {}, giver.token, key)))
    const ids = await Promise.all(answers.map(async (each) => ((await each.json()) as { id: string }).id))
    expect(new Set(ids).size).toBe(1)
    expect([await balanceOf(me), await drawnOf(budget)]).toEqual([20, 20])
    expect(await refusalOf(await give(budget, me, 21, {}, giver.token, key))).toBe('grant_key_reused')
    expect(await refusalOf(await give(budget, await logInShopper(api), 20, {}, giver.token, key))).toBe(
      'grant_key_reused',
    )
  })

  test('is never exceeded, however many give at once', async () => {
    const budget = await setUp()
    const people = await Promise.all(Array.from({ length: 8 }, () => logInShopper(api)))
    const answers = await Promise.all(people.map((who) => give(budget, who, 30)))
    const refused = answers.filter(({ status }) => status === 409)
    expect(await Promise.all(refused.map(refusalOf))).toEqual(refused.map(() => 'budget_used_up'))
    expect([8 - refused.length, await drawnOf(budget)]).toEqual([3, 90])
    expect((await Promise.all(people.map(balanceOf))).sort()).toEqual([0, 0, 0, 0, 0, 30, 30, 30])
  })

  test('is raised, never lowered below what was drawn, and closed for good', async () => {
    const [budget, me] = [await setUp(), await logInShopper(api)]
    await give(budget, me, 90)
    expect(await refusalOf(await give(budget, me, 20))).toBe('budget_used_up')
    const raised = await act('PATCH', `budgets/${budget.id}`, { limit: 110 })
    expect(await raised.json()).toMatchObject({ limit: 110, drawn: 90 })
    expect((await give(budget, me, 20)).status).toBe(200)
    const lowered = await act('PATCH', `budgets/${budget.id}`, { limit: 100 })
    expect(await refusalOf(lowered)).toBe('allotment_below_used')
    expect(((await (await act('POST', `budgets/${budget.id}/close`)).json()) as Budget).closedAt).toBeTruthy()
    expect(await refusalOf(await give(budget, me, 1))).toBe('budget_closed')
    expect(await refusalOf(await act('PATCH', `budgets/${budget.id}`, { limit: 500 }))).toBe('budget_closed')
  })

  test('gives within its days only, and to people of its account', async () => {
    const me = await logInShopper(api)
    const later = await setUp({ startsOn: addDays(today, 1) })
    expect(await refusalOf(await give(later, me, 1))).toBe('budget_not_open')
    const over = await setUp({ startsOn: addDays(today, -9), endsOn: addDays(today, -1) })
    expect(await refusalOf(await give(over, me, 1))).toBe('budget_closed')
    const elsewhere = await makeShopper(api.db, (await makeAccount(api.db)).id)
    const budget = await setUp()
    expect((await give(budget, { ...me, shopper: elsewhere }, 1)).status).toBe(404)
    expect(await refusalOf(await act('POST', 'budgets', newBudget({ ownerId: randomUUID() })))).toBe(
      'staff_unknown',
    )
  })

  test('has its points again when a credit from it is taken back', async () => {
    const [budget, me] = [await setUp(), await logInShopper(api)]
    const { id } = (await (await give(budget, me, 40)).json()) as { id: string }
    const undone = {
      naturalKey: `grant:${id}:undone`,
      reversesKey: `grant:${id}`,
      reason: 'claw_back',
    } as const
    await inTransaction(api.db, (sql) => ledger.reverse(sql, api.account.id, undone, new Date()))
    expect([await balanceOf(me), await budgets.left(api.db, api.account.id, budget.id)]).toEqual([0, 100])
  })
})

describe('a budget in yen', () => {
  const terms = {
    ...{ name: { ja: '緑茶', en: 'Tea' }, words: { ja: 'レジで', en: 'At the till' }, cost_points: 10 },
    ...{ cost_yen: 120, couponDays: 14, cancelWithin_min: 30 },
  }
  const addReward = (given: object) =>
    act('POST', 'rewards', { kind: 'till_code', terms: { ...terms, ...given } }, owner.token)
  const exchange = ({ token: as }: LoggedIn, id: string) =>
    api.call('POST', `/api/rewards/${id}/exchange`, { as, headers: { 'idempotency-key': randomUUID() } })
  const rich = async () => {
    const who = await logInShopper(api)
    await give(await setUp(), who, 100)
    return who
  }

  test('pays for what people exchange, until it has nothing left: then nothing is spent; a cancelled exchange gives back', async () => {
    const budget = await setUp({ unit: 'yen', limit: 250 })
    const { id } = (await (await addReward({ budgetId: budget.id })).json()) as { id: string }
    const me = await rich()
    const [first] = [(await (await exchange(me, id)).json()) as { id: string }, await exchange(me, id)]
    expect(await refusalOf(await exchange(me, id))).toBe('reward_budget_used_up')
    expect([await balanceOf(me), await drawnOf(budget)]).toEqual([80, 240])
    const seen = await api.call('GET', '/api/rewards', { as: me.token })
    expect(
      ((await seen.json()) as { items: { id: string }[] }).items.find((each) => each.id === id),
    ).toMatchObject({
      refusal: 'reward_budget_used_up',
    })
    await api.call('POST', `/api/coupons/${first.id}/cancel`, { as: me.token })
    expect([await balanceOf(me), await drawnOf(budget)]).toEqual([90, 120])
    const draws = await act('GET', `budgets/${budget.id}/draws`)
    expect(await draws.json()).toMatchObject({
      items: [
        { kind: 'exchange', amount: 120, state: 'held', shopper: { shopperId: me.shopper.id }, by: null },
        { id: first.id, state: 'back', reward: { ja: '緑茶' } },
      ],
    })
    expect(await (await act('GET', `budgets/${budget.id}`)).json()).toMatchObject({ drawn: 120, held: 120 })
  })

  test('is drawn from once less often than many try at once', async () => {
    const budget = await setUp({ unit: 'yen', limit: 600 })
    const { id } = (await (await addReward({ budgetId: budget.id })).json()) as { id: string }
    const people = await Promise.all(Array.from({ length: 7 }, rich))
    const answers = await Promise.all(people.map((who) => exchange(who, id)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 409, 409])
    expect((await Promise.all(people.map(balanceOf))).sort()).toEqual([100, 100, 90, 90, 90, 90, 90])
    expect(await drawnOf(budget)).toBe(600)
  })

  test('gives no points, one of points pays for no reward, and what it pays for says what one costs', async () => {
    const yen = await setUp({ unit: 'yen' })
    expect(await refusalOf(await give(yen, await logInShopper(api), 1))).toBe('budget_unit_differs')
    const points = await setUp()
    expect(await refusalOf(await addReward({ budgetId: points.id }))).toBe('budget_unit_differs')
    expect(await refusalOf(await addReward({ budgetId: yen.id, cost_yen: null }))).toBe('invalid_request')
  })

  test('is not drawn from by who tries the account out', async () => {
    const budget = await setUp({ unit: 'yen', limit: 1 })
    const { id } = (await (await addReward({ budgetId: budget.id })).json()) as { id: string }
    const me = await rich()
    await act('PUT', `test-people/${me.shopper.id}`, { side: 'client' }, owner.token)
    expect((await exchange(me, id)).status).toBe(201)
    expect(await drawnOf(budget)).toBe(0)
  })
})

describe('the audit', () => {
  test.each([
    [
      'points past the budget',
      'budget differs from what was issued',
      `update allotment_slice set used = used + 1
       where slice = 0 and used < size and allotment_id in (select id from budget)`,
    ],
    [
      'a grant of more than its journal',
      'grant differs from its journal',
      `update point_grant set points = points + 1`,
    ],
    [
      'a grant from another budget',
      'grant differs from its journal',
      `update point_grant set budget_id = gen_random_uuid()`,
    ],
  ])('finds %s, planted past the triggers', async (_what, fault, statement) => {
    await give(await setUp(), await logInShopper(api), 5)
    await setUp({ unit: 'yen' })
    const found = inTransaction(api.db, async (sql) => {
      await sql`set local session_replication_role = replica`
      await sql.unsafe(statement)
      throw Object.assign(new Error('undo'), { faults: await books.findFaults(sql) })
    })
    await expect(found).rejects.toMatchObject({
      faults: expect.arrayContaining([expect.objectContaining({ fault })]),
    })
  })
})

describe('points that are given for a purchase', () => {
  // 10 points by its rules, at 5 yen each; a fifth of 1,200 yen is 240 yen, which are 48 points.
  const prizeBasis = {
    ...{ transaction_yen: 1_200, expectedSales_yen: 10_000_000, yenPerPoint: 5 },
    kind: 'to_everyone' as const,
  }

  /** A shop of its own, a shopper's purchase of 1,200 yen in it, and how points are given for one. */
  async function openShop() {
    const shop = await startApi({ rules: { prizeBasis, maxPointsPerReceipt: 10 } })
    const setter = await logInStaff(shop, 'owner')
    const manager = await logInStaff(shop, 'manager')
    const me = await logInShopper(shop)
    const entry = await enterAndSettle(shop, me, makeNewReading({ total: 1_200 }))
    expect(entry).toMatchObject({ state: 'approved', points: 10 })
    const json = newBudget({ ownerId: setter.person.id, limit: 1_000 })
    const made = await shop.call('POST', '/api/staff/budgets', { as: manager.token, json })
    const { id: budgetId } = (await made.json()) as Budget
    const grant = (points: number, given = {}, as = manager.token, key: string = randomUUID()) =>
      shop.call('POST', `/api/staff/shoppers/${me.shopper.id}/points`, {
        as,
        json: { budgetId, points, reason: 'お礼', entryId: entry.id, ...given },
        headers: { 'idempotency-key': key },
      })
    return {
      shop,
      setter,
      manager,
      me,
      entry,
      grant,
      [Symbol.asyncDispose]: () => shop[Symbol.asyncDispose](),
    }
  }
  const override = { name: '法務 森', reason: '値引に当たると確認済み' }

  test('are held against the prize law together with all that it has brought', async () => {
    await using opened = await openShop()
    const { shop, setter, grant } = opened
    expect(await (await grant(30)).json()).toMatchObject({
      prizeLaw: { within: true, lines: [{ cap_yen: 240, planned_yen: 200 }] },
    })
    expect((await grant(8)).status).toBe(200)
    expect(await refusalOf(await grant(1))).toBe('prize_over_cap')
    expect(await refusalOf(await grant(1, { override }))).toBe('forbidden')
    expect((await grant(1, { override }, setter.token)).status).toBe(200)
    expect((await grant(500, { entryId: null })).status).toBe(200)
    expect((await grant(1, { entryId: randomUUID() })).status).toBe(404)
    expect(await books.findFaults(shop.db)).toEqual([])
  })

  test('wait until it is approved, and for somebody’s word where what the law allows cannot be told', async () => {
    await using opened = await openShop()
    const { shop, setter, manager, me, entry, grant } = opened
    const act = (id: string, what: string, json: object) =>
      shop.call('POST', `/api/staff/entries/${id}/${what}`, { as: manager.token, json })
    const { id: entryId } = await enterAndSettle(shop, me, makeNewReading({ total: null, confidence: 0.4 }))
    expect(await refusalOf(await grant(1, { entryId, override }, setter.token))).toBe('entry_not_approved')
    const products = [{ productId: 'green-tea', quantity: 1 }]
    const approval = { outcome: 'approved', products, confirmed: ['not_read|total'] }
    expect((await act(entryId, 'decision', approval)).status).toBe(200)
    expect(await refusalOf(await grant(1, { entryId }))).toBe('prize_cap_unknown')
    expect((await grant(1, { entryId, override }, setter.token)).status).toBe(200)
    const key = randomUUID()
    expect((await grant(5, {}, manager.token, key)).status).toBe(200)
    await act(entry.id, 'revocation', { reason: '返品されました。' })
    expect(await refusalOf(await grant(1))).toBe('entry_not_approved')
    expect((await grant(5, {}, manager.token, key)).status).toBe(200)
  })
})
