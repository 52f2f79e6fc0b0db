import type { CampaignRules } from '@tamaru/domain'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeEntry } from '../../../tests/support/make-entry.ts'
import { makeAccount, makeShopper, makeStaff } from '../../../tests/support/make-people.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import * as budgets from '../ledger/budgets.ts'
import * as drafts from './campaign-drafts.ts'
import * as campaigns from './campaigns.ts'
import { problemOfConstraint } from '../constraint-problems.ts'
import { inTransaction } from '../open-db.ts'
import * as offers from '../offers/offers.ts'
import * as outbox from '../messages/outbox.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const account = await makeAccount(db)

describe('a campaign', () => {
  test('that is published again has a second version, and the first stays as it was', async () => {
    expect(await campaigns.findInForce(db, account.id, new Date())).toBeUndefined()
    const first = await campaigns.publish(db, account.id, 'spring', makeRules({ pointsPerProduct: 10 }), {
      now: new Date(),
    })
    const second = await campaigns.publish(db, account.id, 'spring', makeRules({ pointsPerProduct: 20 }), {
      now: new Date(),
    })
    expect(second.campaignId).toBe(first.campaignId)
    expect(await campaigns.findInForce(db, account.id, new Date())).toMatchObject({
      id: second.versionId,
      slug: 'spring',
      version: 2,
      rules: makeRules({ pointsPerProduct: 20 }),
    })
    expect(await campaigns.findVersion(db, account.id, first.versionId)).toMatchObject({
      version: 1,
      rules: makeRules({ pointsPerProduct: 10 }),
    })
    await expect(db`update campaign_version set rules = '{}' where id = ${first.versionId}`).rejects.toThrow()
  })

  test('with rules that are none is not published', async () => {
    const broken = makeRules()
    broken.products = []
    await expect(campaigns.publish(db, account.id, 'broken', broken, { now: new Date() })).rejects.toThrow(
      'products',
    )
  })

  test('of another account is not found', async () => {
    const stranger = await makeAccount(db)
    const { versionId } = await campaigns.publish(db, account.id, 'summer', makeRules(), { now: new Date() })
    expect(await campaigns.findInForce(db, stranger.id, new Date())).toBeUndefined()
    expect(await campaigns.findVersion(db, stranger.id, versionId)).toBeUndefined()
  })

  test('published twice at once has two versions, one after the other', async () => {
    const { id } = await makeAccount(db)
    const both = await Promise.all(
      [1, 2].map((points) =>
        inTransaction(db, (sql) =>
          campaigns.publish(sql, id, 'race', makeRules({ pointsPerProduct: points }), { now: new Date() }),
        ),
      ),
    )
    expect(both.map(({ version }) => version).sort()).toEqual([1, 2])
    const [newest, first] = await campaigns.everyVersion(db, id, both[0]!.campaignId)
    expect(newest!.publishedAt.getTime()).toBeGreaterThanOrEqual(first!.publishedAt.getTime())
    expect((await campaigns.findInForce(db, id, new Date()))!.version).toBe(2)
  })
})

describe('an entry is judged', () => {
  const inForceAt = async (accountId: string, at: string) => {
    const found = await campaigns.findInForce(db, accountId, new Date(at))
    return found && `${found.slug} ${found.version}`
  }

  /** Publishes as if at that time. */
  async function publishAt(accountId: string, at: string, slug: string, rules: Partial<CampaignRules> = {}) {
    const made = await campaigns.publish(db, accountId, slug, makeRules(rules), { now: new Date() })
    await db`alter table campaign_version disable trigger campaign_version_append_only`
    await db`update campaign_version set published_at = ${at} where id = ${made.versionId}`
    await db`alter table campaign_version enable trigger campaign_version_append_only`
    return made
  }

  test('by the version that was in force when it came, whatever is published afterwards', async () => {
    const { id } = await makeAccount(db)
    await publishAt(id, '2026-03-01T00:00:00Z', 'year', { pointsPerProduct: 10 })
    await publishAt(id, '2026-05-01T00:00:00Z', 'year', { pointsPerProduct: 20 })
    expect(await inForceAt(id, '2026-04-30T23:59:59Z')).toBe('year 1')
    expect(await inForceAt(id, '2026-05-01T00:00:00Z')).toBe('year 2')
    expect(await inForceAt(id, '2026-02-01T00:00:00Z'), 'before anything was published').toBe('year 1')
  })

  test('by the campaign whose entry period holds its day in Tokyo', async () => {
    const { id } = await makeAccount(db)
    await publishAt(id, '2026-01-01T00:00:00Z', 'year')
    const week = { purchasedFrom: '2026-04-29', purchasedUntil: '2026-05-05', entryUntil: '2026-05-06' }
    await publishAt(id, '2026-01-02T00:00:00Z', 'week', week)
    expect(await inForceAt(id, '2026-04-28T14:59:59Z')).toBe('year 1')
    expect(await inForceAt(id, '2026-04-28T15:00:00Z')).toBe('week 1')
    expect(await inForceAt(id, '2026-05-06T14:59:59Z')).toBe('week 1')
    expect(await inForceAt(id, '2026-05-06T15:00:00Z')).toBe('year 1')
  })

  test('after a campaign’s end by its last version, which took entries until that day was over', async () => {
    const { id } = await makeAccount(db)
    const { campaignId } = await publishAt(id, '2026-01-01T00:00:00Z', 'year')
    await campaigns.end(db, id, campaignId, { now: new Date('2026-06-10T03:00:00Z') })
    const last = await campaigns.findPublished(db, id, campaignId)
    expect(last).toMatchObject({ version: 2, rules: { entryUntil: '2026-06-10' } })
    expect((await campaigns.findInForce(db, id, new Date()))!.version).toBe(2)
    await expect(campaigns.end(db, id, campaignId, { now: new Date() })).rejects.toThrow('campaign_has_ended')
    await expect(campaigns.publish(db, id, 'year', makeRules(), { now: new Date() })).rejects.toThrow(
      'campaign_has_ended',
    )
  })

  test('never by a campaign that was ended before it opened', async () => {
    const { id } = await makeAccount(db)
    await publishAt(id, '2026-01-01T00:00:00Z', 'year')
    const { campaignId } = await publishAt(id, '2026-01-02T00:00:00Z', 'autumn', { entryFrom: '2026-10-01' })
    expect(await inForceAt(id, '2026-10-02T00:00:00Z')).toBe('autumn 1')
    await campaigns.end(db, id, campaignId, { now: new Date('2026-09-01T00:00:00Z') })
    expect(await inForceAt(id, '2026-10-02T00:00:00Z')).toBe('year 1')
  })
})

describe('a plan over a cap of the prize law', () => {
  const rules = makeRules({
    pointsPerProduct: 201,
    prizeBasis: { kind: 'to_everyone', transaction_yen: 128, expectedSales_yen: 1_000_000, yenPerPoint: 1 },
  })
  const override = { name: '法務 森', reason: '値引に当たると確認済み' }

  test('is published only by the word of a named person, which stays with the version', async () => {
    const { id } = await makeAccount(db)
    await expect(campaigns.publish(db, id, 'bold', rules, { now: new Date() })).rejects.toThrow(
      /prize_over_cap: everyone_highest:118/,
    )
    const { campaignId } = await campaigns.publish(db, id, 'bold', rules, {
      override,
      note: '社長決裁',
      now: new Date(),
    })
    const version = await campaigns.findPublished(db, id, campaignId)
    expect(version).toMatchObject({
      override,
      note: '社長決裁',
      prizeLaw: { within: false },
      publishedBy: null,
    })
  })

  test('can not be slipped past the database either', async () => {
    const { id } = await makeAccount(db)
    const { campaignId } = await campaigns.publish(db, id, 'modest', makeRules(), { now: new Date() })
    await expect(db`
      insert into campaign_version (account_id, campaign_id, version, rules, prize_law, published_at)
      values (${id}, ${campaignId}, 2, '{}', '{"within": false}', ${new Date()})`).rejects.toMatchObject({
      constraint_name: 'campaign_version_within_law',
    })
  })
})

test('a published budget is the campaign’s budget, and can not fall below what was given', async () => {
  const { id } = await makeAccount(db)
  const publish = (budget_points: number | null) =>
    inTransaction(db, (sql) =>
      campaigns.publish(sql, id, 'budget', makeRules({ budget_points }), { now: new Date() }),
    )
  const { campaignId } = await publish(500)
  expect(await budgets.left(db, id, campaignId)).toBe(500)
  expect(await budgets.claim(db, id, campaignId, 200)).toBe(200)
  await publish(300)
  expect(await budgets.left(db, id, campaignId)).toBe(100)
  await expect(publish(199)).rejects.toThrow('allotment_below_used')
  await publish(null)
  expect(await budgets.left(db, id, campaignId)).toBeNull()
})

describe('a draft', () => {
  const make = async () => {
    const { id: accountId } = await makeAccount(db)
    const { id: staffId } = await makeStaff(db, accountId, 'manager', { displayName: '森' })
    return {
      accountId,
      staffId,
      draft: await drafts.create(db, accountId, { slug: 'new', rules: {}, staffId, now: new Date() }),
    }
  }

  test('may have faults, is nobody’s campaign yet, and says who changed it', async () => {
    const { accountId, draft } = await make()
    expect(draft).toMatchObject({
      slug: 'new',
      state: 'draft',
      rules: {},
      revision: 1,
      version: null,
      changedBy: '森',
    })
    expect(await campaigns.findInForce(db, accountId, new Date())).toBeUndefined()
    expect(await drafts.list(db, accountId, 'kept', { sort: '-made', limit: 5 })).toEqual({
      items: [draft],
      next: null,
    })
  })

  test('of two who change it at once, the second is told', async () => {
    const { accountId, staffId, draft } = await make()
    const change = (name: string) =>
      inTransaction(db, (sql) =>
        drafts.change(sql, accountId, draft.id, {
          rules: { name },
          revision: draft.revision,
          staffId,
          now: new Date(),
        }),
      )
    const both = await Promise.allSettled([change('春'), change('夏')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { kind: 'draft_changed_meanwhile' },
    })
    expect((await drafts.find(db, accountId, draft.id))!.revision).toBe(2)
  })

  test('is published as its publisher saw it, and follows what is published', async () => {
    const { accountId, staffId, draft } = await make()
    const publish = (revision: number) =>
      drafts.publish(db, accountId, draft.id, {
        rules: makeRules(),
        revision,
        staffId,
        note: '開始',
        now: new Date(),
      })
    await expect(publish(7)).rejects.toThrow('draft_changed_meanwhile')
    await publish(1)
    expect(await drafts.find(db, accountId, draft.id)).toMatchObject({
      state: 'published',
      version: 1,
      revision: 2,
    })
    const version = await campaigns.findPublished(db, accountId, draft.id)
    expect(version).toMatchObject({ note: '開始', publishedBy: { staffId, name: '森' } })
  })

  test('of another account is not there, nor can its name be taken twice', async () => {
    const { accountId, staffId, draft } = await make()
    const stranger = await makeAccount(db)
    expect(await drafts.find(db, stranger.id, draft.id)).toBeUndefined()
    const again = drafts.create(db, accountId, { slug: 'new', rules: {}, staffId, now: new Date() })
    expect(problemOfConstraint(await again.catch((error: unknown) => error))).toBe('campaign_slug_taken')
  })
})

test('an offer is made to a person once per rule', async () => {
  const shopper = await makeShopper(db, account.id)
  const entry = await makeEntry(db, shopper)
  const rule = {
    name: 'tea and chocolate',
    boughtProductIds: ['green-tea'],
    neverProductIds: ['milk-chocolate'],
    title: 'お茶のおともに',
    body: 'ミルクチョコレートはいかがですか。',
    link: '/campaign',
  }
  const ruleId = await offers.add(db, account.id, rule, new Date())
  expect(await offers.listEnabled(db, account.id)).toEqual([{ id: ruleId, rule }])
  expect(await offers.wasMade(db, account.id, ruleId, shopper.id)).toBe(false)

  const outboxMessageId = (await outbox.write(db, {
    accountId: account.id,
    shopperId: shopper.id,
    naturalKey: `offer:${ruleId}`,
    purpose: 'offer',
    messages: [{ type: 'text', text: rule.body }],
    now: new Date(),
  }))!
  const made = { accountId: account.id, ruleId, shopperId: shopper.id, entryId: entry.id, outboxMessageId }
  await offers.recordMade(db, { ...made, madeAt: new Date() })
  expect(await offers.wasMade(db, account.id, ruleId, shopper.id)).toBe(true)
  await expect(offers.recordMade(db, { ...made, madeAt: new Date() })).rejects.toMatchObject({
    code: '23505',
  })
})
