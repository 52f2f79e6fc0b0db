import { creditPoints, type Credit } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeCampaign } from '../../../tests/support/make-campaign.ts'
import { makeEntry } from '../../../tests/support/make-entry.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import * as books from './books.ts'
import * as budgets from './budgets.ts'
import * as ledger from './ledger.ts'
import { inTransaction, type Sql } from '../open-db.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())
afterEach(async () => expect(await books.findFaults(db)).toEqual([]))

const account = await makeAccount(db)
const { campaignId } = await makeCampaign(db, account.id)

const within = <T>(work: (sql: Sql) => Promise<T>) => inTransaction(db, work)
const newShopper = async () => (await makeShopper(db, account.id)).id

/** A credit that is not written yet. */
const makeCredit = (shopperId: string, points: number, given: Partial<Credit> = {}): Credit => ({
  naturalKey: randomUUID(),
  reason: 'entry_credit',
  entryId: null,
  shopperId,
  issuerId: campaignId,
  points,
  expiresOn: '2027-05-01',
  releaseOn: null,
  ...given,
})

async function credit(shopperId: string, points: number, given: Partial<Credit> = {}): Promise<string> {
  const made = makeCredit(shopperId, points, given)
  await within((sql) => ledger.credit(sql, account.id, made, new Date()))
  return made.naturalKey
}

async function spend(shopperId: string, points: number, at = new Date('2026-11-02')): Promise<string> {
  const naturalKey = randomUUID()
  await within((sql) => ledger.spend(sql, account.id, { naturalKey, shopperId, points }, at))
  return naturalKey
}

const cancel = (reversesKey: string) =>
  within((sql) =>
    ledger.reverse(
      sql,
      account.id,
      {
        naturalKey: `${reversesKey}:cancel`,
        reversesKey,
        reason: 'exchange_cancelled',
      },
      new Date(),
    ),
  )
const clawBack = (reversesKey: string) =>
  within((sql) =>
    ledger.reverse(
      sql,
      account.id,
      {
        naturalKey: `${reversesKey}:claw_back`,
        reversesKey,
        reason: 'claw_back',
      },
      new Date(),
    ),
  )

/** Lets this person's lots lapse that are due. */
async function sweep(shopperId: string, today: string): Promise<number> {
  const lots = (await ledger.lapsedLots(db, today, 1000)).filter((lot) => lot.shopperId === shopperId)
  for (const lot of lots) await within((sql) => ledger.expire(sql, lot, new Date()))
  return lots.length
}

async function releaseDue(shopperId: string, today: string): Promise<number> {
  const lots = (await ledger.dueReleases(db, today, 1000)).filter((lot) => lot.shopperId === shopperId)
  for (const lot of lots) await within((sql) => ledger.release(sql, lot, new Date()))
  return lots.length
}

const cardOf = async (shopperId: string) => ({
  balance: await ledger.balance(db, account.id, shopperId),
  lots: (await ledger.openLots(db, account.id, shopperId)).map(
    ({ pointsLeft, expiresOn }) => `${pointsLeft} until ${expiresOn}`,
  ),
  pending: (await ledger.pendingOf(db, account.id, shopperId)).map(
    ({ points, releaseOn }) => `${points} from ${releaseOn}`,
  ),
  debt: await ledger.debtOf(db, account.id, shopperId),
})
const historyOf = async (shopperId: string) =>
  (await ledger.history(db, account.id, shopperId, { limit: 50 })).items.map(
    ({ reason, points, pending, debt }) => `${reason} ${points} ${pending} ${debt}`,
  )

describe('a credit', () => {
  test('is on the card, in a lot of its own, and in the history', async () => {
    const id = await newShopper()
    const entry = await makeEntry(db, { id, accountId: account.id })
    const made = makeCredit(id, 30, { entryId: entry.id })
    const written = await within((sql) => ledger.credit(sql, account.id, made, new Date()))
    expect(written).toEqual({ posted: true, repaid: 0 })
    expect(await cardOf(id)).toEqual({ balance: 30, lots: ['30 until 2027-05-01'], pending: [], debt: 0 })
    expect((await ledger.history(db, account.id, id, { limit: 10 })).items).toMatchObject([
      { points: 30, pending: 0, debt: 0, reason: 'entry_credit', entryId: entry.id },
    ])
  })

  test('is written once by eight that write it at the same time', async () => {
    const id = await newShopper()
    const made = makeCredit(id, 30)
    const written = await Promise.all(
      Array.from({ length: 8 }, () => within((sql) => ledger.credit(sql, account.id, made, new Date()))),
    )
    expect(written.filter(({ posted }) => posted)).toHaveLength(1)
    expect(await cardOf(id)).toMatchObject({ balance: 30, lots: ['30 until 2027-05-01'] })
  })

  test('of less than nothing is refused before anything is written', async () => {
    const id = await newShopper()
    const journal = creditPoints(makeCredit(id, 30), 0)
    journal.transfers[0]!.points = -30
    await expect(within((sql) => ledger.post(sql, account.id, journal, new Date()))).rejects.toThrow(
      'above zero',
    )
    expect(await cardOf(id)).toMatchObject({ balance: 0, lots: [] })
  })

  test('that happened earlier keeps its time', async () => {
    const id = await newShopper()
    const at = new Date('2026-03-04T05:06:07Z')
    await within((sql) => ledger.credit(sql, account.id, makeCredit(id, 30), at))
    expect((await ledger.history(db, account.id, id, { limit: 10 })).items).toMatchObject([{ at }])
  })
})

test('a person without any posting has nothing', async () => {
  expect(await cardOf(await newShopper())).toEqual({ balance: 0, lots: [], pending: [], debt: 0 })
})

describe('a lot', () => {
  test('lapses after its last day, once, and leaves the card by what was left of it', async () => {
    const id = await newShopper()
    await credit(id, 30, { expiresOn: '2026-11-01' })
    await credit(id, 20, { expiresOn: '2026-11-02' })
    expect(await sweep(id, '2026-11-01')).toBe(0)
    expect(await sweep(id, '2026-11-02')).toBe(1)
    expect(await sweep(id, '2026-11-02')).toBe(0)
    expect(await cardOf(id)).toMatchObject({ balance: 20, lots: ['20 until 2026-11-02'] })
  })

  test('lapses once, however many sweep at once', async () => {
    const id = await newShopper()
    await credit(id, 30, { expiresOn: '2026-11-01' })
    const [lot] = (await ledger.lapsedLots(db, '2026-11-02', 1000)).filter((lot) => lot.shopperId === id)
    const swept = await Promise.all(
      Array.from({ length: 8 }, () => within((sql) => ledger.expire(sql, lot!, new Date()))),
    )
    expect(swept.filter(Boolean)).toHaveLength(1)
    expect(await cardOf(id)).toMatchObject({ balance: 0, lots: [] })
  })
})

describe('spending', () => {
  test('takes the lots that lapse first', async () => {
    const id = await newShopper()
    await credit(id, 10, { expiresOn: '2027-03-01' })
    await credit(id, 10, { expiresOn: '2027-01-01' })
    await credit(id, 10, { expiresOn: '2027-02-01' })
    await spend(id, 15)
    expect(await cardOf(id)).toMatchObject({
      balance: 15,
      lots: ['5 until 2027-02-01', '10 until 2027-03-01'],
    })
  })

  test('of more than there is, is refused and leaves everything as it was', async () => {
    const id = await newShopper()
    await credit(id, 10)
    await expect(spend(id, 11)).rejects.toMatchObject({ kind: 'points_not_enough' })
    expect(await cardOf(id)).toMatchObject({ balance: 10 })
  })

  test('does not reach points that lapsed yesterday and are not swept yet', async () => {
    const id = await newShopper()
    await credit(id, 10, { expiresOn: '2026-11-01' })
    const onTheDay = new Date('2026-11-01T23:59:59+09:00')
    const justAfter = new Date('2026-11-02T00:00:00+09:00')
    await expect(spend(id, 4, justAfter)).rejects.toMatchObject({ kind: 'points_not_enough' })
    await spend(id, 4, onTheDay)
    expect(await cardOf(id)).toMatchObject({ balance: 6 })
  })

  test('happens once for one natural key', async () => {
    const id = await newShopper()
    await credit(id, 100)
    const exchange = { naturalKey: randomUUID(), shopperId: id, points: 30 }
    const written = await Promise.all(
      Array.from({ length: 8 }, () => within((sql) => ledger.spend(sql, account.id, exchange, new Date()))),
    )
    expect(written.filter(Boolean)).toHaveLength(1)
    expect(await cardOf(id)).toMatchObject({ balance: 70 })
  })

  test('by many at once takes what there is and no more', async () => {
    const id = await newShopper()
    await credit(id, 60, { expiresOn: '2027-01-01' })
    await credit(id, 45, { expiresOn: '2027-02-01' })
    const outcomes = await Promise.allSettled(Array.from({ length: 16 }, () => spend(id, 10)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    expect(await cardOf(id)).toMatchObject({ balance: 5, lots: ['5 until 2027-02-01'] })
  })
})

describe('a cancelled exchange', () => {
  test('puts the points back into the lots that they came from, and is linked to what it undoes', async () => {
    const id = await newShopper()
    await credit(id, 10, { expiresOn: '2027-01-01' })
    await credit(id, 10, { expiresOn: '2027-02-01' })
    const key = await spend(id, 15)
    expect(await cancel(key)).toEqual({ posted: true, owed: 0 })
    expect(await cardOf(id)).toMatchObject({
      balance: 20,
      lots: ['10 until 2027-01-01', '10 until 2027-02-01'],
    })
    const links = await db`
      select r.reason, j.natural_key from journal r join journal j on j.id = r.reverses where j.natural_key = ${key}`
    expect(links).toEqual([{ reason: 'exchange_cancelled', naturalKey: key }])
  })

  test('is undone once, however many try, under whatever key', async () => {
    const id = await newShopper()
    await credit(id, 50)
    const reversesKey = await spend(id, 20)
    const tries = Array.from({ length: 8 }, () =>
      within((sql) =>
        ledger.reverse(
          sql,
          account.id,
          {
            naturalKey: randomUUID(),
            reversesKey,
            reason: 'exchange_cancelled',
          },
          new Date(),
        ),
      ),
    )
    expect((await Promise.all(tries)).filter(({ posted }) => posted)).toHaveLength(1)
    expect(await cardOf(id)).toMatchObject({ balance: 50 })
  })

  test('gives back to a lot that has lapsed since, from which it lapses again', async () => {
    const id = await newShopper()
    await credit(id, 10, { expiresOn: '2026-11-05' })
    const key = await spend(id, 8)
    expect(await sweep(id, '2026-11-06')).toBe(1)
    await cancel(key)
    expect(await cardOf(id)).toMatchObject({ balance: 8, lots: ['8 until 2026-11-05'] })
    expect(await sweep(id, '2026-11-06')).toBe(1)
    expect(await sweep(id, '2026-11-06')).toBe(0)
    expect(await cardOf(id)).toMatchObject({ balance: 0, lots: [] })
    expect(await historyOf(id)).toEqual([
      'expiry -8 0 0',
      'exchange_cancelled 8 0 0',
      'expiry -2 0 0',
      'exchange -8 0 0',
      'entry_credit 10 0 0',
    ])
  })

  test('pays back first what the person has come to owe', async () => {
    const id = await newShopper()
    const credited = await credit(id, 30)
    await credit(id, 20, { expiresOn: '2027-06-01' })
    const key = await spend(id, 40)
    expect(await clawBack(credited)).toEqual({ posted: true, owed: 20 })
    expect(await cardOf(id)).toMatchObject({ balance: 0, debt: 20 })
    await cancel(key)
    expect(await cardOf(id)).toMatchObject({ balance: 20, debt: 0 })
  })

  test('of something that is no exchange is a mistake', async () => {
    const id = await newShopper()
    const credited = await credit(id, 30)
    await expect(cancel(credited)).rejects.toThrow('no exchange')
    await expect(clawBack(randomUUID())).rejects.toThrow('no journal')
    await expect(clawBack(await spend(id, 10))).rejects.toThrow('no credit')
  })
})

describe('pending points', () => {
  const pending = { releaseOn: '2026-11-10' }

  test('are beside the card until their day, and can not be spent', async () => {
    const id = await newShopper()
    await credit(id, 30, pending)
    expect(await cardOf(id)).toEqual({ balance: 0, lots: [], pending: ['30 from 2026-11-10'], debt: 0 })
    await expect(spend(id, 1)).rejects.toMatchObject({ kind: 'points_not_enough' })
    expect(await releaseDue(id, '2026-11-09')).toBe(0)
    expect(await releaseDue(id, '2026-11-10')).toBe(1)
    expect(await releaseDue(id, '2026-11-10')).toBe(0)
    expect(await cardOf(id)).toEqual({ balance: 30, lots: ['30 until 2027-05-01'], pending: [], debt: 0 })
    expect(await historyOf(id)).toEqual(['release 30 -30 0', 'entry_credit 0 30 0'])
  })

  test('are released once, however many do it at once', async () => {
    const id = await newShopper()
    await credit(id, 30, pending)
    const [lot] = (await ledger.dueReleases(db, '2026-11-10', 1000)).filter((lot) => lot.shopperId === id)
    const released = await Promise.all(
      Array.from({ length: 8 }, () => within((sql) => ledger.release(sql, lot!, new Date()))),
    )
    expect(released.filter(Boolean)).toHaveLength(1)
    expect(await cardOf(id)).toMatchObject({ balance: 30, pending: [] })
  })

  test('are taken back while they wait, and are not released any more', async () => {
    const id = await newShopper()
    const key = await credit(id, 30, pending)
    expect(await clawBack(key)).toEqual({ posted: true, owed: 0 })
    expect(await releaseDue(id, '2026-11-10')).toBe(0)
    expect(await cardOf(id)).toEqual({ balance: 0, lots: [], pending: [], debt: 0 })
  })

  test('are either released or taken back where both happen at once; the card ends the same', async () => {
    for (let round = 0; round < 10; round++) {
      const id = await newShopper()
      const key = await credit(id, 30, pending)
      const [lot] = (await ledger.dueReleases(db, '2026-11-10', 1000)).filter((lot) => lot.shopperId === id)
      await Promise.all([clawBack(key), within((sql) => ledger.release(sql, lot!, new Date()))])
      expect(await cardOf(id)).toEqual({ balance: 0, lots: [], pending: [], debt: 0 })
    }
  })

  test('pay back a debt when they are released, not before', async () => {
    const id = await newShopper()
    const bad = await credit(id, 20)
    await spend(id, 20)
    await clawBack(bad)
    await credit(id, 30, pending)
    expect(await cardOf(id)).toMatchObject({ pending: ['30 from 2026-11-10'], debt: 20 })
    await releaseDue(id, '2026-11-10')
    expect(await cardOf(id)).toEqual({ balance: 10, lots: ['10 until 2027-05-01'], pending: [], debt: 0 })
  })
})

describe('a claw-back', () => {
  test('takes its own lot first, then those that lapse first, and the rest is owed', async () => {
    const id = await newShopper()
    const bad = await credit(id, 50, { expiresOn: '2027-03-01' })
    await credit(id, 10, { expiresOn: '2027-01-01' })
    await credit(id, 10, { expiresOn: '2027-04-01' })
    await spend(id, 40)
    expect(await cardOf(id)).toMatchObject({ lots: ['20 until 2027-03-01', '10 until 2027-04-01'] })
    expect(await clawBack(bad)).toEqual({ posted: true, owed: 20 })
    expect(await clawBack(bad)).toEqual({ posted: false, owed: 0 })
    expect(await cardOf(id)).toEqual({ balance: 0, lots: [], pending: [], debt: 20 })
  })

  test('of points that were released takes the lot that they were released into', async () => {
    const id = await newShopper()
    await credit(id, 10, { expiresOn: '2027-01-01' })
    const bad = await credit(id, 30, { releaseOn: '2026-11-10' })
    await releaseDue(id, '2026-11-10')
    await clawBack(bad)
    expect(await cardOf(id)).toMatchObject({ balance: 10, lots: ['10 until 2027-01-01'], debt: 0 })
  })

  test('does not ask again for points that lapsed unused', async () => {
    const id = await newShopper()
    const bad = await credit(id, 30, { expiresOn: '2026-11-05' })
    await spend(id, 10)
    await sweep(id, '2026-11-06')
    expect(await clawBack(bad)).toEqual({ posted: true, owed: 10 })
    expect(await cardOf(id)).toMatchObject({ balance: 0, debt: 10 })
  })

  test('leaves a debt that later credits pay back first', async () => {
    const id = await newShopper()
    const bad = await credit(id, 30)
    await spend(id, 30)
    await clawBack(bad)
    const small = makeCredit(id, 20)
    expect(await within((sql) => ledger.credit(sql, account.id, small, new Date()))).toEqual({
      posted: true,
      repaid: 20,
    })
    expect(await cardOf(id)).toEqual({ balance: 0, lots: [], pending: [], debt: 10 })
    const large = makeCredit(id, 25)
    expect(await within((sql) => ledger.credit(sql, account.id, large, new Date()))).toEqual({
      posted: true,
      repaid: 10,
    })
    expect(await within((sql) => ledger.credit(sql, account.id, large, new Date()))).toEqual({
      posted: false,
      repaid: 0,
    })
    expect(await cardOf(id)).toMatchObject({ balance: 15, lots: ['15 until 2027-05-01'], debt: 0 })
    expect(await historyOf(id)).toEqual([
      'entry_credit 15 0 10',
      'entry_credit 0 0 20',
      'claw_back 0 0 -30',
      'exchange -30 0 0',
      'entry_credit 30 0 0',
    ])
  })

  test('of a credit that paid back a debt asks for all of it', async () => {
    const id = await newShopper()
    const bad = await credit(id, 30)
    await spend(id, 30)
    await clawBack(bad)
    const worse = await credit(id, 40)
    expect(await cardOf(id)).toMatchObject({ balance: 10, debt: 0 })
    expect(await clawBack(worse)).toEqual({ posted: true, owed: 30 })
    expect(await cardOf(id)).toMatchObject({ balance: 0, debt: 30 })
  })

  test('gives the points back to the budget of the campaign', async () => {
    const other = await makeCampaign(db, account.id)
    await within((sql) => budgets.set(sql, account.id, other.campaignId, 100, new Date()))
    const id = await newShopper()
    expect(await within((sql) => budgets.claim(sql, account.id, other.campaignId, 80))).toBe(80)
    const bad = await credit(id, 80, { issuerId: other.campaignId })
    expect(await budgets.left(db, account.id, other.campaignId)).toBe(20)
    await clawBack(bad)
    expect(await budgets.left(db, account.id, other.campaignId)).toBe(100)
  })
})

describe('what counts towards a rank', () => {
  test('is what was earned since then and not taken back, whatever became of it', async () => {
    const id = await newShopper()
    const since = new Date('2026-01-01')
    await within((sql) => ledger.credit(sql, account.id, makeCredit(id, 1000), new Date('2025-12-31')))
    await credit(id, 100)
    await credit(id, 7)
    await credit(id, 5000, { reason: 'prize' })
    await credit(id, 5000, { reason: 'opening', issuerId: null })
    await credit(id, 30, { releaseOn: '2026-11-10' })
    const bad = await credit(id, 500)
    await spend(id, 6000)
    const earned = () => ledger.earnedSince(db, account.id, id, since)
    expect(await earned()).toBe(607)
    await clawBack(bad)
    expect(await earned()).toBe(107)
    await releaseDue(id, '2026-11-10')
    expect(await earned()).toBe(137)
  })

  test('counts points that paid back a debt', async () => {
    const id = await newShopper()
    const bad = await credit(id, 30)
    await spend(id, 30)
    await clawBack(bad)
    await credit(id, 50)
    expect(await ledger.earnedSince(db, account.id, id, new Date('2026-01-01'))).toBe(50)
  })

  test('does not count a released credit that was taken back', async () => {
    const id = await newShopper()
    const bad = await credit(id, 30, { releaseOn: '2026-11-10' })
    await releaseDue(id, '2026-11-10')
    await clawBack(bad)
    expect(await ledger.earnedSince(db, account.id, id, new Date('2026-01-01'))).toBe(0)
  })
})
