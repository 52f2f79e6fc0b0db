import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/fresh-database.ts'
import { makeEntry } from '../../tests/support/make-entry.ts'
import { makeAccount, makeShopper } from '../../tests/support/make-people.ts'
import { makeRules } from '../../tests/support/make-rules.ts'
import * as campaigns from './campaigns.ts'
import * as offers from './offers.ts'
import * as outbox from './outbox.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const account = await makeAccount(db)

describe('a campaign', () => {
  test('that is published again has a second version, and the first stays as it was', async () => {
    expect(await campaigns.findPublished(db, account.id)).toBeUndefined()
    const first = await campaigns.publish(db, account.id, 'spring', makeRules({ pointsPerProduct: 10 }))
    const second = await campaigns.publish(db, account.id, 'spring', makeRules({ pointsPerProduct: 20 }))
    expect(second.campaignId).toBe(first.campaignId)
    expect(await campaigns.findPublished(db, account.id)).toMatchObject({
      id: second.versionId,
      slug: 'spring',
      version: 2,
      rules: makeRules({ pointsPerProduct: 20 }),
    })
    expect(await campaigns.findVersion(db, account.id, first.versionId)).toMatchObject({
      version: 1,
      rules: makeRules({ pointsPerProduct: 10 }),
    })
  })

  test('with rules that are none is not published', async () => {
    const broken = makeRules()
    broken.products = []
    await expect(campaigns.publish(db, account.id, 'broken', broken)).rejects.toThrow('products')
  })

  test('of another account is not found', async () => {
    const stranger = await makeAccount(db)
    const { versionId } = await campaigns.publish(db, account.id, 'summer', makeRules())
    expect(await campaigns.findPublished(db, stranger.id)).toBeUndefined()
    expect(await campaigns.findVersion(db, stranger.id, versionId)).toBeUndefined()
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
  const ruleId = await offers.add(db, account.id, rule)
  expect(await offers.listEnabled(db, account.id)).toEqual([{ id: ruleId, rule }])
  expect(await offers.wasMade(db, account.id, ruleId, shopper.id)).toBe(false)

  const outboxMessageId = (await outbox.write(db, {
    accountId: account.id,
    shopperId: shopper.id,
    naturalKey: `offer:${ruleId}`,
    purpose: 'offer',
    messages: [{ type: 'text', text: rule.body }],
  }))!
  const made = { accountId: account.id, ruleId, shopperId: shopper.id, entryId: entry.id, outboxMessageId }
  await offers.recordMade(db, made)
  expect(await offers.wasMade(db, account.id, ruleId, shopper.id)).toBe(true)
  await expect(offers.recordMade(db, made)).rejects.toMatchObject({ code: '23505' })
})
