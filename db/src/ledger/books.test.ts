import type { Credit, Journal, LedgerAccount } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeCampaign } from '../../../tests/support/make-campaign.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import * as books from './books.ts'
import * as budgets from './budgets.ts'
import * as ledger from './ledger.ts'
import { inTransaction, type Sql } from '../open-db.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

let kept: Awaited<ReturnType<typeof keepBooks>>
beforeAll(async () => {
  kept = await keepBooks()
  await kept.credit('2026-11-05T10:00:00+09:00', 300)
  const exchange = { ...kept.exchange, naturalKey: randomUUID() }
  await inTransaction(db, (sql) => ledger.spend(sql, kept.account.id, exchange, new Date()))
})

/** Some days of an account's books: credits, one pending, an exchange, a claw-back that leaves a debt, a lapse. */
async function keepBooks() {
  const account = await makeAccount(db)
  const { campaignId } = await makeCampaign(db, account.id)
  const { id: shopperId } = await makeShopper(db, account.id)
  const within = <T>(work: (sql: Sql) => Promise<T>) => inTransaction(db, work)
  await within((sql) => budgets.set(sql, account.id, campaignId, 10_000, new Date()))

  const credit = async (at: string, points: number, given: Partial<Credit> = {}) => {
    const naturalKey = randomUUID()
    await within(async (sql) => {
      await budgets.claim(sql, account.id, campaignId, points)
      const head = {
        naturalKey,
        reason: 'entry_credit',
        entryId: null,
        shopperId,
        issuerId: campaignId,
        points,
      } as const
      await ledger.credit(
        sql,
        account.id,
        { ...head, expiresOn: '2027-01-31', releaseOn: null, ...given },
        new Date(at),
      )
    })
    return naturalKey
  }
  const bad = await credit('2026-11-01T09:00:00+09:00', 100)
  await credit('2026-11-02T00:00:00+09:00', 40, { expiresOn: '2026-12-20' })
  await credit('2026-11-02T23:59:59+09:00', 7, { releaseOn: '2026-11-30' })
  const exchange = { naturalKey: randomUUID(), shopperId, points: 130 }
  await within((sql) => ledger.spend(sql, account.id, exchange, new Date('2026-11-03T10:00:00+09:00')))
  await within((sql) =>
    ledger.reverse(
      sql,
      account.id,
      { naturalKey: randomUUID(), reversesKey: bad, reason: 'claw_back' },
      new Date('2026-11-04T10:00:00+09:00'),
    ),
  )
  return { account, campaignId, shopperId, credit, exchange }
}

describe('the books', () => {
  test('of three days make a trial balance whose closings open the next day and add up to zero', async () => {
    const { account } = await keepBooks()
    const lines = await books.trialBalance(db, account.id, '2026-11-02', '2026-11-04')
    const told = lines.map(({ day, kind, opening, onto, off, closing }) =>
      [day.slice(8), kind, opening, onto, off, closing].join(' '),
    )
    expect(told).toEqual([
      '02 issued -100 0 47 -147',
      '02 pending 0 7 0 7',
      '02 shopper 100 40 0 140',
      '02 debt 0 0 0 0',
      '02 redeemed 0 0 0 0',
      '02 expired 0 0 0 0',
      '03 issued -147 0 0 -147',
      '03 pending 7 0 0 7',
      '03 shopper 140 0 130 10',
      '03 debt 0 0 0 0',
      '03 redeemed 0 130 0 130',
      '03 expired 0 0 0 0',
      '04 issued -147 100 0 -47',
      '04 pending 7 0 0 7',
      '04 shopper 10 0 10 0',
      '04 debt 0 0 90 -90',
      '04 redeemed 130 0 0 130',
      '04 expired 0 0 0 0',
    ])
    for (const day of Map.groupBy(lines, ({ day }) => day).values())
      expect(day.reduce((sum, { closing }) => sum + closing, 0)).toBe(0)
  })

  test('tell what the house owes, and when it lapses', async () => {
    const { account, credit } = await keepBooks()
    await credit('2026-11-05T10:00:00+09:00', 100)
    await credit('2026-11-05T10:00:00+09:00', 25, { expiresOn: '2026-12-05' })
    expect(await books.liability(db, account.id, '2026-11-05')).toEqual({
      available: 35,
      pending: 7,
      debt: 0,
      lapsingWithin30Days: 25,
      lapsingWithin90Days: 35,
      months: [
        { month: '2026-12', available: 25, pending: 0 },
        { month: '2027-01', available: 10, pending: 7 },
      ],
    })
    const other = await makeAccount(db)
    expect(await books.liability(db, other.id, '2026-11-05')).toMatchObject({
      available: 0,
      months: [],
    })
  })
})

describe('the audit', () => {
  test('finds nothing in sound books', async () => {
    expect(await books.findFaults(db)).toEqual([])
  })

  test.each([
    ['a journal without transfers', 'journal moves nothing', `delete from transfer`],
    [
      'points that go nowhere',
      'transfer is not between accounts of its own',
      `update transfer set to_id = 0 where points = 7`,
    ],
    [
      'points that stay where they are',
      'transfer is not between accounts of its own',
      `update transfer set to_id = from_id where points = 7`,
    ],
    ['a lot that grew', 'balance differs from lots', `update lot set points = points + 1`],
    ['a lot that grew', 'journal moves other points than its lots', `update lot set points = points + 1`],
    [
      'a pending lot that grew',
      'pending points differ from lots',
      `update lot set points = 8 where points = 7`,
    ],
    ['a use that is not counted', 'lot is not used as its uses say', `delete from lot_use where points < 50`],
    [
      'a debt that was paid back twice',
      'debt is above zero',
      `update transfer set from_id = to_id, to_id = from_id
       where points = 90 and journal_id in (select id from journal where reverses is not null)`,
    ],
    ['points of nobody', 'balance is below zero', `update transfer set points = 999 where points = 130`],
    [
      'a reversal of something else',
      'reversal is not the mirror of its journal',
      `update journal set reverses = (select max(id) from journal where reason = 'exchange')
       where id = (select max(id) from journal where reverses is not null)`,
    ],
    [
      'a reversal by half',
      'reversal is not the mirror of its journal',
      `update transfer set points = 5 where points = 10 and journal_id in (select id from journal where reverses is not null)`,
    ],
    [
      'points past the budget',
      'budget differs from what was issued',
      `update allotment_slice set used = used + 1 where slice = 0`,
    ],
    [
      'a stock that grew',
      'allotment is exceeded',
      `update allotment_slice set size = size + 1 where slice = 0`,
    ],
  ])('finds %s, planted past the triggers', async (_what, fault, statement) => {
    const found = inTransaction(db, async (sql) => {
      await sql`set local session_replication_role = replica`
      await sql.unsafe(statement)
      throw Object.assign(new Error('undo'), { faults: await books.findFaults(sql) })
    })
    await expect(found).rejects.toMatchObject({
      faults: expect.arrayContaining([expect.objectContaining({ fault })]),
    })
    expect(await books.findFaults(db)).toEqual([])
  })
})

describe('the database itself refuses', () => {
  const refused: [
    string,
    string,
    (sql: Sql, ids: Awaited<ReturnType<typeof keepBooks>>) => Promise<unknown>,
  ][] = [
    ['a credit without its lot', 'journal_held', (sql, ids) => post(sql, ids, ['issued', 'shopper', 5])],
    [
      'points taken off a card and off no lot',
      'journal_held',
      (sql, ids) => post(sql, ids, ['shopper', 'redeemed', 5]),
    ],
    [
      'a lot used without points leaving the card',
      'journal_held',
      async (sql, ids) => post(sql, ids, ['issued', 'redeemed', 5], { lotUses: await usesOf(sql, ids, 5) }),
    ],
    [
      'more taken off a lot than it holds',
      'lot_not_overdrawn',
      async (sql, ids) =>
        post(sql, ids, ['shopper', 'redeemed', 9_999], { lotUses: await usesOf(sql, ids, 9_999) }),
    ],
    [
      'more put back into a lot than was taken',
      'lot_not_overdrawn',
      async (sql, ids) =>
        post(sql, ids, ['redeemed', 'shopper', 131], { lotUses: await usesOf(sql, ids, -131) }),
    ],
    [
      'points of one person taken off the lot of another',
      'journal_held',
      async (sql, ids) => {
        const lotUses = await usesOf(sql, ids, 5)
        const { id: shopperId } = await makeShopper(sql, ids.account.id)
        return post(sql, { ...ids, shopperId }, ['shopper', 'redeemed', 5], { lotUses })
      },
    ],
    [
      'more paid back than is owed',
      'debt_not_positive',
      (sql, ids) => post(sql, ids, ['issued', 'debt', 91]),
    ],
    [
      'a second reversal of a journal',
      'journal_reversed_once',
      async (sql, ids) => {
        const [undone] = await sql<
          { reverses: string }[]
        >`select reverses from journal where reverses is not null`
        return post(sql, ids, ['redeemed', 'issued', 5], { reason: 'claw_back', reverses: undone!.reverses })
      },
    ],
    [
      'a reversal that names nothing',
      'journal_reverses_with_reason',
      (sql, ids) => post(sql, ids, ['redeemed', 'issued', 5], { reason: 'claw_back' }),
    ],
    [
      'a lot that comes past the door',
      'journal_door',
      (sql, ids) =>
        sql`
          insert into lot (account_id, shopper_id, journal_id, points, expires_on)
          select ${ids.account.id}, ${ids.shopperId}, id, 5, '2027-01-01' from journal where reason = 'exchange'
          limit 1`.execute(),
    ],
    [
      'transfers that come past the door',
      'journal_door',
      (sql) =>
        sql`insert into transfer select journal_id, line + 9, account_id, from_id, to_id, points from transfer`.execute(),
    ],
  ]

  test.each(refused)('%s', async (_what, constraint, write) => {
    const writing = inTransaction(db, (sql) => write(sql, kept))
    await expect(writing).rejects.toMatchObject({ constraint_name: constraint })
    expect(await books.findFaults(db)).toEqual([])
  })

  type Ids = Awaited<ReturnType<typeof keepBooks>>
  function post(
    sql: Sql,
    ids: Ids,
    [from, to, points]: [LedgerAccount, LedgerAccount, number],
    given: Partial<Journal> = {},
  ): Promise<boolean> {
    return ledger.post(
      sql,
      ids.account.id,
      {
        naturalKey: randomUUID(),
        reason: 'opening',
        shopperId: ids.shopperId,
        issuerId: ids.campaignId,
        entryId: null,
        reverses: null,
        transfers: [{ from, to, points }],
        lot: null,
        lotUses: [],
        ...given,
      },
      new Date(),
    )
  }
  async function usesOf(sql: Sql, ids: Ids, points: number) {
    const [lot] = await ledger.openLots(sql, ids.account.id, ids.shopperId)
    return [{ lotId: lot!.id, points }]
  }
})
