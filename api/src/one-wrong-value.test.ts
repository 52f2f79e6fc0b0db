import { inTransaction, jobs } from '@tamaru/db'
import type { JobToDo } from '@tamaru/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logInShopper, logInStaff, type LoggedIn } from '../../tests/support/act-in-line.ts'
import { enterAndSettle, enterReceipt, makeNewReading, sendPhoto } from '../../tests/support/enter-receipt.ts'
import { makeItem } from '../../tests/support/make-reading.ts'
import { makeRules } from '../../tests/support/make-rules.ts'
import { startApi } from '../../tests/support/start-api.ts'

/**
 * One wrong value, from whichever door, is refused or bears its own fault: afterwards every list can be seen, and the
 * next person's receipt is credited.
 */
const api = await startApi()
const { db, account } = api
afterAll(() => api[Symbol.asyncDispose]())
let owner: string
let victim: LoggedIn
beforeAll(async () => {
  owner = (await logInStaff(api, 'owner')).token
  victim = await logInShopper(api)
})

const LISTS_OF_STAFF = ['/entries', '/overview', '/nps', '/stores', '', '/audit', '/aliases', '/campaigns']
  .concat(['/products', '/rewards', '/jobs/buried', '/settings/ranks'])
  .map((name) => `/api/staff${name}`)
const LISTS_OF_SHOPPERS = ['config', 'me', 'entries', 'points', 'rewards', 'coupons'].map(
  (name) => `/api/${name}`,
)

async function expectAllLive(): Promise<void> {
  const next = await logInShopper(api)
  for (const [paths, as] of [
    [LISTS_OF_STAFF, owner],
    [LISTS_OF_SHOPPERS, victim.token],
    [LISTS_OF_SHOPPERS, next.token],
  ] as const)
    for (const path of paths)
      expect([path, (await api.call('GET', path, { as })).status]).toEqual([path, 200])
  const entry = await enterAndSettle(api, next, makeNewReading())
  expect([entry.state, entry.points]).toEqual(['approved', 10])
}

const words = { ja: 'お茶', en: 'Tea' }
const terms = { name: words, words, couponDays: 30, cost_points: 100 }
const refused = async (method: string, path: string, json: unknown): Promise<void> => {
  const count = async () => (await db`select count(*)::int as n from audit_event`)[0]!.n as number
  const before = await count()
  const { status } = await api.call(method, path, { as: owner, json })
  expect(status, `${method} ${path}`).toBeGreaterThanOrEqual(400)
  expect(status, `${method} ${path}`).toBeLessThan(500)
  expect(await count()).toBe(before)
}
const newReward = (change: object) =>
  refused('POST', '/api/staff/rewards', { kind: 'till_code', terms: { ...terms, ...change } })

async function makeReward(change: object = {}): Promise<string> {
  const json = { kind: 'till_code', terms: { ...terms, ...change } }
  const answer = await api.call('POST', '/api/staff/rewards', { as: owner, json })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

let drafts = 0
async function publish(change: object): Promise<void> {
  const slug = `wrong-${++drafts}`
  const made = await api.call('POST', '/api/staff/campaigns', {
    as: owner,
    json: { slug, rules: { ...makeRules(), ...change } },
  })
  const draft = (await made.json()) as { id: string; revision: number }
  expect(made.status).toBe(201)
  await refused('POST', `/api/staff/campaigns/${draft.id}/publish`, { revision: draft.revision })
}

/** As a version from before numbers had bounds: published past the schema, and in force until the test ends it. */
async function inForce(change: object): Promise<void> {
  const rules = { ...api.campaign.rules, ...change }
  await db`
    insert into campaign_version (campaign_id, account_id, version, rules, published_at)
    select campaign_id, account_id, max(version) + 1, ${db.json(rules as never)}, ${api.ports.now()}
    from campaign_version where campaign_id = ${api.campaign.campaignId} group by 1, 2`
  const entry = await enterAndSettle(api, await logInShopper(api), makeNewReading())
  expect(['approved', 'needs_review']).toContain(entry.state)
  await db`
    insert into campaign_version (campaign_id, account_id, version, rules, published_at)
    select campaign_id, account_id, max(version) + 1, ${db.json(api.campaign.rules as never)}, ${api.ports.now()}
    from campaign_version where campaign_id = ${api.campaign.campaignId} group by 1, 2`
}

const read = async (change: Parameters<typeof makeNewReading>[0]): Promise<void> => {
  const { state } = await enterAndSettle(api, await logInShopper(api), makeNewReading(change))
  expect(['approved', 'needs_review', 'rejected']).toContain(state)
}

async function decide(correction: object, products: object[] = []): Promise<void> {
  const id = await enterReceipt(api, await logInShopper(api), makeNewReading({ confidence: 0.3 }))
  await api.workJobs()
  const json = { outcome: 'approved', products, correction }
  await refused('POST', `/api/staff/entries/${id}/decision`, json)
}

const CASES: [what: string, happen: () => Promise<unknown>][] = [
  ['a reward for 2,147,483,648 points', () => newReward({ cost_points: 2_147_483_648 })],
  ['a reward of 9e15 pieces', () => newReward({ stock: 9e15 })],
  ['a reward from a day that no calendar has', () => newReward({ exchangeFrom: '2026-99-99' })],
  ['a reward whose limit is no int', () => newReward({ perPersonLimit: 4e9 })],
  [
    'a reward that is changed to cost more than a column holds',
    async () => refused('PATCH', `/api/staff/rewards/${await makeReward()}`, { cost_points: 2_147_483_648 }),
  ],
  [
    'a reward that was stored so before',
    async () => {
      const id = await makeReward()
      await db`update reward set terms = terms || '{"cost_points": 2147483648, "exchangeFrom": "2026-99-99"}' where id = ${id}`
      await refused('PATCH', `/api/staff/rewards/${id}`, { name: words })
    },
  ],
  ['a campaign with 3e9 points a product', () => publish({ pointsPerProduct: 3e9 })],
  ['a campaign whose points live for ever and a day', () => publish({ pointsLiveForDays: 1e9 })],
  ['a campaign whose points wait for 1e9 days', () => publish({ pendingDays: 1e9 })],
  ['a campaign until a day that no calendar has', () => publish({ entryUntil: '2099-02-31' })],
  ['a campaign with a budget beyond its column', () => publish({ budget_points: 9_007_199_254_740_991 })],
  [
    'a campaign in force with 3e9 points a product',
    () => inForce({ pointsPerProduct: 3e9, maxPointsPerReceipt: 3e9, maxPointsPerPersonPerDay: 3e9 }),
  ],
  ['a campaign in force whose points live for 1e9 days', () => inForce({ pointsLiveForDays: 1e9 })],
  ['a campaign in force whose points wait for 1e9 days', () => inForce({ pendingDays: 1e9 })],
  [
    'ranks above what a sum can reach',
    () => refused('PUT', '/api/staff/settings/ranks', { silver: 1, gold: 3e9 }),
  ],
  [
    'a bar code read as an amount',
    () => read({ items: [makeItem('ミナト 緑茶 500ml', { unitPrice: 4_901_234_567_894 })] }),
  ],
  [
    'an amount that no number holds exactly',
    () => read({ items: [makeItem('ミナト 緑茶 500ml', { unitPrice: 1e21 })] }),
  ],
  ['a count of 1e12', () => read({ items: [makeItem('ミナト 緑茶 500ml', { quantity: 1e12 })] })],
  ['a receipt of the 45th of the 13th', () => read({ purchasedAt: '2026-13-45T12:00' })],
  ['a receipt number of 40 digits', () => read({ receiptNumber: '1'.repeat(40) })],
  [
    'a shop’s name with U+0000 in it',
    () => read({ merchant: { ...makeNewReading().merchant, name: '店\0\ud83d' } }),
  ],
  [
    'a correction to 1e15 yen',
    () => decide({ total: 1e15 }, [{ productId: api.campaign.rules.products[0]!.id, quantity: 1 }]),
  ],
  [
    'a correction to a day that there is not',
    () =>
      decide({ purchasedAt: '2026-02-31' }, [{ productId: api.campaign.rules.products[0]!.id, quantity: 1 }]),
  ],
  [
    'a name of U+0000 alone',
    () => refused('POST', '/api/staff/stores', { identity: { id: 'x', name: '\0' } }),
  ],
  [
    'a name on LINE with U+0000 and half a surrogate',
    async () => {
      const person = await api.control<{ userId: string }>('/people', {
        friend: 'friend',
        displayName: '花\0\ud83d',
      })
      await logInShopper(api, { userId: person.userId, displayName: '' })
    },
  ],
  [
    'a job that nobody knows and one with a payload that is none',
    () =>
      inTransaction(db, async (sql) => {
        for (const kind of ['settle_entry', 'send_message', 'no_such_job'])
          await jobs.enqueue(sql, {
            accountId: account.id,
            ...({ kind, payload: { entryId: 'none' } } as JobToDo),
            naturalKey: `wrong:${kind}`,
            now: api.ports.now(),
          })
      }),
  ],
  [
    'a photo that is none',
    async () =>
      expect((await sendPhoto(api, victim.token, { photo: new File(['no photo'], 'x.jpg') })).status).toBe(
        415,
      ),
  ],
]

describe('harms none but itself:', () => {
  test.each(CASES)('%s', async (_what, happen) => {
    await happen()
    await expectAllLive()
  })
})
