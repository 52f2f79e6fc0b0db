import { books, budgets, ledger } from '@tamaru/db'
import { addDays, tokyoDate } from '@tamaru/domain'
import { afterAll, describe, expect, test } from 'vitest'
import {
  logInShopper,
  logInStaff,
  saidTo,
  wordsOf,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, enterReceipt, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { startApi, type TestApi } from '../../../tests/support/start-api.ts'
import { keepHouse } from '../keep-house.ts'

const opened: TestApi[] = []
afterAll(async () => {
  for (const api of opened) await api[Symbol.asyncDispose]()
})
async function open(rules: NonNullable<Parameters<typeof startApi>[0]>['rules']): Promise<TestApi> {
  const api = await startApi({ rules })
  opened.push(api)
  return api
}

const teas = (quantity: number, given = {}) =>
  makeNewReading({ items: [makeItem('ミナト 緑茶 500ml', { quantity })], ...given })
const cardOf = async (api: TestApi, who: LoggedIn) =>
  (await (await api.call('GET', '/api/points', { as: who.token })).json()) as {
    balance: number
    pending: { points: number; releaseOn: string; expiresOn: string }[]
    rank: object
    stamps: object | null
  }

describe('a campaign with a budget', () => {
  test('gives its last points to the entry that comes next, and none after that', async () => {
    const api = await open({ budget_points: 25 })
    const [first, second, third] = [await logInShopper(api), await logInShopper(api), await logInShopper(api)]
    expect(await enterAndSettle(api, first, teas(2))).toMatchObject({ state: 'approved', points: 20 })
    expect(await enterAndSettle(api, second, teas(2))).toMatchObject({
      state: 'approved',
      points: 5,
      decision: { lines: [{ reason: 'product' }, { reason: 'cap_budget', points: -15 }] },
    })
    expect(await enterAndSettle(api, third, teas(2))).toMatchObject({
      state: 'rejected',
      message: { ja: expect.stringContaining('ポイントの総数に達したため') },
    })
    expect(await budgets.left(api.db, api.account.id, api.campaign.campaignId)).toBe(0)
  })

  test('gives points to staff’s approvals out of the same budget', async () => {
    const api = await open({ budget_points: 25 })
    const reviewer = await logInStaff(api, 'reviewer')
    const me = await logInShopper(api)
    const { id } = await enterAndSettle(api, me, teas(2, { confidence: 0.3 }))
    const json = { outcome: 'approved', products: [{ productId: 'green-tea', quantity: 9 }] }
    const answer = await api.call('POST', `/api/staff/entries/${id}/decision`, { as: reviewer.token, json })
    expect(await answer.json()).toMatchObject({ state: 'approved', points: 25 })
  })

  test('has the points again that were taken back', async () => {
    const api = await open({ budget_points: 25 })
    const manager = await logInStaff(api, 'manager')
    const { id } = await enterAndSettle(api, await logInShopper(api), teas(2))
    const json = { reason: '返品のため' }
    await api.call('POST', `/api/staff/entries/${id}/revocation`, { as: manager.token, json })
    expect(await budgets.left(api.db, api.account.id, api.campaign.campaignId)).toBe(25)
  })

  test('is never exceeded by many entries that settle at once', async () => {
    const api = await open({ budget_points: 135 })
    const people = await Promise.all(Array.from({ length: 10 }, () => logInShopper(api)))
    await Promise.all(people.map((who) => enterReceipt(api, who, teas(2))))
    await Promise.all(Array.from({ length: 6 }, () => api.workJobs()))
    const balances = await Promise.all(people.map(async (who) => (await cardOf(api, who)).balance))
    expect(balances.reduce((sum, points) => sum + points, 0)).toBe(135)
    expect(balances.sort((a, b) => b - a)).toEqual([20, 20, 20, 20, 20, 20, 15, 0, 0, 0])
  })
})

test('points that are pending stand beside the balance until their day comes', async () => {
  const api = await open({ pendingDays: 7, pointsLiveForDays: 30 })
  const me = await logInShopper(api)
  await enterAndSettle(api, me, teas(2))
  const releaseOn = addDays(tokyoDate(new Date()), 7)
  const expiresOn = addDays(releaseOn, 30)
  expect(await cardOf(api, me)).toMatchObject({ balance: 0, pending: [{ points: 20, releaseOn, expiresOn }] })

  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
  for (const [days, balance] of [
    [6, 0],
    [7, 20],
    [8, 20],
  ] as const) {
    await keepHouse({ ...api.ports, now: () => inDays(days) })
    expect(await ledger.balance(api.db, api.account.id, me.shopper.id)).toBe(balance)
  }
})

test('a rank multiplies what the next receipt earns, and the card says what is missing to the next', async () => {
  const api = await open({
    multipliers: [{ when: 'rank', rank: 'silver', percent: 150 }],
    maxPointsPerReceipt: 600,
  })
  const me = await logInShopper(api)
  expect(await enterAndSettle(api, me, teas(50))).toMatchObject({ points: 500 })
  expect(await enterAndSettle(api, me, teas(2))).toMatchObject({ points: 30 })
  expect((await cardOf(api, me)).rank).toEqual({
    rank: 'silver',
    earned: 530,
    next: { rank: 'gold', missing: 1470 },
  })
})

test('a stamp card fills with each receipt, gives its points at the goal and begins anew', async () => {
  const api = await open({ stamps: { per: 'entry', goal: 2, points: 40 } })
  const me = await logInShopper(api)
  const card = async () => (await cardOf(api, me)).stamps
  expect(await card()).toEqual({ collected: 0, goal: 2, points: 40 })
  expect(await enterAndSettle(api, me, teas(1))).toMatchObject({ points: 10 })
  expect(await card()).toMatchObject({ collected: 1 })
  expect(await enterAndSettle(api, me, teas(1))).toMatchObject({ points: 50 })
  expect(await card()).toMatchObject({ collected: 0 })
})

describe('an entry that wins at once', () => {
  const certain = { id: 'hit', name: '必ず当たる50ポイント', oneIn: 1, stock: 1, points: 50 }

  test('brings its prize beside its points, until there is none left, and both are taken back together', async () => {
    const api = await open({ instantWin: { prizes: [certain] }, budget_points: 1_000 })
    const [me, later] = [await logInShopper(api), await logInShopper(api)]
    const first = await enterAndSettle(api, me, teas(1))
    expect(first).toMatchObject({ points: 10, prize: { name: '必ず当たる50ポイント', points: 50 } })
    expect((await saidTo(api, me.userId)).map(wordsOf).join()).toContain('その場で当たり')
    expect((await cardOf(api, me)).balance).toBe(60)
    expect(await enterAndSettle(api, later, teas(1))).toMatchObject({ points: 10, prize: null })

    const manager = await logInStaff(api, 'manager')
    const json = { reason: '返品のため' }
    await api.call('POST', `/api/staff/entries/${first.id}/revocation`, { as: manager.token, json })
    expect((await cardOf(api, me)).balance).toBe(0)
    expect(await books.findFaults(api.db)).toEqual([])
  })
})
