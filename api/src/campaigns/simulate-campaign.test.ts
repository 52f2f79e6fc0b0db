import { campaigns, inTransaction, storedSteps, type Db } from '@tamaru/db'
import { openPhotoStore } from '@tamaru/db/photo-store'
import { seededRandom, SimulationReport, startReplay, type CampaignRules } from '@tamaru/domain'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedDemo } from '../../../dev/seed/seed-demo.ts'
import { logInShopper, logInStaff, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import { DEMO_ENV } from '../../../tests/support/demo-env.ts'
import { enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { finishRun } from '../../../tests/support/finish-run.ts'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount } from '../../../tests/support/make-people.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { simulateCampaign } from './simulate-campaign.ts'

/** How each entry really stands, and how it stands when all of it happens again by these rules. */
async function replayed(db: Db, accountId: string, campaignId: string, rules: CampaignRules) {
  const { take, entries } = startReplay({ version: 1, rules })
  const source = { accountId, campaignId, sample: 1 }
  for (const step of await storedSteps.list(db, source, '0', 10_000)) take(step)
  const really = await db<{ id: string; state: string; points: number; stamps: number }[]>`
    select id, state, points, stamps from entry
    where account_id = ${accountId} and state not in ('received', 'reading') order by created_at, id`
  const again = really.map(({ id }) => {
    const { state, points, stamps } = entries.get(id)!
    return { id, state, points, stamps }
  })
  return { really: [...really], again, entries }
}

describe('what really happened', () => {
  /** Every cap is small enough to be reached. */
  const api = startApi({
    rules: {
      maxPointsPerPersonPerDay: 90,
      maxPointsPerPerson: 130,
      budget_points: 700,
      multipliers: [{ when: 'first_entry', percent: 150 }],
      stamps: { per: 'product', goal: 6, points: 25, repeats: true },
      minimumSpend: { yen: 150, of: 'receipt' },
    },
  })
  afterAll(async () => (await api)[Symbol.asyncDispose]())

  const random = seededRandom(42)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const NAMES = [
    'ミナト 緑茶 500ml',
    'ミナト 麦茶 600ml',
    'ミナト のり塩チップス 60g',
    'ミナト カップ味噌汁',
    '食パン 6枚切',
  ]

  beforeAll(async () => {
    const house = await api
    const people = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(() => logInShopper(house)))
    const { token: staff } = await logInStaff(house, 'manager')
    for (let n = 0; n < 60; n++) await live(pick(people), staff)
  }, 120_000)

  /** Somebody enters something; what the machine leaves open, staff may decide; some appeal, some credits are revoked. */
  async function live(who: LoggedIn, staff: string): Promise<void> {
    const house = await api
    const items = [1, 2, 3]
      .slice(Math.floor(random() * 3))
      .map(() => makeItem(pick(NAMES), { quantity: 1 + Math.floor(random() * 3) }))
    const confidence = random() < 0.25 ? 0.4 : 0.99
    const entry = await enterAndSettle(house, who, makeNewReading({ items, confidence }))
    const post = (path: string, json: object, as = staff) => house.call('POST', path, { as, json })
    const decide = (approve: boolean) =>
      post(`/api/staff/entries/${entry.id}/decision`, {
        outcome: approve ? 'approved' : 'rejected',
        products: approve ? [{ productId: 'green-tea', quantity: 1 + Math.floor(random() * 3) }] : [],
        reason: approve ? null : '対象外です',
      })
    if (entry.state === 'needs_review' && random() < 0.7) await decide(random() < 0.7)
    if (entry.state === 'rejected' && random() < 0.5) {
      expect((await post(`/api/entries/${entry.id}/appeal`, {}, who.token)).status).toBeLessThan(300)
      if (random() < 0.7) expect((await decide(random() < 0.7)).status).toBe(200)
    }
    if (entry.state === 'approved' && random() < 0.1)
      expect((await post(`/api/staff/entries/${entry.id}/revocation`, { reason: '返品' })).status).toBe(200)
  }

  test('comes out again, entry by entry, by the rules by which it happened', async () => {
    const { db, account, campaign } = await api
    const { really, again, entries } = await replayed(db, account.id, campaign.campaignId, campaign.rules)
    expect(again).toEqual(really)
    // It was worth replaying: everything that can happen did, until the last point of the budget was given.
    const seen = [...entries.values()].flatMap(({ state, reason }) => [state, reason])
    const states = ['approved', 'rejected', 'needs_review', 'revoked']
    const reasons = ['staff', 'appeal', 'products_found', 'minimum_spend', 'points_left_today', 'budget_left']
    for (const what of [...states, ...reasons]) expect(seen, what).toContain(what)
    expect(really.reduce((sum, { points }) => sum + points, 0)).toBe(campaign.rules.budget_points)
  })

  test('is what the published rules are simulated to give, with nobody gaining or losing', async () => {
    const { db, account, campaign } = await api
    const asked = { campaignId: campaign.campaignId, rules: campaign.rules, anyDates: false }
    const report = await simulateCampaign(db, account.id, asked, new Date())
    const [really] = await db<{ points: number; approved: number }[]>`
      select sum(points)::int as points, count(*) filter (where state = 'approved')::int as approved
      from entry where account_id = ${account.id}`
    expect(report).toMatchObject({
      entries: 60,
      sample: 1,
      draft: { approved: really!.approved, points: { value: really!.points } },
      current: report.draft,
      change: { points: { value: 0, low: 0, high: 0 }, gain: 0, lose: 0, mostGained: [], mostLost: [] },
    })
  })

  test('is otherwise by other rules, which staff see over HTTP before they publish them', async () => {
    const house = await api
    const { token } = await logInStaff(house, 'viewer')
    const path = `/api/staff/campaigns/${house.campaign.campaignId}/simulate`
    const rules = { ...house.campaign.rules, minimumSpend: { yen: 400, of: 'receipt' }, pointsPerProduct: 12 }
    const { state, result } = await finishRun(house, path, token, { rules })
    expect(state).toBe('done')
    const report = SimulationReport.strict().parse(result)
    expect(report.draft.approved).toBeLessThan(report.current!.approved)
    expect(report.reasons.find(({ reason }) => reason === 'minimum_spend')!.draft).toBeGreaterThan(0)
    expect(report.change!.gain + report.change!.same + report.change!.lose).toBe(report.shoppers)
    const { low, value, high } = report.draft.points
    expect(low).toBeLessThanOrEqual(value)
    expect(high).toBeGreaterThanOrEqual(value)
    expect(await finishRun(house, path, token, { rules: {} })).toMatchObject({
      state: 'failed',
      problem: { kind: 'draft_has_faults', note: expect.stringContaining('purchasedFrom') as string },
    })
  })

  test('is told from a part of the shoppers where there are too many', async () => {
    const { db, account, campaign } = await api
    const asked = { campaignId: campaign.campaignId, rules: campaign.rules, anyDates: false, mostEntries: 30 }
    const [part, same] = [
      await simulateCampaign(db, account.id, asked, new Date()),
      await simulateCampaign(db, account.id, asked, new Date()),
    ]
    expect(part.sample).toBeLessThan(1)
    expect(part.shoppers).toBe(8)
    expect(same).toEqual(part)
  })
})

describe('the demo’s history', () => {
  const database = freshDatabase()
  afterAll(async () => (await database)[Symbol.asyncDispose]())

  test('comes out again, and a draft for next year is tried on it at any dates', async () => {
    const { db } = await database
    const account = await makeAccount(db)
    const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-simulate-'))
    await seedDemo({ db, photos: openPhotoStore(folder), env: DEMO_ENV }, account, new Date())
    await rm(folder, { recursive: true })
    const { campaignId, rules } = (await campaigns.findInForce(db, account.id, new Date()))!
    const { really, again } = await replayed(db, account.id, campaignId, rules)
    expect(really.length).toBeGreaterThan(20)
    expect(again).toEqual(really)

    const nextYear = {
      purchasedFrom: '2027-04-01',
      purchasedUntil: '2027-06-30',
      entryFrom: null,
      entryUntil: '2027-07-07',
    }
    const draft = { ...rules, ...nextYear }
    const of = (anyDates: boolean) =>
      inTransaction(db, (sql) =>
        simulateCampaign(sql, account.id, { campaignId: null, rules: draft, anyDates }, new Date()),
      )
    const [then, asIfNow] = [await of(false), await of(true)]
    expect(then.draft).toMatchObject({ approved: 0, points: { value: 0 } })
    expect(asIfNow.draft.approved).toBe(asIfNow.current!.approved)
    expect(asIfNow.draft.points.value).toBe(really.reduce((sum, { points }) => sum + points, 0))
  })
})
