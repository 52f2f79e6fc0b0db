import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeCampaign } from '../../../tests/support/make-campaign.ts'
import { makeEntry } from '../../../tests/support/make-entry.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import * as allotments from './allotments.ts'
import { findFaults } from './books.ts'
import * as budgets from './budgets.ts'
import * as ledger from './ledger.ts'
import { inTransaction, openDb, type Sql } from '../open-db.ts'

const AT_ONCE = 64

const { db, ...database } = await freshDatabase()
const crowd = openDb(database.url, { max: AT_ONCE })
afterAll(async () => {
  await crowd.end()
  await database[Symbol.asyncDispose]()
})
afterEach(async () => expect(await findFaults(db)).toEqual([]))

const account = await makeAccount(db)
const within = <T>(work: (sql: Sql) => Promise<T>) => inTransaction(db, work)
const create = (total: number) => within((sql) => allotments.create(sql, account.id, total, new Date()))
const leftOf = async (id: string) => (await allotments.left(db, account.id, id))!

/** What each of 64 gets who claim at the same moment, each on a connection of their own, which they hold a little. */
function claimTogether(id: string, amount: number, partly: boolean): Promise<number[]> {
  return Promise.all(
    Array.from({ length: AT_ONCE }, () =>
      inTransaction(crowd, async (sql) => {
        const granted = await allotments.claim(sql, account.id, id, amount, { partly })
        await sql`select pg_sleep(0.002)`
        return granted
      }),
    ),
  )
}
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** A stock of which all but `left` is used, wherever in its slices those lie. */
async function createWithLeft(total: number, left: number): Promise<string> {
  const id = await create(total)
  while ((await leftOf(id)) > left)
    await within(async (sql) => {
      const piece = Math.min(7, (await allotments.left(sql, account.id, id))! - left)
      return allotments.claim(sql, account.id, id, piece, { partly: false })
    })
  return id
}

describe('64 who claim at once', () => {
  test.each([1, 3, 20])('the last prize of %i get one', async (total) => {
    const id = await createWithLeft(total, 1)
    const granted = await claimTogether(id, 1, false)
    expect(granted.filter((one) => one === 1)).toHaveLength(1)
    expect(sum(granted)).toBe(1)
    expect(await leftOf(id)).toBe(0)
  })

  test.each([
    ['100 of 100', 100],
    ['100 of 1,000, in many slices', 1_000],
  ])('10 points each of the last %s get 100', async (_what, total) => {
    const id = await createWithLeft(total, 100)
    const granted = await claimTogether(id, 10, false)
    expect(granted.toSorted((one, other) => other - one).slice(0, 11)).toEqual([...Array(10).fill(10), 0])
    expect(await leftOf(id)).toBe(0)
  })

  test('10 points each of the last 105 get 105, where a part is welcome', async () => {
    const id = await createWithLeft(1_000, 105)
    const granted = await claimTogether(id, 10, true)
    expect(granted.filter((one) => one === 10)).toHaveLength(10)
    expect(granted.filter((one) => one === 5)).toHaveLength(1)
    expect(sum(granted)).toBe(105)
    expect(await leftOf(id)).toBe(0)
  })

  test('10 points each of the last 105 get 100, where a part is not', async () => {
    const id = await createWithLeft(1_000, 105)
    expect(sum(await claimTogether(id, 10, false))).toBe(100)
    expect(await leftOf(id)).toBe(5)
  })

  test('get theirs where there is plenty', async () => {
    const id = await create(100_000)
    expect(await claimTogether(id, 10, false)).toEqual(Array(AT_ONCE).fill(10))
    expect(await leftOf(id)).toBe(100_000 - 640)
  })

  test('and of whom half undo what they did leave theirs to others', async () => {
    const id = await createWithLeft(1_000, 320)
    const outcomes = await Promise.allSettled(
      Array.from({ length: AT_ONCE }, (_, turn) =>
        inTransaction(crowd, async (sql) => {
          const granted = await allotments.claim(sql, account.id, id, 10, { partly: false })
          if (turn % 2) throw new Error('undo')
          return granted
        }),
      ),
    )
    const kept = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 0))
    expect(await leftOf(id)).toBe(320 - sum(kept))
    expect(sum(await claimTogether(id, 10, true))).toBe(320 - sum(kept))
  })

  test('while others give back lose none', async () => {
    const id = await createWithLeft(1_000, 100)
    const giveBack = () => inTransaction(crowd, (sql) => allotments.giveBack(sql, account.id, id, 10))
    const [granted] = await Promise.all([
      claimTogether(id, 10, false),
      ...Array.from({ length: 20 }, giveBack),
    ])
    expect(sum(granted) + (await leftOf(id))).toBe(300)
  })
})

describe('64 who are credited at once', () => {
  /** As an entry is credited: claim, journal, postings, lot, in one transaction. */
  async function creditTogether(campaignId: string, points: number): Promise<number[]> {
    const entries = await Promise.all(
      Array.from({ length: AT_ONCE }, async () => makeEntry(db, await makeShopper(db, account.id))),
    )
    return Promise.all(
      entries.map(({ id: entryId, shopperId }) =>
        inTransaction(crowd, async (sql) => {
          const granted = await budgets.claim(sql, account.id, campaignId, points)
          const naturalKey = `entry:${entryId}:credit`
          const credit = {
            naturalKey,
            reason: 'entry_credit',
            entryId,
            shopperId,
            issuerId: campaignId,
          } as const
          if (granted > 0)
            await ledger.credit(
              sql,
              account.id,
              {
                ...credit,
                points: granted,
                expiresOn: '2027-05-01',
                releaseOn: null,
              },
              new Date(),
            )
          return ledger.balance(sql, account.id, shopperId)
        }),
      ),
    )
  }

  test('10 points each from the last 105 of a budget have 105 on their cards', async () => {
    const { campaignId } = await makeCampaign(db, account.id)
    await within((sql) => budgets.set(sql, account.id, campaignId, 2_000, new Date()))
    await claimAndCredit(campaignId, 1_895)
    expect(await budgets.left(db, account.id, campaignId)).toBe(105)
    expect(sum(await creditTogether(campaignId, 10))).toBe(105)
    expect(await budgets.left(db, account.id, campaignId)).toBe(0)
  })

  test('while the campaign is given a budget are all counted in it', async () => {
    const { campaignId } = await makeCampaign(db, account.id, { budget_points: null })
    const [balances] = await Promise.all([
      creditTogether(campaignId, 10),
      within((sql) => budgets.set(sql, account.id, campaignId, 1_000, new Date())),
    ])
    expect(await budgets.left(db, account.id, campaignId)).toBe(1_000 - sum(balances))
  })

  async function claimAndCredit(campaignId: string, points: number): Promise<void> {
    const { id: shopperId } = await makeShopper(db, account.id)
    await within(async (sql) => {
      const granted = await budgets.claim(sql, account.id, campaignId, points)
      await ledger.credit(
        sql,
        account.id,
        {
          naturalKey: randomUUID(),
          reason: 'prize',
          entryId: null,
          shopperId,
          issuerId: campaignId,
          points: granted,
          expiresOn: '2027-05-01',
          releaseOn: null,
        },
        new Date(),
      )
    })
  }
})

describe('a stock', () => {
  const claim = (id: string, amount: number) =>
    within((sql) => allotments.claim(sql, account.id, id, amount, { partly: false }))

  test('may be enlarged, and made smaller down to what is used', async () => {
    const id = await create(10)
    expect(await claim(id, 8)).toBe(8)
    await within((sql) => allotments.resize(sql, account.id, id, 5_000))
    expect(await leftOf(id)).toBe(4_992)
    await within((sql) => allotments.resize(sql, account.id, id, 8))
    expect(await leftOf(id)).toBe(0)
    await expect(within((sql) => allotments.resize(sql, account.id, id, 7))).rejects.toMatchObject({
      kind: 'allotment_below_used',
    })
    expect(await leftOf(id)).toBe(0)
  })

  test('takes back what was taken and no more', async () => {
    const id = await create(1_000)
    for (let taken = 0; taken < 300; taken += 60) expect(await claim(id, 60)).toBe(60)
    await within((sql) => allotments.giveBack(sql, account.id, id, 250))
    expect(await leftOf(id)).toBe(950)
    await expect(within((sql) => allotments.giveBack(sql, account.id, id, 51))).rejects.toMatchObject({
      constraint_name: 'allotment_not_exceeded',
    })
    expect(await leftOf(id)).toBe(950)
  })

  test('gives more at once than any of its slices holds', async () => {
    const id = await create(1_600)
    expect(await claim(id, 1_500)).toBe(1_500)
    expect(await claim(id, 101)).toBe(0)
    expect(await claim(id, 100)).toBe(100)
  })

  test('of nothing gives nothing', async () => {
    expect(await claim(await create(0), 1)).toBe(0)
  })

  test('of another account is not there', async () => {
    const other = await makeAccount(db)
    const id = await create(10)
    const theirs = allotments.claim(db, other.id, id, 1, { partly: true })
    await expect(theirs).rejects.toThrow('no allotment')
    expect(await allotments.left(db, other.id, id)).toBeNull()
  })

  test('can not be used beyond its size, nor cut to other than its total, by any statement', async () => {
    const id = await create(10)
    await expect(db`update allotment_slice set used = 11 where allotment_id = ${id}`).rejects.toMatchObject({
      constraint_name: 'allotment_not_exceeded',
    })
    await expect(db`update allotment_slice set size = 11 where allotment_id = ${id}`).rejects.toMatchObject({
      constraint_name: 'allotment_sliced',
    })
  })
})
