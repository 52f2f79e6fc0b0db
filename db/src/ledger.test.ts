import { creditEntry, expireLot, type Journal } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/fresh-database.ts'
import { makeCampaign } from '../../tests/support/make-campaign.ts'
import { makeEntry } from '../../tests/support/make-entry.ts'
import { makeAccount, makeShopper } from '../../tests/support/make-people.ts'
import * as ledger from './ledger.ts'
import { inTransaction } from './open-db.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const account = await makeAccount(db)
const { campaignId } = await makeCampaign(db, account.id)

const post = (journal: Journal) => inTransaction(db, (sql) => ledger.post(sql, account.id, journal))

async function makeCredit(shopperId: string, points: number, expiresOn = '2027-05-01'): Promise<Journal> {
  const entry = await makeEntry(db, { id: shopperId, accountId: account.id })
  return creditEntry({ entryId: entry.id, shopperId, campaignId, points, expiresOn })
}

const cardOf = async (shopperId: string) => ({
  balance: await ledger.balance(db, account.id, shopperId),
  lots: (await ledger.openLots(db, account.id, shopperId)).map(({ pointsLeft, expiresOn }) => ({
    pointsLeft,
    expiresOn,
  })),
})

describe('a credit', () => {
  test('is on the card, in a lot of its own, and in the history', async () => {
    const { id } = await makeShopper(db, account.id)
    const credit = await makeCredit(id, 30)
    expect(await post(credit)).toBe(true)
    expect(await cardOf(id)).toEqual({ balance: 30, lots: [{ pointsLeft: 30, expiresOn: '2027-05-01' }] })
    expect(await ledger.history(db, account.id, id, 10)).toMatchObject([
      { points: 30, reason: 'entry_credit', entryId: credit.entryId },
    ])
  })

  test('is written once, however often it is posted', async () => {
    const { id } = await makeShopper(db, account.id)
    const credit = await makeCredit(id, 30)
    expect(await post(credit)).toBe(true)
    expect(await post(credit)).toBe(false)
    expect(await cardOf(id)).toMatchObject({ balance: 30, lots: [{ pointsLeft: 30 }] })
  })

  test('is written once by eight that post it at the same time', async () => {
    const { id } = await makeShopper(db, account.id)
    const credit = await makeCredit(id, 30)
    const written = await Promise.all(Array.from({ length: 8 }, () => post(credit)))
    expect(written.filter(Boolean)).toHaveLength(1)
    expect(await cardOf(id)).toMatchObject({ balance: 30, lots: [{ pointsLeft: 30 }] })
  })

  test('that does not add up is refused before anything is written', async () => {
    const { id } = await makeShopper(db, account.id)
    const credit = await makeCredit(id, 30)
    credit.postings[0]!.points = -29
    await expect(post(credit)).rejects.toThrow('add up to 1')
    expect(await cardOf(id)).toEqual({ balance: 0, lots: [] })
  })
})

test('a person without any posting has nothing', async () => {
  const { id } = await makeShopper(db, account.id)
  expect(await cardOf(id)).toEqual({ balance: 0, lots: [] })
})

describe('a lot', () => {
  test('lapses after its last day, once, and leaves the card by what was left of it', async () => {
    const { id } = await makeShopper(db, account.id)
    await post(await makeCredit(id, 30, '2026-11-01'))
    await post(await makeCredit(id, 20, '2026-11-02'))
    const mine = async (today: string) =>
      (await ledger.lapsedLots(db, today, 100)).filter((lot) => lot.shopperId === id)

    expect(await mine('2026-11-01')).toEqual([])
    const [lapsed, ...others] = await mine('2026-11-02')
    expect(lapsed).toMatchObject({ pointsLeft: 30 })
    expect(others).toEqual([])
    expect(await post(expireLot(lapsed!))).toBe(true)
    expect(await post(expireLot(lapsed!))).toBe(false)
    expect(await mine('2026-11-02')).toEqual([])
    expect(await cardOf(id)).toEqual({ balance: 20, lots: [{ pointsLeft: 20, expiresOn: '2026-11-02' }] })
  })

  test('is never used beyond what it holds, however many use it at once', async () => {
    const { id } = await makeShopper(db, account.id)
    await post(await makeCredit(id, 100))
    const [lot] = await ledger.openLots(db, account.id, id)
    const use = (): Journal => ({
      ...expireLot({ lotId: lot!.id, shopperId: id, pointsLeft: 30 }),
      naturalKey: randomUUID(),
    })
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => post(use())))
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(refused).toHaveLength(5)
    for (const { reason } of refused) expect(reason).toMatchObject({ constraint_name: 'lot_not_overdrawn' })
    expect(await cardOf(id)).toMatchObject({ balance: 10, lots: [{ pointsLeft: 10 }] })
  })

  test('that lapses first stands first', async () => {
    const { id } = await makeShopper(db, account.id)
    for (const day of ['2027-03-01', '2027-01-01', '2027-02-01']) await post(await makeCredit(id, 10, day))
    const days = (await cardOf(id)).lots.map((lot) => lot.expiresOn)
    expect(days).toEqual(['2027-01-01', '2027-02-01', '2027-03-01'])
  })
})

describe('the audit of the books', () => {
  test('finds nothing after all of the above', async () => {
    expect(await ledger.findFaults(db)).toEqual([])
  })

  test.each([
    [
      'a posting on one side only',
      'journal does not balance',
      'posting',
      `delete from posting where line = 0`,
    ],
    ['a journal without postings', 'journal does not balance', 'posting', `delete from posting`],
    [
      'a balance that the lots do not hold',
      'balance differs from lots',
      'lot',
      `update lot set points = points + 1`,
    ],
    [
      'a lot used beyond what it holds',
      'lot is overdrawn',
      'lot_use',
      `update lot_use set points = points + 1000`,
    ],
  ])('finds %s, planted past the triggers', async (_what, fault, table, statement) => {
    const { id } = await makeShopper(db, account.id)
    await post(await makeCredit(id, 10, '2026-01-01'))
    await post(expireLot((await ledger.lapsedLots(db, '2026-02-01', 1))[0]!))
    await post(await makeCredit(id, 10))
    const found = db.begin(async (sql) => {
      await sql.unsafe(`alter table ${table} disable trigger user`)
      await sql.unsafe(statement)
      const faults = await ledger.findFaults(sql as never)
      throw Object.assign(new Error('undo'), { faults })
    })
    await expect(found).rejects.toMatchObject({
      faults: expect.arrayContaining([expect.objectContaining({ fault })]),
    })
    expect(await ledger.findFaults(db)).toEqual([])
  })
})
