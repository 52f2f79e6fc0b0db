import { campaigns, inTransaction, ledger, type Sql } from '@tamaru/db'
import { addDays, tokyoDate } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logInShopper, logInStaff, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { finishRun } from '../../../tests/support/finish-run.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { RankChangeView } from './rank-view.ts'

const api = await startApi({
  rules: { multipliers: [{ when: 'rank', rank: 'silver', percent: 200 }], maxPointsPerReceipt: 5000 },
})
afterAll(() => api[Symbol.asyncDispose]())

const PATH = '/api/staff/settings/ranks'
let viewer: string
let manager: Awaited<ReturnType<typeof logInStaff>>
beforeAll(async () => {
  viewer = (await logInStaff(api, 'viewer')).token
  manager = await logInStaff(api, 'manager')
})

const look = async () => (await api.call('GET', PATH, { as: viewer })).json()
const preview = async (silver: number, gold: number, as = viewer) => {
  const answer = await api.call('POST', `${PATH}/preview`, { as, json: { silver, gold } })
  return RankChangeView.strict().parse(await answer.json())
}
const set = (json: object, as = manager.token) => api.call('PUT', PATH, { as, json })
const rankOf = async (who: LoggedIn) => {
  const card = (await (await api.call('GET', '/api/points', { as: who.token })).json()) as {
    rank: { rank: string }
  }
  return card.rank.rank
}
const teas = (quantity: number) => makeNewReading({ items: [makeItem('ミナト 緑茶 500ml', { quantity })] })

/** A person who earned so many points so many days ago. */
async function makeMember(points: number, daysAgo = 0, accountId = api.account.id): Promise<void> {
  const { id: shopperId } = await makeShopper(api.db, accountId)
  if (points === 0) return
  const made = {
    naturalKey: randomUUID(),
    reason: 'entry_credit',
    entryId: null,
    issuerId: null,
    releaseOn: null,
    expiresOn: addDays(tokyoDate(new Date()), 300),
  } as const
  const at = new Date(Date.now() - daysAgo * 86_400_000)
  await inTransaction(api.db, (sql: Sql) => ledger.credit(sql, accountId, { ...made, shopperId, points }, at))
}

describe('before anything is saved', () => {
  beforeAll(async () => {
    for (const points of [0, 499, 500, 700, 1999, 2000, 9000]) await makeMember(points)
    await makeMember(9000, 400)
    await makeMember(9000, 0, (await makeAccount(api.db)).id)
  })

  test('the thresholds are those that every account begins with', async () => {
    expect(await look()).toEqual({ silver: 500, gold: 2000 })
  })

  test('it is told how many shoppers are at each rank, and how many would be', async () => {
    const now = { bronze: 3, silver: 3, gold: 2 }
    expect(await preview(500, 2000)).toEqual({ now, then: now, raised: 0, lowered: 0 })
    expect(await preview(499, 1000)).toEqual({
      now,
      then: { bronze: 2, silver: 3, gold: 3 },
      raised: 2,
      lowered: 0,
    })
    expect(await preview(600, 9001)).toMatchObject({
      then: { bronze: 4, silver: 4, gold: 0 },
      raised: 0,
      lowered: 3,
    })
  })

  test('a year that has passed since is not counted', async () => {
    api.clock.at = new Date(Date.now() + 370 * 86_400_000)
    const then = (await logInStaff(api, 'viewer')).token
    expect((await preview(1, 2, then)).then).toEqual({ bronze: 8, silver: 0, gold: 0 })
    api.clock.at = undefined
  })

  test('and nothing is changed', async () => {
    expect(await look()).toEqual({ silver: 500, gold: 2000 })
  })
})

describe('a manager sets the thresholds', () => {
  test('and who did it, from what to what, stays on record', async () => {
    const answer = await set({ silver: 300, gold: 900 })
    expect([answer.status, await answer.json()]).toEqual([200, { silver: 300, gold: 900 }])
    expect(await look()).toEqual({ silver: 300, gold: 900 })
    const events = await api.db`
      select staff_id, act, before, after from audit_event where subject = ${`account:${api.account.id}`}`
    expect([...events]).toEqual([
      {
        staffId: manager.person.id,
        act: 'ranks.change',
        before: { silver: 500, gold: 2000 },
        after: { silver: 300, gold: 900 },
      },
    ])
    expect((await preview(300, 900)).now).toEqual({ bronze: 2, silver: 3, gold: 3 })
  })

  test.each([
    ['gold is not above silver', { silver: 500, gold: 500 }],
    ['everybody would be silver', { silver: 0, gold: 500 }],
    ['a point is cut in two', { silver: 99.5, gold: 500 }],
    ['one of the two is left out', { silver: 100 }],
    ['the figure is beyond all reason', { silver: 100, gold: 10_000_001 }],
  ])('but not where %s: that is refused in words, and nothing is changed', async (_why, given) => {
    const before = await look()
    const answer = await set(given)
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { kind: 'invalid_request', titleJa: expect.stringMatching(/[ぁ-ん]/) as string },
    ])
    expect(await look()).toEqual(before)
  })

  test('and nobody of a lower role does', async () => {
    const reviewer = (await logInStaff(api, 'reviewer')).token
    const answer = await set({ silver: 1, gold: 2 }, reviewer)
    expect([answer.status, await answer.json()]).toMatchObject([403, { kind: 'forbidden' }])
  })

  test('without touching another account', async () => {
    const elsewhere = await makeAccount(api.db)
    await set({ silver: 30, gold: 60 })
    const [other] =
      await api.db`select rank_silver_from, rank_gold_from from account where id = ${elsewhere.id}`
    expect(other).toEqual({ rankSilverFrom: 500, rankGoldFrom: 2000 })
  })
})

test('the card and the next receipt go by the new thresholds, and what was judged stands as it was judged', async () => {
  await set({ silver: 500, gold: 2000 })
  const me = await logInShopper(api)
  expect(await enterAndSettle(api, me, teas(10))).toMatchObject({ points: 100 })
  expect(await rankOf(me)).toBe('bronze')
  expect(await enterAndSettle(api, me, teas(1))).toMatchObject({ points: 10 })

  await set({ silver: 100, gold: 2000 })
  expect(await rankOf(me)).toBe('silver')
  expect(await enterAndSettle(api, me, teas(1))).toMatchObject({ points: 20 })

  // Trying rules out judges each receipt with the rank that its shopper had then: what is published gives what was given.
  const { rules } = (await campaigns.findVersion(api.db, api.account.id, api.campaign.versionId))!
  const simulate = `/api/staff/campaigns/${api.campaign.campaignId}/simulate`
  const { result } = await finishRun(api, simulate, viewer, { rules })
  expect(result).toMatchObject({
    draft: { points: { value: 130 } },
    current: { points: { value: 130 } },
  })
})
