import { tokyoDate } from '@tamaru/domain'
import { afterAll, expect, test } from 'vitest'
import { logInShopper, logInStaff, saidTo, wordsOf } from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { finishRun } from '../../../tests/support/finish-run.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const draw = {
  ...{ id: 'grand', name: '旅行券', winners: 1, drawnFrom: tokyoDate(new Date()), receiving: null },
  ...{ ticketPer: 'entry' as const, oncePerPerson: true, value_yen: null },
}
const api = await startApi({ rules: { draws: [draw] } })
afterAll(() => api[Symbol.asyncDispose]())

test('a winner whose entry is open again while the draw takes place hears of it when it is approved once more, once', async () => {
  const [me, { token: reviewer }, { token: manager }] = [
    await logInShopper(api),
    await logInStaff(api, 'reviewer'),
    await logInStaff(api, 'manager'),
  ]
  const { id } = await enterAndSettle(api, me, makeNewReading({ confidence: 0.4 }))
  const post = async (as: string, path: string, json: object = {}) =>
    expect([path, (await api.call('POST', `/api/staff/${path}`, { as, json })).status]).toEqual([path, 200])
  const approve = () =>
    post(reviewer, `entries/${id}/decision`, {
      outcome: 'approved',
      products: [{ productId: 'green-tea', quantity: 1 }],
    })
  const told = async () => {
    await api.workJobs()
    return (await saidTo(api, me.userId)).map(wordsOf).filter((words) => words.includes('旅行券'))
  }
  const draws = `campaigns/${api.campaign.campaignId}/draws/grand`

  await approve()
  await finishRun(api, `/api/staff/${draws}/freeze`, manager)
  await post(reviewer, `entries/${id}/reopening`)
  await post(manager, `${draws}/draw`)
  expect(await told(), 'while nobody knows whether the entry stands').toEqual([])
  await approve()
  expect(await told()).toEqual(['抽選で「旅行券」が当選しました'])
  await post(reviewer, `entries/${id}/reopening`)
  await approve()
  expect(await told()).toHaveLength(1)
})
