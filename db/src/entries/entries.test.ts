import {
  classedGoods,
  CURRENT_WORDING,
  ProductFacts,
  tokyoDate,
  type Decision,
  type Reading,
} from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeCampaign } from '../../../tests/support/make-campaign.ts'
import { makeDecision } from '../../../tests/support/make-decision.ts'
import { makeEntry } from '../../../tests/support/make-entry.ts'
import { makeAccount, makeShopper, makeStaff } from '../../../tests/support/make-people.ts'
import { makeItem, makeReading } from '../../../tests/support/make-reading.ts'
import { productOf } from '../../../tests/support/product-of.ts'
import * as consents from '../consent/consents.ts'
import * as entries from './entries.ts'
import { inTransaction, openDb } from '../open-db.ts'
import * as products from '../products/products.ts'
import * as purchasedItems from './purchased-items.ts'
import * as readings from './readings.ts'
import * as review from './review.ts'

const { db, url, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const account = await makeAccount(db)
const shopper = await makeShopper(db, account.id)
const campaign = await makeCampaign(db, account.id)

const decide = (
  entry: entries.Entry,
  given: Parameters<typeof makeDecision>[0] = {},
  fingerprint: string | null = null,
) =>
  entries.recordDecision(db, {
    accountId: entry.accountId,
    entryId: entry.id,
    decision: makeDecision(given),
    campaignVersionId: campaign.versionId,
    receiptFingerprint: fingerprint,
    at: new Date(),
  })
const doubtful = { reading: { confidence: 0.5 } }
const find = (entry: entries.Entry) => entries.find(db, entry.accountId, entry.id)

describe('an entry', () => {
  test('that is sent twice, by key or by photo, is written once and found by either', async () => {
    const entry = await makeEntry(db, shopper)
    const { accountId, shopperId, photoSha256, idempotencyKey } = entry
    const again = { accountId, shopperId, photoSha256, idempotencyKey, source: 'app' as const }
    expect(await entries.insert(db, { ...again, createdAt: new Date() })).toBeUndefined()
    expect(
      await entries.insert(db, { ...again, idempotencyKey: randomUUID(), createdAt: new Date() }),
    ).toBeUndefined()
    expect(await entries.findByKey(db, accountId, shopperId, idempotencyKey)).toEqual(entry)
    expect(await entries.findByPhoto(db, accountId, shopperId, photoSha256)).toEqual(entry)
  })

  test('is found in its own account only', async () => {
    const entry = await makeEntry(db, shopper)
    const stranger = await makeAccount(db)
    expect(await find(entry)).toEqual(entry)
    expect(await entries.find(db, stranger.id, entry.id)).toBeUndefined()
  })

  test('goes from received to reading, and from nowhere else', async () => {
    const entry = await makeEntry(db, shopper)
    await entries.markReading(db, account.id, entry.id)
    expect((await find(entry))!.state).toBe('reading')
    await decide(entry)
    await entries.markReading(db, account.id, entry.id)
    expect((await find(entry))!.state).toBe('approved')
  })

  test('keeps the whole decision, and the version of the campaign that judged it', async () => {
    const entry = await makeEntry(db, shopper)
    await decide(entry)
    expect(await find(entry)).toMatchObject({
      state: 'approved',
      points: 10,
      decision: makeDecision(),
      campaignVersionId: campaign.versionId,
      decidedAt: expect.any(Date),
    })
  })

  test('that waits for staff is not decided yet, and can be', async () => {
    const entry = await makeEntry(db, shopper)
    await decide(entry, doubtful)
    expect(await find(entry)).toMatchObject({ state: 'needs_review', points: 0, decidedAt: null })
    await decide(entry)
    expect(await find(entry)).toMatchObject({ state: 'approved', points: 10 })
  })

  test('that is locked makes a second decision wait', async () => {
    const entry = await makeEntry(db, shopper)
    const other = openDb(url, { max: 1 })
    const order: string[] = []
    const locked = Promise.withResolvers<void>()
    const first = inTransaction(db, async (sql) => {
      await entries.lock(sql, account.id, entry.id)
      locked.resolve()
      // Until the other connection is seen to wait for the lock.
      for (;;) {
        const waiting = await db`select 1 from pg_locks where not granted and locktype = 'transactionid'`
        if (waiting.length > 0) break
      }
      order.push('first')
    })
    await locked.promise
    await inTransaction(other, async (sql) => {
      await entries.lock(sql, account.id, entry.id)
      order.push('second')
    })
    await first
    await other.end()
    expect(order).toEqual(['first', 'second'])
  })
})

test('a shopper’s entries come newest first, and nobody else’s', async () => {
  const mine = await makeShopper(db, account.id)
  const sent = [await makeEntry(db, mine), await makeEntry(db, mine), await makeEntry(db, mine)]
  await makeEntry(db, shopper)
  const { items: listed } = await entries.listOfShopper(db, account.id, mine.id, { limit: 2 })
  expect(listed.map(({ id }) => id)).toEqual([sent[2]!.id, sent[1]!.id])
})

describe('a photo that two people sent', () => {
  test('is taken for the second of them only, and free again when the first was rejected', async () => {
    const first = await makeEntry(db, shopper)
    const second = await makeEntry(db, await makeShopper(db, account.id), { photoSha256: first.photoSha256 })
    expect(await entries.photoIsTaken(db, first)).toBe(false)
    expect(await entries.photoIsTaken(db, second)).toBe(true)
    await decide(first, { history: { samePhoto: true } })
    expect(await entries.photoIsTaken(db, second)).toBe(false)
  })

  test('is not taken by an entry of another account', async () => {
    const first = await makeEntry(db, shopper)
    const elsewhere = await makeShopper(db, (await makeAccount(db)).id)
    const second = await makeEntry(db, elsewhere, { photoSha256: first.photoSha256 })
    expect(await entries.photoIsTaken(db, second)).toBe(false)
  })
})

test.each([
  ['approved', {}, true],
  ['waiting for staff', doubtful, true],
  ['rejected', { history: { samePhoto: true } }, false],
])('a receipt of an entry that is %s is known as the same: %s', async (state, given, known) => {
  const [first, second] = [await makeEntry(db, shopper), await makeEntry(db, shopper)]
  await decide(first, given, `shop|minute|${state}`)
  const same = await entries.listSameReceipts(db, account.id, second.id, `shop|minute|${state}`)
  expect(same).toMatchObject(known ? [{ entryId: first.id }] : [])
  expect(await entries.listSameReceipts(db, account.id, first.id, `shop|minute|${state}`)).toEqual([])
})

test('a person’s standing in a campaign is what its approved entries gave, of today and of all days', async () => {
  const { id } = await makeShopper(db, account.id)
  for (const given of [{}, {}, doubtful])
    await decide(await makeEntry(db, { id, accountId: account.id }), given)
  const [row] = await db<{ latest: Date }[]>`select max(decided_at) as latest from entry`
  const tomorrow = new Date(Number(row!.latest) + 1000)
  const standing = { pointsInCampaign: 20, approvedEntries: 2, stamps: 0 }
  const of = (campaignId: string, day: Date) => entries.standing(db, account.id, id, campaignId, day)
  expect(await of(campaign.campaignId, new Date(0))).toEqual({ ...standing, pointsToday: 20 })
  expect(await of(campaign.campaignId, tomorrow)).toEqual({ ...standing, pointsToday: 0 })
  const other = await makeCampaign(db, account.id)
  expect(await of(other.campaignId, new Date(0))).toMatchObject({ pointsInCampaign: 0, approvedEntries: 0 })
})

describe('readings', () => {
  test('of the machine are recorded once; staff’s correction counts, and the machine’s stays', async () => {
    const entry = await makeEntry(db, shopper)
    const person = await makeStaff(db, account.id)
    await readings.recordByMachine(db, account.id, entry.id, makeReading({ total: 306 }), new Date())
    await readings.recordByMachine(db, account.id, entry.id, makeReading({ total: 999 }), new Date())
    expect((await readings.findNewest(db, account.id, entry.id))!.total).toBe(306)
    await readings.recordCorrection(
      db,
      account.id,
      entry.id,
      person.id,
      makeReading({ total: 308 }),
      new Date(),
    )
    expect((await readings.findNewest(db, account.id, entry.id))!.total).toBe(308)
    expect(await db`select 1 from reading where entry_id = ${entry.id}`).toHaveLength(2)
  })

  test('of several entries are the newest of each', async () => {
    const [first, second] = [await makeEntry(db, shopper), await makeEntry(db, shopper)]
    await readings.recordByMachine(db, account.id, first.id, makeReading({ total: 100 }), new Date())
    await readings.recordByMachine(db, account.id, second.id, makeReading({ total: 200 }), new Date())
    const newest = await readings.findNewestOf(db, account.id, [first.id, second.id, randomUUID()])
    expect([...newest].map(([id, { total }]) => [id, total]).sort()).toEqual(
      [
        [first.id, 100],
        [second.id, 200],
      ].sort(),
    )
  })

  test('that are no readings are not written', async () => {
    const entry = await makeEntry(db, shopper)
    const broken = { ...makeReading(), confidence: 2 }
    await expect(readings.recordByMachine(db, account.id, entry.id, broken, new Date())).rejects.toThrow(
      'confidence',
    )
  })
})

describe('the lines of an approved receipt', () => {
  const reading = makeReading({
    items: [makeItem('ミナト 緑茶 500ml', { quantity: 2 }), makeItem('食パン ﾛｸﾏｲ')],
  })
  const linesOf = (entryId: string) =>
    db`select line, name, normalised_name, product_id, quantity, amount_yen::int, purchased_on from purchased_item
       where entry_id = ${entryId} order by line`
  const inCampaign = { accountId: account.id, campaignId: campaign.campaignId }
  const keep = async (entry: entries.Entry, read: Reading, { matched }: Decision) => {
    const goods = await purchasedItems.nameProducts(db, inCampaign, classedGoods(read, matched))
    const { accountId, id: entryId, shopperId } = entry
    await purchasedItems.record(
      db,
      { accountId, entryId, shopperId, purchasedOn: '2026-11-02', purchasedHour: 12 },
      goods,
    )
  }

  test('are kept with the account’s product, or with their name as names are compared, once', async () => {
    const entry = await makeEntry(db, await makeShopper(db, account.id))
    for (const _time of [1, 2]) await keep(entry, reading, makeDecision({ reading }))
    const productId = await productOf(db, inCampaign, 'green-tea')
    expect(await linesOf(entry.id)).toMatchObject([
      { line: 0, productId, quantity: 2, amountYen: 256, purchasedOn: '2026-11-02' },
      { line: 1, productId: null, name: '食パン ﾛｸﾏｲ', normalisedName: '食パンロクマイ' },
    ])
  })

  test('are read for offers only as far as their receipts came while the person agreed, under words that say so', async () => {
    const [buyer, stranger] = [await makeShopper(db, account.id), await makeShopper(db, account.id)]
    let clock = Date.parse('2026-11-02T12:00:00+09:00')
    const tick = () => new Date((clock += 1000))
    const say = (shopperId: string, given: boolean, wording: number, at: Date) =>
      consents.record(
        db,
        { accountId: account.id, shopperId },
        { purpose: 'analysis', given, wording, noticeVersion: null, source: 'mini_app', at },
      )
    const names = new Map<string, string>()
    const buy = async (who: typeof buyer, name: string) => {
      const entry = await makeEntry(db, who)
      const { id } = await products.add(db, account.id, ProductFacts.parse({ name }), new Date())
      names.set(id, name)
      const good = { line: 0, name, productId: id, quantity: 1, amount_yen: 100, sensitive: null }
      const receipt = {
        accountId: account.id,
        entryId: entry.id,
        shopperId: who.id,
        purchasedOn: null,
        purchasedHour: null,
      }
      await purchasedItems.record(db, receipt, [good])
      await db`update entry set created_at = ${tick()} where id = ${entry.id}`
    }
    const sayNow = (given: boolean, wording: number) => say(buyer.id, given, wording, tick())
    await buy(buyer, 'before')
    await sayNow(true, 1)
    await buy(buyer, 'under the first words')
    await sayNow(true, CURRENT_WORDING)
    await buy(buyer, 'agreed')
    await sayNow(false, CURRENT_WORDING)
    await buy(buyer, 'withdrawn')
    await sayNow(true, CURRENT_WORDING)
    await buy(buyer, 'agreed again')
    await buy(stranger, 'never asked')
    const read = async (who: typeof buyer) => {
      const ids = await purchasedItems.productsBoughtWithConsent(db, account.id, who.id)
      return new Set([...ids].map((id) => names.get(id)))
    }
    expect(await read(buyer)).toEqual(new Set(['agreed', 'agreed again']))
    expect(await read(stranger)).toEqual(new Set())
  })

  test('hold the product that staff saw and the machine did not', async () => {
    const entry = await makeEntry(db, await makeShopper(db, account.id))
    await keep(entry, makeReading({ items: [] }), makeDecision({ reading }))
    const productId = await productOf(db, inCampaign, 'green-tea')
    expect(await linesOf(entry.id)).toMatchObject([{ line: 0, productId, quantity: 2, amountYen: 0 }])
  })
})

describe('for staff', async () => {
  const shop = await makeAccount(db)
  const buyer = await makeShopper(db, shop.id, { displayName: 'みか' })
  const { versionId } = await makeCampaign(db, shop.id)
  const sent = [await makeEntry(db, buyer), await makeEntry(db, buyer), await makeEntry(db, buyer)]
  const record = (entry: entries.Entry, given: Parameters<typeof makeDecision>[0]) =>
    entries.recordDecision(db, {
      accountId: shop.id,
      entryId: entry.id,
      decision: makeDecision(given),
      campaignVersionId: versionId,
      receiptFingerprint: null,
      at: new Date(),
    })
  await record(sent[0]!, doubtful)
  await record(sent[1]!, doubtful)
  await record(sent[2]!, {})

  const reach = { accountId: shop.id, storeIds: null }

  test('what waits comes oldest first, with the shopper’s name', async () => {
    const { items: listed } = await review.list(db, reach, 'needs_review', { limit: 10 })
    expect(listed.map(({ id, shopperName }) => [id, shopperName])).toEqual([
      [sent[0]!.id, 'みか'],
      [sent[1]!.id, 'みか'],
    ])
  })

  test('entries are counted by state, and by Tokyo’s day with days without any', async () => {
    expect(await review.countByState(db, reach, 'all')).toEqual({
      received: 0,
      reading: 0,
      needs_review: 2,
      approved: 1,
      rejected: 0,
      revoked: 0,
      replaced: 0,
      withdrawn: 0,
    })
    const days = await review.countByDay(db, reach, 7, tokyoDate(new Date()))
    expect(days).toHaveLength(7)
    expect(days.at(-1)).toMatchObject({ entries: 3, approved: 1, points: 10 })
    expect(days[0]).toMatchObject({ entries: 0, approved: 0, points: 0 })
  })
})
