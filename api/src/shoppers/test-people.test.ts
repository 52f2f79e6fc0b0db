import { budgets, draws } from '@tamaru/db'
import { afterAll, expect, test } from 'vitest'
import { logInShopper, logInStaff } from '../../../tests/support/act-in-line.ts'
import { enterAndSettle } from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const prize = { id: 'tea', name: '緑茶', oneIn: 1, stock: 5, points: null, value_yen: null }
const api = await startApi({ rules: { budget_points: 100, instantWin: { prizes: [prize] } } })
afterAll(() => api[Symbol.asyncDispose]())
const { token: as } = await logInStaff(api, 'owner')

test('who tries the account out has points to try, and takes nothing from people who shop', async () => {
  const { campaignId } = api.campaign
  const [tester, person] = [await logInShopper(api), await logInShopper(api)]
  const path = `/api/staff/test-people/${tester.shopper.id}`
  const today = async () => {
    const { byDay } = (await (await api.call('GET', '/api/staff/overview', { as })).json()) as {
      byDay: object[]
    }
    return byDay.at(-1)
  }
  expect((await api.call('PUT', path, { as, json: { side: 'agency' } })).status).toBe(200)
  const listed = await api.call('GET', '/api/staff/test-people', { as })
  expect(await listed.json()).toMatchObject({
    items: [{ id: tester.shopper.id, side: 'agency', since: expect.any(String), addedBy: '担当 (owner)' }],
    next: null,
  })

  expect((await enterAndSettle(api, tester)).state).toBe('approved')
  const card = (await (await api.call('GET', '/api/points', { as: tester.token })).json()) as {
    balance: number
  }
  expect(card.balance).toBe(10)
  expect(await budgets.left(api.db, api.account.id, campaignId)).toBe(100)
  expect(await today()).toMatchObject({ entries: 0, points: 0 })
  expect(await api.db`select 1 from instant_play`).toHaveLength(0)

  await enterAndSettle(api, person)
  expect(await budgets.left(api.db, api.account.id, campaignId)).toBe(90)
  expect(await today()).toMatchObject({ entries: 1, points: 10 })
  expect(await api.db`select shopper_id from instant_play`).toMatchObject([{ shopperId: person.shopper.id }])
  const shares = await draws.listShares(api.db, api.account.id, campaignId, 'entry', null)
  expect(shares.map(({ shopperId }) => shopperId)).toEqual([person.shopper.id])

  await api.call('DELETE', path, { as })
  await enterAndSettle(api, tester)
  expect(await budgets.left(api.db, api.account.id, campaignId)).toBe(80)
})
