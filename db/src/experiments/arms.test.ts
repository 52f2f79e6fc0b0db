import { afterAll, beforeAll, expect, test } from 'vitest'
import { atLength } from '../../../tests/support/at-length.ts'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import { runScript } from '../../../tests/support/run-command.ts'
import * as erasures from '../leaving/erasures.ts'
import { inTransaction } from '../open-db.ts'
import { assignArms, count } from './arms.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const account = await makeAccount(db)
const now = new Date('2026-12-01T03:00:00Z')
const PEOPLE = atLength(3_000, 1_000_000)
const SHARES = [
  { arm: 'held', share: 500 },
  { arm: 'told', share: 8_500 },
]
const given = { seed: 'a seed of our own', arms: SHARES }
const armsOf = (experiment: string) => db<{ shopperId: string; arm: string }[]>`
  select shopper_id, arm from arm where experiment = ${experiment} order by shopper_id`

let ids: string[]
beforeAll(
  async () => {
    // The same each time: chance is held against what it may do once, not once in so many runs.
    ids = Array.from(
      { length: PEOPLE },
      (_, n) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
    )
    await db.begin(async (sql) => {
      await sql`set local session_replication_role = replica`
      for (let from = 0; from < ids.length; from += 50_000)
        await sql`
        insert into shopper (id, account_id, line_user_id, created_at)
        select id, ${account.id}, 'U' || replace(id::text, '-', ''), ${now}
        from unnest(${ids.slice(from, from + 50_000)}::uuid[]) as id`
    })
  },
  atLength(30_000, 600_000),
)

/** Walks over everybody in a process of its own, in portions and from one end or the other. Returns how many it wrote. */
async function assignAll(experiment: string, portion: number, order: 'asc' | 'desc'): Promise<number> {
  const assigning = JSON.stringify({ ...given, experiment })
  const args = [database.url, account.id, assigning, `${portion}`, order, now.toISOString()]
  const { code, out, err } = await runScript('tests/support/assign-arms.ts', args)
  expect([code, err]).toEqual([0, ''])
  return Number(out)
}

test(
  'two processes at once, in other portions and orders, and again, put everybody into the same arms: none changes at re-entry',
  async () => {
    const counts = await Promise.all([
      assignAll('at once', atLength(70, 7_000), 'asc'),
      assignAll('at once', atLength(99, 9_999), 'desc'),
    ])
    await assignAll('alone', 10_000, 'asc')
    const together = await armsOf('at once')
    expect(counts[0]! + counts[1]!).toBe(together.length)
    expect(await armsOf('alone')).toEqual(together)
    expect(await assignAll('at once', 20_000, 'desc')).toBe(0)
    expect(await armsOf('at once')).toEqual(together)
  },
  atLength(60_000, 900_000),
)

test('the arms have their shares as far as chance goes (χ², two degrees of freedom, p > 0.001)', async () => {
  const { held = 0, told = 0 } = await count(db, account.id, 'at once')
  const seen = [held, told, PEOPLE - held - told]
  const meant = [0.05, 0.85, 0.1].map((share) => share * PEOPLE)
  const chi2 = seen.reduce((sum, people, n) => sum + (people - meant[n]!) ** 2 / meant[n]!, 0)
  expect(chi2).toBeLessThan(13.816)
})

test('who tries the account out, has stopped or has left gets none; who leaves keeps theirs, which nobody can change', async () => {
  const people = await Promise.all(Array.from({ length: 5 }, () => makeShopper(db, account.id)))
  const [tester, stopped, gone, leaves, stays] = people.map(({ id }) => id) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const erase = (shopperId: string) =>
    inTransaction(db, (sql) =>
      erasures.erase(sql, { accountId: account.id, shopperId }, { askedBy: 'person' }, now),
    )
  await db`update shopper set test_side = 'client' where id = ${tester}`
  await db`update shopper set stopped_at = ${now} where id = ${stopped}`
  await erase(gone)
  const all = { experiment: 'few', seed: 's', arms: [{ arm: 'only', share: 10_000 }] }
  const assign = () =>
    assignArms(
      db,
      account.id,
      all,
      people.map(({ id }) => id),
      now,
    )
  expect(await assign()).toEqual({ only: 2 })
  await erase(leaves)
  expect(await assign()).toEqual({})
  expect(new Set((await armsOf('few')).map(({ shopperId }) => shopperId))).toEqual(new Set([leaves, stays]))
  for (const change of [
    db`update arm set arm = 'other' where shopper_id = ${stays}`,
    db`delete from arm where shopper_id = ${stays}`,
    db`truncate arm`,
  ])
    await expect(change).rejects.toThrow('arm is append-only')
})
