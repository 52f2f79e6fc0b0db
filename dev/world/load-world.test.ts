import { accounts, books, campaigns, judgements, refreshTouched, verifyAuditChain, type Db } from '@tamaru/db'
import { copyOut, lastMigration, listTables } from '@tamaru/db/copies'
import { tokyoDate } from '@tamaru/domain'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rejudge } from '../../api/src/entries/rejudge.ts'
import { freshDatabase } from '../../tests/support/fresh-database.ts'
import { DEMO_LINE } from '../demo-line.ts'
import { liveWorld } from './live-world.ts'
import { daysToShift, loadWorld } from './load-world.ts'
import { shiftDays } from './shift-days.ts'
import { WORLD } from './world.ts'
import { writeWorld } from './world-file.ts'

const [made, loaded] = [await freshDatabase(), await freshDatabase()]
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-world-'))
const file = path.join(folder, 'world.br')
afterAll(async () => {
  await made[Symbol.asyncDispose]()
  await loaded[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})
const { db } = loaded
const SMALL = { first: '2025-12-01', days: 21, seed: 'small', people: 9 }
const LAST_DAY = '2025-12-21'
const NOW = new Date('2026-09-30T03:00:00Z')

const empty = async (of: Db) => {
  await of`drop schema public cascade`
  await of`create schema public`
}
const readAll = async (from: Db, names = /./) => {
  const tables = (await listTables(from)).filter(({ name }) => names.test(name))
  return Promise.all(tables.map(async (table) => ({ ...table, lines: await copyOut(from, table) })))
}

beforeAll(async () => {
  await liveWorld(made.db, SMALL)
  const { days, people } = SMALL
  const migration = await lastMigration(made.db)
  await writeWorld({ migration, lastDay: LAST_DAY, days, people }, await readAll(made.db), file)
  await empty(db)
})

test('days move by whole weeks, so that the last is over and was less than a week ago', () => {
  const of = (today: string) => daysToShift('2025-12-21', new Date(`${today}T03:00:00Z`))
  expect(['2025-12-22', '2025-12-28', '2025-12-29', '2026-01-04', '2025-12-21'].map(of)).toEqual([
    0, 0, 7, 7, -7,
  ])
})

test('a day is moved wherever it stands, and what only looks like one is not', () => {
  const text = '{"at": "2025-12-30T23:10", "ja": "購入日 2025年12月30日"}\t2026-02-25 15:00:00+00'
  expect(shiftDays(text, 7)).toBe(
    '{"at": "2026-01-06T23:10", "ja": "購入日 2026年1月6日"}\t2026-03-04 15:00:00+00',
  )
  for (const other of ['0120-25-12', '2025-12-30-01', '052-2011-1120', 'a0-2025-12-30', '2025-02-31'])
    expect(shiftDays(other, 7)).toBe(other)
})

describe('a world that is loaded', () => {
  test('fills an unused database, and no other', async () => {
    expect(await loadWorld(db, NOW, file)).toMatchObject({ people: 9, lastDay: '2026-09-27' })
    expect(await loadWorld(db, NOW, file)).toBeUndefined()
    expect(await loadWorld(made.db, NOW, file)).toBeUndefined()
  })

  const account = async () => (await accounts.findByLoginChannel(db, DEMO_LINE.LINE_LOGIN_CHANNEL_ID))!

  test('has as many rows of everything as were made, and its books are sound', async () => {
    const counts = (all: Awaited<ReturnType<typeof readAll>>) =>
      all.map(({ name, lines }) => [name, lines.length])
    expect(counts(await readAll(db))).toEqual(counts(await readAll(made.db)))
    expect(await books.findFaults(db)).toEqual([])
    const [{ entries } = { entries: 0 }] = await db<
      { entries: number }[]
    >`select count(*)::int as entries from entry`
    expect(entries).toBeGreaterThan(5)
  })

  test('has an audit log that hangs together, of the same acts on the days to which it was moved', async () => {
    const { id } = await account()
    const before = await verifyAuditChain(made.db, id)
    const after = await verifyAuditChain(db, id)
    expect([before.fault, after.fault]).toEqual([null, null])
    expect([after.fault, after.events]).toEqual([null, before.events])
    expect(after.head).not.toBe(before.head)
    const acts = (of: Db) => of`select seq, act, subject from audit_event order by seq`
    expect(await acts(db)).toEqual([...(await acts(made.db))])
  })

  test('is judged once more as it was', async () => {
    const { id } = await account()
    const kept = await judgements.listByMachine(db, id, '0', 500)
    expect(kept.length).toBeGreaterThan(5)
    for (const one of kept) {
      const { rules } = (await campaigns.findVersion(db, id, one.campaignVersionId))!
      expect(rejudge(one, rules)).toBeUndefined()
    }
  })

  test('has the facts of its people that are made of its books, and a trace of each receipt', async () => {
    const facts = async () =>
      (await readAll(db, /^person_/)).map(({ name, columns, lines }) => {
        const when = columns.indexOf('refreshed_at')
        return [name, lines.map((line) => line.split('\t').toSpliced(when, when < 0 ? 0 : 1)).sort()]
      })
    const then = await facts()
    await db`insert into person_touched select account_id, id from shopper`
    await refreshTouched(db, NOW)
    expect(await facts()).toEqual(then)
    expect(
      await db`
        select from entry e left join receipt_trace t on t.entry_id = e.id
        where e.state in ('approved', 'needs_review', 'revoked') and t.entry_id is null`,
    ).toEqual([])
  })

  test('happens within its weeks', async () => {
    const [row] = await db<{ first: Date; last: Date; strays: number }[]>`
      select min(at) as first, max(at) as last, (select count(*)::int from happening_default) as strays from happening`
    expect(tokyoDate(row!.first) >= '2026-09-06').toBe(true)
    expect(tokyoDate(row!.last) > '2026-09-20' && tokyoDate(row!.last) <= '2026-09-27').toBe(true)
    expect(row!.strays).toBe(0)
  })
})

test(
  'the stored world still loads, whatever has been migrated since, and is sound',
  { timeout: 180_000 },
  async () => {
    await empty(db)
    expect(await loadWorld(db, NOW)).toMatchObject({ people: WORLD.people })
    const { id } = (await accounts.findByLoginChannel(db, DEMO_LINE.LINE_LOGIN_CHANNEL_ID))!
    expect(await books.findFaults(db)).toEqual([])
    expect(await verifyAuditChain(db, id)).toMatchObject({ fault: null })
    const kept = await judgements.listByMachine(db, id, '0', 300)
    const { rules } = (await campaigns.findVersion(db, id, kept[0]!.campaignVersionId))!
    expect(kept.flatMap((one) => rejudge(one, rules) ?? [])).toEqual([])
  },
)
