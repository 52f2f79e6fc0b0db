import { audit } from '@tamaru/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { logInStaff } from '../../../tests/support/act-in-line.ts'
import { makeEntry } from '../../../tests/support/make-entry.ts'
import { makeShopper } from '../../../tests/support/make-people.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import type { CampaignView, VersionView } from './campaign-view.ts'

type CampaignView = z.infer<typeof CampaignView>
type VersionView = z.infer<typeof VersionView>

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

let [viewer, manager, owner] = ['', '', '']
beforeAll(async () => {
  viewer = (await logInStaff(api, 'viewer')).token
  manager = (await logInStaff(api, 'manager')).token
  owner = (await logInStaff(api, 'owner')).token
})

const ROOT = '/api/staff/campaigns'
let made = 0
const begin = async (rules: object = {}) => {
  const answer = await api.call('POST', ROOT, { as: manager, json: { slug: `new-${++made}`, rules } })
  expect(answer.status).toBe(201)
  return (await answer.json()) as CampaignView
}
const post = (path: string, json: object, as = manager) => api.call('POST', `${ROOT}/${path}`, { as, json })
const save = (id: string, json: object) => api.call('PUT', `${ROOT}/${id}/draft`, { as: manager, json })
const look = async (id: string) =>
  (await (await api.call('GET', `${ROOT}/${id}`, { as: viewer })).json()) as CampaignView
const acts = async (id: string) => {
  const which = { subject: `campaign:${id}` }
  const { items: events } = await audit.list(api.db, api.account.id, which, { limit: 10 })
  return events.map(({ act }) => act).reverse()
}

/** 201 points a bottle of 128 yen: one more than the law lets everybody have. */
const overCap = makeRules({
  pointsPerProduct: 201,
  prizeBasis: { kind: 'to_everyone', transaction_yen: 128, expectedSales_yen: 1_000_000, yenPerPoint: 1 },
})

describe('a campaign', () => {
  test('is begun with whatever there is, mended, published, changed and ended', async () => {
    const { id, draft, revision } = await begin({ name: '春のお茶' })
    expect(draft.faults.map(({ path }) => path)).toContain('purchasedFrom')
    expect(draft.prizeLaw).toBeNull()
    const faulty = await post(`${id}/publish`, { revision })
    expect([faulty.status, await faulty.json()]).toMatchObject([
      422,
      { kind: 'draft_has_faults', note: expect.stringContaining('purchasedFrom') as string },
    ])

    const saved = (await (await save(id, { revision, rules: makeRules() })).json()) as CampaignView
    expect(saved).toMatchObject({
      revision: 2,
      state: 'draft',
      version: null,
      draft: { faults: [], changes: [] },
    })
    const published = (await (
      await post(`${id}/publish`, { revision: 2, note: '開始' })
    ).json()) as CampaignView
    expect(published).toMatchObject({
      state: 'published',
      version: 1,
    })

    const dearer = { ...published.draft.rules, pointsPerProduct: 15 }
    const changed = (await (
      await save(id, { revision: published.revision, rules: dearer })
    ).json()) as CampaignView
    const changes = [{ path: 'pointsPerProduct', before: 10, after: 15 }]
    expect(changed.draft.changes).toEqual(changes)
    await post(`${id}/publish`, { revision: changed.revision })
    const second = (await (
      await api.call('GET', `${ROOT}/${id}/versions/2`, { as: viewer })
    ).json()) as VersionView
    expect(second).toMatchObject({ version: 2, changes, rules: { pointsPerProduct: 15 } })
    expect(second.publishedBy).toContain('manager')
    const all = await (await api.call('GET', `${ROOT}/${id}/versions`, { as: viewer })).json()
    expect(all).toMatchObject({ items: [{ version: 2 }, { version: 1, note: '開始' }], next: null })

    expect(await (await post(`${id}/end`, { note: '在庫なし' })).json()).toMatchObject({ state: 'ended' })
    expect(await (await post(`${id}/end`, {})).json()).toMatchObject({ kind: 'campaign_has_ended' })
    expect(await acts(id)).toEqual([
      'campaign.create',
      'campaign.draft',
      'campaign.publish',
      'campaign.draft',
      'campaign.publish',
      'campaign.end',
    ])
  })

  test('goes into the archive when it is over and nothing of it is owed, and comes out again', async () => {
    const { id, revision } = await begin(makeRules())
    const archive = async (archived: boolean) => {
      const answer = await api.call('PUT', `${ROOT}/${id}/archive`, { as: manager, json: { archived } })
      const { kind, archivedAt } = (await answer.json()) as { kind?: string; archivedAt?: string | null }
      return kind ?? archivedAt
    }
    const isListed = async (state: string) => {
      const answer = await api.call('GET', `${ROOT}?limit=200&state=${state}`, { as: viewer })
      return ((await answer.json()) as { items: { id: string }[] }).items.some((each) => each.id === id)
    }
    expect(await archive(true)).toBe('campaign_not_over')
    await post(`${id}/publish`, { revision })
    await post(`${id}/end`, {})
    expect(await archive(true)).toBe('campaign_not_over')
    api.clock.pass(86_400)
    const entry = await makeEntry(api.db, await makeShopper(api.db, api.account.id))
    expect(await archive(true)).toBe('campaign_entries_open')
    await api.db`
      update entry set state = 'rejected', decided_at = ${api.ports.now()}, decision = '{}' where id = ${entry.id}`
    expect(await archive(true)).toMatch(/^\d{4}-/)
    expect([await isListed('kept'), await isListed('archived')]).toEqual([false, true])
    expect(await archive(false)).toBeNull()
    expect([await isListed('kept'), await isListed('archived')]).toEqual([true, false])
    expect((await acts(id)).slice(-2)).toEqual(['campaign.archive', 'campaign.restore'])
  })

  test('tells the second of two marketers that the first has changed the draft', async () => {
    const { id, revision } = await begin(makeRules())
    expect((await save(id, { revision, rules: makeRules({ name: '一人目' }) })).status).toBe(200)
    const second = await save(id, { revision, rules: makeRules({ name: '二人目' }) })
    expect([second.status, await second.json()]).toMatchObject([409, { kind: 'draft_changed_meanwhile' }])
    const unseen = await post(`${id}/publish`, { revision })
    expect(await unseen.json()).toMatchObject({ kind: 'draft_changed_meanwhile' })
    expect((await look(id)).name).toBe('一人目')
    expect(await acts(id)).toEqual(['campaign.create', 'campaign.draft'])
  })

  test('can not take the name of another', async () => {
    const { slug } = await begin()
    const twin = await api.call('POST', ROOT, { as: manager, json: { slug } })
    expect([twin.status, await twin.json()]).toMatchObject([409, { kind: 'campaign_slug_taken' }])
  })

  test('counts what its versions judged and shows what is left of its budget', async () => {
    const { id, revision } = await begin(makeRules({ budget_points: 900 }))
    await post(`${id}/publish`, { revision })
    expect(await look(id)).toMatchObject({ budgetLeft: 900, counts: { entries: 0, points: 0 } })
  })

  test('stands in the list with its newest version', async () => {
    const list = await (await api.call('GET', ROOT, { as: viewer })).json()
    expect(list).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ state: 'published', version: 1 })]) as unknown,
    })
  })
})

describe('a plan over a cap of the prize law', () => {
  const override = { name: '法務 森', reason: '値引に当たると確認済み' }

  test('is shown with its basis before it is published', async () => {
    const { id } = await begin(makeRules())
    const shown = await post(`${id}/prize-law`, { rules: overCap }, viewer)
    expect(await shown.json()).toMatchObject({
      within: false,
      lines: [{ cap_yen: 200, planned_yen: 201 }, {}, {}],
    })
    expect(await (await post(`${id}/prize-law`, {}, viewer)).json()).toMatchObject({ within: null })
  })

  test('is published by nobody without an override, and with one by an owner alone', async () => {
    const { id, revision } = await begin(overCap)
    const refused = await post(`${id}/publish`, { revision }, owner)
    expect([refused.status, await refused.json()]).toMatchObject([422, { kind: 'prize_over_cap' }])
    expect((await post(`${id}/publish`, { revision, override }, manager)).status).toBe(403)
    expect(
      (await post(`${id}/publish`, { revision, override: { name: '', reason: 'x' } }, owner)).status,
    ).toBe(400)
    const published = await post(`${id}/publish`, { revision, override }, owner)
    expect(published.status).toBe(200)
    const version = await api.call('GET', `${ROOT}/${id}/versions/1`, { as: viewer })
    expect(await version.json()).toMatchObject({ override, withinLaw: false })
    expect(await acts(id)).toEqual(['campaign.create', 'campaign.publish'])
  })
})

test('what is not there is not found', async () => {
  const id = crypto.randomUUID()
  for (const [method, path] of [
    ['GET', id],
    ['GET', `${id}/versions/1`],
    ['POST', `${id}/prize-law`],
    ['POST', `${id}/end`],
  ] as const) {
    const answer = await api.call(method, `${ROOT}/${path}`, {
      as: owner,
      json: method === 'POST' ? {} : undefined,
    })
    expect(answer.status, path).toBe(404)
  }
  expect((await save(id, { revision: 1, rules: {} })).status).toBe(404)
})
