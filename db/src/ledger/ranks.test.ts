import { CREDIT_REASONS, rankOf, tallyMoves, type Credit, type CreditReason } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeCampaign } from '../../../tests/support/make-campaign.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import * as ledger from './ledger.ts'
import { inTransaction } from '../open-db.ts'
import * as ranks from './ranks.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const since = new Date('2026-01-01')
const account = await makeAccount(db)
const { campaignId } = await makeCampaign(db, account.id)

async function credit(
  shopperId: string,
  points: number,
  { at = new Date(), ...given }: Partial<Credit> & { at?: Date } = {},
): Promise<string> {
  const naturalKey = randomUUID()
  const known = { entryId: null, issuerId: campaignId, expiresOn: '2027-05-01', releaseOn: null }
  const made: Credit = { ...known, naturalKey, reason: 'entry_credit', shopperId, points, ...given }
  await inTransaction(db, (sql) => ledger.credit(sql, account.id, made, at))
  return naturalKey
}
const clawBack = (reversesKey: string) =>
  inTransaction(db, (sql) =>
    ledger.reverse(
      sql,
      account.id,
      { naturalKey: `${reversesKey}:back`, reversesKey, reason: 'claw_back' },
      new Date(),
    ),
  )
const release = async (shopperId: string) => {
  for (const { id: lotId } of await ledger.pendingOf(db, account.id, shopperId))
    await inTransaction(db, (sql) =>
      ledger.release(sql, { accountId: account.id, shopperId, lotId }, new Date()),
    )
}
const spend = (shopperId: string, points: number) =>
  inTransaction(db, (sql) =>
    ledger.spend(sql, account.id, { naturalKey: randomUUID(), shopperId, points }, new Date()),
  )

/** A member for every way in which points come and go, by name. */
const people: Record<string, (id: string) => Promise<unknown>> = {
  'who never earned': async () => {},
  'who is just below': (id) => credit(id, 99),
  'who is just there': (id) => credit(id, 100),
  'who spent it all': async (id) => {
    await credit(id, 250)
    await spend(id, 250)
  },
  'whose points are too old': (id) => credit(id, 5000, { at: new Date('2025-12-31T14:59:59Z') }),
  'whose points were a prize': (id) => credit(id, 5000, { reason: 'prize' }),
  'whose points are pending': (id) => credit(id, 5000, { releaseOn: '2099-01-01' }),
  'whose pending points were released': async (id) => {
    await credit(id, 150, { releaseOn: '2026-11-10' })
    await release(id)
  },
  'whose released points were taken back': async (id) => {
    const bad = await credit(id, 150, { releaseOn: '2026-11-10' })
    await release(id)
    await clawBack(bad)
  },
  'who pays back a debt': async (id) => {
    const bad = await credit(id, 90)
    await spend(id, 90)
    await clawBack(bad)
    await credit(id, 120)
  },
  'who got points for every reason there is': async (id) => {
    for (const reason of Object.keys(CREDIT_REASONS) as CreditReason[]) await credit(id, 100, { reason })
  },
  'with the most': (id) => credit(id, 300),
}
const ids: string[] = []
for (const live of Object.values(people)) {
  const { id } = await makeShopper(db, account.id)
  await live(id)
  ids.push(id)
}
const earned = await Promise.all(ids.map((id) => ledger.earnedSince(db, account.id, id, since)))

describe('shoppers by rank', () => {
  test.each([
    { silver: 100, gold: 250 },
    { silver: 1, gold: 2 },
    { silver: 301, gold: 10_000_000 },
    { silver: 99, gold: 300 },
  ])('by %o are where their own cards have them', async (then) => {
    const now = { silver: 100, gold: 250 }
    const expected = tallyMoves(
      earned.map((points) => ({
        from: rankOf(points, now).rank,
        to: rankOf(points, then).rank,
        shoppers: 1,
      })),
    )
    expect(tallyMoves(await ranks.countMoves(db, account.id, since, { now, then }))).toEqual(expected)
    expect(expected.now).toEqual({ bronze: 6, silver: 4, gold: 2 })
  })

  test('of another account are not counted', async () => {
    const elsewhere = await makeAccount(db)
    await makeShopper(db, elsewhere.id)
    const thresholds = { silver: 1, gold: 2 }
    const moves = await ranks.countMoves(db, elsewhere.id, since, { now: thresholds, then: thresholds })
    expect(moves).toEqual([{ from: 'bronze', to: 'bronze', shoppers: 1 }])
  })
})

test('thresholds are an account’s own, and not set where gold is not above silver', async () => {
  const other = await makeAccount(db)
  await ranks.change(db, account.id, { silver: 30, gold: 60 })
  expect(await ranks.thresholds(db, account.id)).toEqual({ silver: 30, gold: 60 })
  expect(await ranks.thresholds(db, other.id)).toEqual({ silver: 500, gold: 2000 })
  await expect(ranks.change(db, account.id, { silver: 60, gold: 60 })).rejects.toMatchObject({
    code: '23514',
  })
})
