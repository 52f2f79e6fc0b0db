import { campaigns, inTransaction, purchasedItems } from '@tamaru/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerConsent, logInShopper, logInStaff } from '../../../tests/support/act-in-line.ts'
import { daysAgo, enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { productOf } from '../../../tests/support/product-of.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import type { CampaignView } from '../campaigns/campaign-view.ts'
import { setOffers } from '../offers/set-offers.ts'
import type { z } from 'zod'
import type { ProductDetail } from './product-view.ts'

type Product = z.infer<typeof ProductDetail>
type Campaign = z.infer<typeof CampaignView>

const api = await startApi()
const { db, account, ports } = api
afterAll(() => api[Symbol.asyncDispose]())
let [viewer, manager] = ['', '']
beforeAll(async () => {
  viewer = (await logInStaff(api, 'viewer')).token
  manager = (await logInStaff(api, 'manager')).token
})

const ROOT = '/api/staff/products'
const call = async <T = Product>(method: string, path = '', json?: object) => {
  const answer = await api.call(method, `${ROOT}${path}`, { as: manager, json })
  return { status: answer.status, body: (await answer.json()) as T & { kind?: string; note?: string } }
}
const add = async (facts: object) => {
  const { status, body } = await call('POST', '', facts)
  expect(status).toBe(201)
  return body
}
const names = async (query: string) => {
  const answer = await api.call('GET', `${ROOT}?${query}`, { as: viewer })
  return ((await answer.json()) as { items: Product[] }).items.map(({ name }) => name)
}

describe('the products of an account', () => {
  test('are those that its campaigns named, and those that staff add', async () => {
    expect(await names('')).toEqual(api.campaign.rules.products.map(({ name }) => name).toSorted())
    const facts = { name: 'ミナト ほうじ茶 500ml', jan: '4900000100075', brand: 'ミナト', category: '飲料' }
    const made = await add({ ...facts, kana: 'ミナト ホウジチャ', price_yen: 128, picture: '🍵' })
    expect(made).toMatchObject({ ...facts, aliases: [], archivedAt: null, mergedInto: null, usedIn: [] })
    expect(await names('')).toContain(facts.name)
    expect(await call('POST', '', facts)).toMatchObject({ status: 409, body: { kind: 'product_jan_taken' } })
    expect(await call('POST', '', { name: 'x', jan: '4900000100076' })).toMatchObject({ status: 400 })
  })

  test('are found by what anybody types of them, and go on page by page', async () => {
    for (const text of ['ﾎｳｼﾞﾁｬ', 'ほうじ', '4900000100075', '飲料 みなと'])
      expect(await names(`text=${encodeURIComponent(text)}`), text).toEqual(['ミナト ほうじ茶 500ml'])
    expect(await names(`text=${encodeURIComponent('ほうじ 味噌')}`)).toEqual([])
    const seen: string[] = []
    for (let next: string | null = ''; next !== null;) {
      const page: { body: { items: Product[]; next: string | null } } = await call(
        'GET',
        `?limit=3${next && `&after=${next}`}`,
      )
      seen.push(...page.body.items.map(({ name }) => name))
      next = page.body.next
    }
    expect(seen).toEqual(await names(''))
  })
})

describe('a campaign', () => {
  const begin = async (slug: string, rules: object) => {
    const answer = await api.call('POST', '/api/staff/campaigns', { as: manager, json: { slug, rules } })
    return (await answer.json()) as Campaign
  }
  const look = async (id: string) =>
    (await (await api.call('GET', `/api/staff/campaigns/${id}`, { as: viewer })).json()) as Campaign
  const publish = ({ id, revision }: Campaign) =>
    api.call('POST', `/api/staff/campaigns/${id}/publish`, { as: manager, json: { revision } })
  /** Over before anything here happens. */
  const past = { purchasedFrom: '2020-01-01', purchasedUntil: '2020-12-31', entryUntil: '2020-12-31' }

  test('names products, and its versions keep what the catalogue said of them', async () => {
    const oolong = await add({ name: 'ミナト 烏龍茶 500ml', kana: 'ミナト ウーロンチャ', price_yen: 128 })
    const made = await begin('chosen', {
      ...makeRules({ products: [], sets: [], draws: [], stamps: { per: 'entry', goal: 5, points: 1 } }),
      products: [{ id: oolong.id, points: 15 }],
    })
    expect(made.draft.faults).toEqual([])
    expect(made.draft.rules.products).toMatchObject([{ name: oolong.name, price_yen: 128, points: 15 }])
    await publish(made)
    const version = await campaigns.findPublished(db, account.id, made.id)
    expect(version!.rules.products).toMatchObject([{ id: oolong.id, name: oolong.name, price_yen: 128 }])

    await call('PATCH', `/${oolong.id}`, { price_yen: 138 })
    expect(await campaigns.findPublished(db, account.id, made.id)).toEqual(version)
    const changes = [{ path: `products.${oolong.id}.price_yen`, before: 128, after: 138 }]
    expect((await look(made.id)).draft.changes).toEqual(changes)
  })

  test('that is written with goods of its own makes them products: one that has the JAN is it', async () => {
    const known = await add({ name: 'ミナト 緑茶 2L', jan: '4900000100082' })
    const goods = [
      { id: 'big', name: '緑茶 大', jan: '4900000100082' },
      { id: 'new', name: 'ミナト 紅茶 500ml' },
    ]
    const made = await begin('written', { ...makeRules(), ...past, sets: [], products: goods })
    await publish(made)
    const whose = { accountId: account.id, campaignId: made.id }
    expect(await productOf(db, whose, 'big')).toBe(known.id)
    expect(await names(`text=${encodeURIComponent('紅茶')}`)).toEqual(['ミナト 紅茶 500ml'])
  })

  test('or an offer that names a product keeps it from being archived, and is named', async () => {
    const product = await add({ name: 'ミナト 抹茶 500ml', jan: '4900000100099' })
    const { id } = await begin('keeping', { name: '抹茶まつり', products: [{ id: product.id }] })
    const offer = { name: '抹茶のあとに', title: 't', body: '', link: '/' }
    const other = await productOf(db, api.campaign, 'nori-chips')
    const set = (offers: Parameters<typeof setOffers>[2]) => setOffers(ports, account.id, offers)
    await set([{ ...offer, boughtProductIds: [product.jan!], neverProductIds: [other] }])
    const refused = await call('PATCH', `/${product.id}`, { archived: true })
    expect(refused).toMatchObject({
      status: 409,
      body: { kind: 'product_in_use', note: '抹茶まつり, 抹茶のあとに' },
    })
    expect((await call('GET', `/${product.id}`)).body.usedIn).toEqual([
      { kind: 'campaign', id, name: '抹茶まつり' },
      { kind: 'offer', id: expect.any(String), name: '抹茶のあとに' },
    ])
    await set([])
    await api.call('POST', `/api/staff/campaigns/${id}/end`, { as: manager, json: {} })
    expect((await call('PATCH', `/${product.id}`, { archived: true })).status).toBe(200)
    expect(await names('')).not.toContain(product.name)
    expect(await names('state=archived')).toEqual([product.name])
  })
})

describe('what somebody bought', () => {
  test('is told by product: two campaigns that both call a good green-tea are not taken for one', async () => {
    const first = await productOf(db, api.campaign, 'green-tea')
    const rules = makeRules({
      ...{
        purchasedFrom: daysAgo(5),
        entryFrom: daysAgo(0),
        purchasedUntil: daysAgo(-5),
        entryUntil: daysAgo(-5),
      },
      products: [{ id: 'green-tea', name: 'ワカバ 玄米茶 1L', price_yen: 198 }],
      sets: [],
    })
    const { campaignId } = await inTransaction(db, (sql) =>
      campaigns.publish(sql, account.id, 'rival', rules, { now: ports.now() }),
    )
    const second = await productOf(db, { accountId: account.id, campaignId }, 'green-tea')
    expect(second).not.toBe(first)

    const me = await logInShopper(api)
    await answerConsent(api, me, true, 'offers', 'analysis')
    const entry = await enterAndSettle(api, me, makeNewReading({ items: [makeItem('ワカバ 玄米茶 1L')] }))
    expect(entry.state).toBe('approved')
    const bought = () => purchasedItems.productsBoughtWithConsent(db, account.id, me.shopper.id)
    expect(await bought()).toEqual(new Set([second]))
    const [told] = await db<{ goods: unknown }[]>`
      select payload -> 'goods' as goods from happening where kind = 'goods_bought' and shopper_id = ${me.shopper.id}`
    expect(told!.goods).toMatchObject([{ productId: second }])

    // Staff say that they are one good after all, and that they are not.
    const merged = await call('POST', `/${second}/merge`, { into: first })
    expect(merged.body).toMatchObject({ mergedInto: { id: first } })
    expect(await bought()).toEqual(new Set([first, second]))
    expect((await call('GET', `/${first}`)).body.merged).toMatchObject([{ id: second }])
    await call('POST', `/${second}/unmerge`)
    expect(await bought()).toEqual(new Set([second]))
  })
})

describe('a merging', () => {
  test('takes along what was merged before, and undone leaves all as it was', async () => {
    const [a, b, c] = [await add({ name: 'あ' }), await add({ name: 'い' }), await add({ name: 'う' })]
    const merge = (one: Product, into: Product) => call('POST', `/${one.id}/merge`, { into: into.id })
    const counting = async () => {
      const rows = await db<{ name: string }[]>`
        select q.name from product p join product q on q.id = p.counts_as where p.id in ${db([a.id, b.id, c.id])} order by p.name`
      return rows.map(({ name }) => name).join('')
    }
    await merge(a, b)
    await merge(b, c)
    expect(await counting()).toBe('ううう')
    expect(await merge(a, c)).toMatchObject({ status: 409, body: { kind: 'product_merged' } })
    expect(await merge(c, a)).toMatchObject({ status: 409, body: { kind: 'product_merged' } })
    expect((await merge(c, c)).status).toBe(400)
    expect((await call('POST', `/${c.id}/unmerge`)).status).toBe(400)
    expect(await names('state=merged')).toEqual(['あ', 'い'])
    await call('POST', `/${b.id}/unmerge`)
    expect(await counting()).toBe('いいう')
    await call('POST', `/${a.id}/unmerge`)
    expect(await counting()).toBe('あいう')
  })
})
