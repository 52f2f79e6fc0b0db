import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { migrateUntil } from '../../../tests/support/migrate-until.ts'
import * as books from '../ledger/books.ts'
import * as budgets from '../ledger/budgets.ts'
import { migrate } from './migrate.ts'
import { inTransaction, type Sql } from '../open-db.ts'

const database = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { db } = database

test('books that were kept in postings are the same when they are kept in transfers', async () => {
  await migrateUntil(db, '0015')
  const [account] = await db<{ id: string }[]>`
    insert into account (slug, name, login_channel_id) values ('minato', 'ミナト食品', '2000000000') returning id`
  const accountId = account!.id
  const [shopper] = await db<{ id: string }[]>`
    insert into shopper (account_id, line_user_id) values (${accountId}, ${`U${'1'.repeat(32)}`}) returning id`
  const shopperId = shopper!.id
  const [campaign] = await db<{ id: string }[]>`
    insert into campaign (account_id, slug, state) values (${accountId}, 'autumn', 'published') returning id`
  const campaignId = campaign!.id

  const sides = {
    issued: { kind: 'issued', campaignId },
    shopper: { kind: 'shopper', shopperId },
    debt: { kind: 'debt', shopperId },
    redeemed: { kind: 'redeemed' },
    expired: { kind: 'expired' },
  }
  type Told = {
    reason: string
    moves: [keyof typeof sides, number][]
    lot?: number
    uses?: [string, number][]
  }
  let n = 0
  const write = async (sql: Sql, told: Told & { reverses?: string }): Promise<string> => {
    const naturalKey = `journal:${n++}`
    const journal = {
      naturalKey,
      reason: told.reason,
      shopperId,
      entryId: null,
      reverses: told.reverses ?? null,
      postings: told.moves.map(([side, points]) => ({ account: sides[side], points })),
      lot: told.lot ? { points: told.lot, expiresOn: '2027-05-01', releaseOn: null } : null,
      lotUses: (told.uses ?? []).map(([lotId, points]) => ({ lotId, points })),
    }
    await sql`select write_journal(${accountId}, ${sql.json(journal)}, null, null)`
    const [written] = await sql<{ id: string }[]>`select id from journal where natural_key = ${naturalKey}`
    return written!.id
  }
  await inTransaction(db, async (sql) => {
    const [allotment] = await sql<{ id: string }[]>`
      insert into allotment (account_id, total) values (${accountId}, 500) returning id`
    await sql`
      insert into allotment_slice (account_id, allotment_id, slice, size, used)
      values (${accountId}, ${allotment!.id}, 0, 300, 40), (${accountId}, ${allotment!.id}, 1, 200, 0)`
    await sql`update campaign set budget_allotment_id = ${allotment!.id}`
    const credit = (points: number) =>
      write(sql, {
        reason: 'entry_credit',
        lot: points,
        moves: [
          ['issued', -points],
          ['shopper', points],
        ],
      })
    const bad = await credit(30)
    await write(sql, {
      reason: 'exchange',
      uses: [[bad, 12]],
      moves: [
        ['shopper', -12],
        ['redeemed', 12],
      ],
    })
    await write(sql, {
      reason: 'expiry',
      uses: [[bad, 8]],
      moves: [
        ['shopper', -8],
        ['expired', 8],
      ],
    })
    // Three sides against one, and then one against two.
    await write(sql, {
      reason: 'claw_back',
      reverses: bad,
      uses: [[bad, 10]],
      moves: [
        ['shopper', -10],
        ['debt', -12],
        ['expired', -8],
        ['issued', 30],
      ],
    })
    await write(sql, {
      reason: 'entry_credit',
      lot: 28,
      moves: [
        ['issued', -40],
        ['debt', 12],
        ['shopper', 28],
      ],
    })
    // Two against two: no door of ours ever wrote one, but a ledger may hold it.
    await write(sql, {
      reason: 'opening',
      lot: 5,
      moves: [
        ['issued', -9],
        ['shopper', 5],
        ['expired', -3],
        ['redeemed', 7],
      ],
    })
    await sql`update allotment_slice set used = 49 where slice = 0`
  })
  const sums = () => db`
    select p.journal_id, a.kind, sum(p.points)::int as points
    from posting p join ledger_account a on a.id = p.ledger_account_id group by 1, 2 order by 1, 2`
  const before = await sums()
  expect(before).toHaveLength(17)

  await migrate(db, new Date())
  expect(await sums()).toEqual(before)
  expect(await db`select journal_id from transfer where points <= 0 or from_id = to_id`).toEqual([])
  expect(await books.findFaults(db)).toEqual([])
  expect(await budgets.left(db, accountId, campaignId)).toBe(451)
})
