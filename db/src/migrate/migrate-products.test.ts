import { decide, normaliseName, NO_HISTORY, StoredRules, type CampaignRulesInput } from '@tamaru/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rejudge } from '../../../api/src/entries/rejudge.ts'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeItem, makeReading } from '../../../tests/support/make-reading.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { migrateUntil } from '../../../tests/support/migrate-until.ts'
import { verifyAuditChain } from '../audit/verify-audit-chain.ts'
import * as campaigns from '../campaigns/campaigns.ts'
import * as judgements from '../entries/judgements.ts'
import * as offers from '../offers/offers.ts'
import * as campaignProducts from '../products/campaign-products.ts'
import * as products from '../products/products.ts'
import { migrate } from './migrate.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const at = new Date('2026-05-06T12:00:00+09:00')
const JAN = '4900000100013'
/** Two campaigns, both of which call a good `tea`: another one each. The chips have one JAN in both. */
const CAMPAIGNS = {
  spring: [
    { id: 'tea', name: 'ミナト 緑茶 500ml', kana: 'ミナト リョクチャ' },
    { id: 'chips', name: 'ミナト チップス 60g', jan: JAN, price_yen: 158 },
  ],
  summer: [
    { id: 'tea', name: 'ミナト 麦茶 600ml', kana: 'ミナト ムギチャ' },
    { id: 'nori-chips', name: 'ミナト のり塩チップス 60g', jan: JAN, aliases: ['ﾉﾘｼｵ'] },
  ],
}
const stored = () => db`
  select (select json_agg(md5(v::text) order by v.id) from campaign_version v) as versions,
    (select json_agg(md5(d::text) order by d.campaign_id) from campaign_draft d) as drafts,
    (select json_agg(md5(j::text) order by j.id) from judgement j) as judgements,
    (select json_agg(md5((to_jsonb(e) - 'receipt_number')::text) order by e.id) from entry e) as entries`

const ids: Record<'account' | 'spring' | 'summer', string> = { account: '', spring: '', summer: '' }
let before: unknown
beforeAll(async () => {
  await migrateUntil(db, '0039')
  const row = async (table: string, values: object) =>
    (await db<{ id: string }[]>`insert into ${db(table)} ${db(values as never)} returning *`)[0]!.id
  const accountId = await row('account', {
    ...{ slug: 'minato', name: 'ミナト食品', loginChannelId: '2000000000' },
    createdAt: at,
  })
  ids.account = accountId
  const shopper = { accountId, lineUserId: `U${'1'.repeat(32)}`, createdAt: at }
  const shopperId = await row('shopper', shopper)
  for (const [n, slug] of (['spring', 'summer'] as const).entries()) {
    const campaignId = await row('campaign', { accountId, slug, state: 'published', createdAt: at })
    ids[slug] = campaignId
    const rules = makeRules({ products: CAMPAIGNS[slug], sets: [] } as Partial<CampaignRulesInput>)
    const versionId = await row('campaign_version', {
      ...{ accountId, campaignId, version: 1, rules: db.json(rules) },
      publishedAt: new Date(at.getTime() + n),
    })
    await db`
      insert into campaign_draft (account_id, campaign_id, rules, changed_at)
      values (${accountId}, ${campaignId}, ${db.json(rules)}, ${at})`
    const reading = makeReading({
      items: [makeItem(CAMPAIGNS[slug][0]!.name), makeItem('食パン 6枚切')],
      purchasedAt: '2026-05-05T12:34',
    })
    const decision = decide(
      reading,
      { version: 1, rules: StoredRules.parse(rules) },
      NO_HISTORY,
      '2026-05-06',
    )
    expect(decision.outcome).toBe('approved')
    const sha256 = String(n).repeat(64)
    await db`
      insert into photo (account_id, sha256, media_type, bytes, stored_at)
      values (${accountId}, ${sha256}, 'image/jpeg', 1, ${at})`
    const entryId = await row('entry', {
      ...{
        accountId,
        shopperId,
        photoSha256: sha256,
        source: 'app',
        idempotencyKey: slug,
        state: 'approved',
      },
      ...{ campaignVersionId: versionId, decision: db.json(decision as never), points: decision.points },
      ...{ decidedAt: at, createdAt: at },
    })
    const readingId = await row('reading', {
      ...{ accountId, entryId, reading: db.json(reading as never), createdAt: at },
    })
    await row('judgement', {
      ...{
        accountId,
        entryId,
        cause: 'machine',
        campaignVersionId: versionId,
        readingId,
        judgedFor: '2026-05-06',
      },
      ...{ history: db.json(NO_HISTORY as never), decision: db.json(decision as never), judgedAt: at },
    })
    for (const [line, { name }] of reading.items.entries())
      await db`
        insert into purchased_item (account_id, entry_id, line, shopper_id, name, product_id, quantity, amount_yen)
        values (${accountId}, ${entryId}, ${line}, ${shopperId}, ${name}, ${line === 0 ? 'tea' : null}, 1, 100)`
    const goods = [{ productId: 'tea', quantity: 1, amount_yen: 100 }]
    const told = { entryId, purchasedOn: null, goods, otherLines: 1 }
    await db`
      select record_happening(${accountId}, ${`goods ${slug}`}, ${shopperId}, 'goods_bought', ${at}, ${db.json(told)})`
  }
  const words = { title: 'お茶のおともに', body: '', link: '/' }
  const offer = { name: 'お茶', boughtProductIds: ['tea'], neverProductIds: ['chips', 'gone'], ...words }
  await row('offer_rule', { accountId, rule: db.json(offer), createdAt: at })
  await db`
    insert into audit_event (account_id, act, subject, after, at)
    values (${accountId}, 'offers.set', ${`account:${accountId}`}, ${db.json({ offer })}, ${at})`
  before = await stored()
  await migrate(db, new Date())
})

const productOf = async (campaign: 'spring' | 'summer', rulesId: string) => {
  const whose = { accountId: ids.account, campaignId: ids[campaign] }
  const id = (await campaignProducts.find(db, whose, [rulesId])).get(rulesId)!
  return (await products.find(db, ids.account, id))!
}

describe('the goods of campaigns from before products belonged to the account', () => {
  test('are its products: two campaigns’ own of one name stay two, and one JAN is one', async () => {
    expect(await productOf('spring', 'tea')).toMatchObject({ name: 'ミナト 緑茶 500ml', jan: null })
    expect(await productOf('summer', 'tea')).toMatchObject({
      name: 'ミナト 麦茶 600ml',
      kana: 'ミナト ムギチャ',
    })
    const chips = await productOf('summer', 'nori-chips')
    expect(await productOf('spring', 'chips')).toEqual(chips)
    // By the newest words for them.
    expect(chips).toMatchObject({ jan: JAN, name: 'ミナト のり塩チップス 60g', aliases: ['ﾉﾘｼｵ'] })
    const { items } = await products.list(db, ids.account, { state: 'offered' }, { sort: 'name', limit: 10 })
    expect(items).toHaveLength(3)
  })

  test('are what was bought, what happened and what offers name', async () => {
    const [green, barley] = [await productOf('spring', 'tea'), await productOf('summer', 'tea')]
    const bought = await db`
      select product_id, name, normalised_name from purchased_item order by product_id is null, name desc`
    expect(bought).toEqual(
      [
        [barley.id, 'ミナト 麦茶 600ml'],
        [green.id, 'ミナト 緑茶 500ml'],
        [null, '食パン 6枚切'],
        [null, '食パン 6枚切'],
      ].map(([productId, name]) => ({ productId, name, normalisedName: normaliseName(name!) })),
    )
    const told = await db<{ goods: unknown }[]>`
      select payload -> 'goods' as goods from happening where kind = 'goods_bought' order by id`
    expect(told).toMatchObject([{ goods: [{ productId: green.id }] }, { goods: [{ productId: barley.id }] }])
    const [{ rule }] = (await offers.listEnabled(db, ids.account)) as [offers.StoredOfferRule]
    expect(new Set(rule.boughtProductIds)).toEqual(new Set([green.id, barley.id]))
    expect(new Set(rule.neverProductIds)).toEqual(new Set([(await productOf('spring', 'chips')).id, 'gone']))
  })
})

test('versions, judgements and entries are as they were, to the letter, and what was decided is decided so again', async () => {
  expect(await stored()).toEqual(before)
  const kept = await judgements.listByMachine(db, ids.account, '0', 10)
  expect(kept).toHaveLength(2)
  for (const judgement of kept) {
    const { rules } = (await campaigns.findVersion(db, ids.account, judgement.campaignVersionId))!
    expect(rejudge(judgement, rules)).toBeUndefined()
  }
  expect(await verifyAuditChain(db, ids.account)).toMatchObject({ events: 1, fault: null })
})
