import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount, makeStaff } from '../../../tests/support/make-people.ts'
import * as audit from './audit.ts'
import { migrate } from '../migrate/migrate.ts'
import { inTransaction, type Sql } from '../open-db.ts'
import { verifyAuditChain } from './verify-audit-chain.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

let accountId: string
let staffId: string
beforeEach(async () => {
  accountId = (await makeAccount(db)).id
  staffId = (await makeStaff(db, accountId, 'owner')).id
})

const record = (subject: string, sql: Sql = db) =>
  audit.record(sql, {
    accountId,
    staffId,
    act: 'store.change',
    subject,
    before: { name: '南里店', 電話: ['092-040-9108'], n: 1.5, quoted: 'a "b"\n\\' },
    after: { z: null, a: [true, {}] },
    now: new Date(),
  })
const recordSome = async (n: number) => {
  for (let i = 1; i <= n; i++) await record(`store:${i}`)
}
const verify = (head?: string) => verifyAuditChain(db, accountId, head)

/** What the database's owner can do and the product never does. */
const behindTheTriggers = (work: (sql: Sql) => Promise<unknown>) =>
  inTransaction(db, async (sql) => {
    await sql`alter table audit_event disable trigger user`
    await work(sql)
    await sql`alter table audit_event enable trigger user`
  })

describe('the audit log of an account', () => {
  test('is whole when nothing was recorded yet', async () => {
    expect(await verify()).toEqual({ events: 0, head: '00'.repeat(32), fault: null, erased: 0 })
  })

  test('hangs together from its first event to its head', async () => {
    await recordSome(3)
    const { events, head, fault } = await verify()
    expect([events, fault]).toEqual([3, null])
    const {
      items: [newest],
    } = await audit.list(db, accountId, {}, { limit: 1 })
    expect([newest!.seq, newest!.hash]).toEqual([3, head])
  })

  test('can be recomputed by anybody with SHA-256 and the rows', async () => {
    await audit.record(db, {
      accountId,
      staffId: null,
      act: 'staff.grant',
      subject: 'staff:1',
      after: 'x',
      now: new Date(),
    })
    const [row] = await db<{ at: string }[]>`
      select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from audit_event
      where account_id = ${accountId}`
    const text = `tamaru audit 1\n${accountId}\n1\n${'00'.repeat(32)}\n${row!.at}\n\nstaff.grant\nstaff:1\n\n"x"`
    expect((await verify()).head).toBe(createHash('sha256').update(text).digest('hex'))
  })

  test('is no other account’s', async () => {
    await recordSome(2)
    const other = await makeAccount(db)
    await audit.record(db, {
      accountId: other.id,
      staffId: null,
      act: 'staff.grant',
      subject: 'x',
      now: new Date(),
    })
    expect(await verifyAuditChain(db, other.id)).toMatchObject({ events: 1, fault: null })
    expect(await verify()).toMatchObject({ events: 2, fault: null })
  })

  test('does not fork when many record at once, and leaves no gap where an act was undone', async () => {
    const acts = Array.from({ length: 40 }, (_, i) =>
      inTransaction(db, async (sql) => {
        await record(`store:${i}`, sql)
        if (i % 4 === 0) throw new Error('undone')
      }),
    )
    const ended = await Promise.allSettled(acts)
    expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(10)
    expect(await verify()).toMatchObject({ events: 30, fault: null })
  })

  test('is read as of one moment, also while more is recorded', async () => {
    await recordSome(20)
    const [, ...found] = await Promise.all([recordSome(20), verify(), verify(), verify()])
    expect(found.map(({ fault }) => fault)).toEqual([null, null, null])
  })

  test('takes its numbers and hashes from the database, whatever an insert says', async () => {
    await recordSome(1)
    await db`
      insert into audit_event (account_id, staff_id, act, subject, at, seq, prev_hash, hash)
      values (${accountId}, ${staffId}, 'store.add', 'x', ${new Date()}, 77, '\\x00', '\\x00')`
    expect(await verify()).toMatchObject({ events: 2, fault: null })
  })

  test('refuses to be emptied, and a value that would look like two lines', async () => {
    await expect(db`truncate audit_event cascade`).rejects.toMatchObject({
      message: 'audit_event is append-only',
    })
    await expect(record('store:1\nstore:2')).rejects.toMatchObject({
      constraint_name: 'audit_event_one_line',
    })
  })
})

describe('what somebody did to the log behind its triggers is found and named', () => {
  beforeEach(() => recordSome(5))

  test.each([
    ['the subject', (sql: Sql) => sql`update audit_event set subject = 'y' where ${third(sql)}`],
    ['who did it', (sql: Sql) => sql`update audit_event set staff_id = null where ${third(sql)}`],
    [
      'when',
      (sql: Sql) => sql`update audit_event set at = at + interval '1 microsecond' where ${third(sql)}`,
    ],
    ['before', (sql: Sql) => sql`update audit_event set before = '{}' where ${third(sql)}`],
    [
      'after, from a value to none',
      (sql: Sql) => sql`update audit_event set after = null where ${third(sql)}`,
    ],
    ['a hash', (sql: Sql) => sql`update audit_event set hash = sha256('x') where ${third(sql)}`],
  ])('a changed event: %s', async (_what, change) => {
    await behindTheTriggers((sql) => change(sql).execute())
    expect(await verify()).toMatchObject({
      events: 2,
      fault: expect.stringMatching(/^event 3 \(store\.change .*was changed after it was recorded$/),
    })
  })

  test('words that were changed, or are gone without an erasure that says so', async () => {
    const reason = { reason: 'レシートが返品されました' }
    const act = {
      accountId,
      staffId,
      act: 'entry.revoke',
      subject: 'entry:1',
      after: reason,
      now: new Date(),
    }
    await audit.record(db, act)
    expect(await verify()).toMatchObject({ events: 6, fault: null })
    const words = (change: (sql: Sql) => Promise<unknown>) =>
      inTransaction(db, async (sql) => {
        await sql`alter table audit_words disable trigger user`
        await change(sql)
        await sql`alter table audit_words enable trigger user`
      })
    await words((sql) => sql`update audit_words set words = 'x' where account_id = ${accountId}`.execute())
    expect((await verify()).fault).toMatch(/^the words of event 6 .* were changed/)
    await words((sql) => sql`delete from audit_words where account_id = ${accountId}`.execute())
    expect((await verify()).fault).toBe('event 6 has lost its words, and no erasure after it says so')
    const erased = { ...act, act: 'person.erase', subject: 'shopper:1', after: { events: [6] } }
    await audit.record(db, erased)
    expect(await verify()).toMatchObject({ fault: null, erased: 1 })
  })

  test('an event that is gone', async () => {
    await behindTheTriggers((sql) => sql`delete from audit_event where ${third(sql)}`.execute())
    expect((await verify()).fault).toBe('event 3 is missing: event 4 follows event 2')
  })

  test('an event that is gone, where those after it moved up', async () => {
    await behindTheTriggers(async (sql) => {
      await sql`delete from audit_event where ${third(sql)}`
      await sql`update audit_event set seq = seq - 1 where account_id = ${accountId} and seq > 3`
    })
    expect((await verify()).fault).toMatch(/^event 3 \(.* does not follow the event before it$/)
  })

  test('an event that was slipped in at the end', async () => {
    await behindTheTriggers((sql) =>
      sql`
        insert into audit_event (account_id, staff_id, act, subject, at, seq, prev_hash, hash)
        select account_id, staff_id, 'store.add', 'x', at, 6, hash, sha256('x') from audit_event
        where account_id = ${accountId} and seq = 5`.execute(),
    )
    expect((await verify()).fault).toMatch(/^event 6 \(store\.add .*was changed/)
  })

  test('an end that was cut off', async () => {
    await behindTheTriggers((sql) =>
      sql`delete from audit_event where account_id = ${accountId} and seq > 3`.execute(),
    )
    expect(await verify()).toMatchObject({
      events: 3,
      fault: 'the log ends with event 3, but 5 were recorded',
    })
  })

  test('an end that was cut off with every trace, for whoever noted the head before', async () => {
    const { head } = await verify()
    await record('store:6')
    expect(await verify(head)).toMatchObject({ events: 6, fault: null })
    await behindTheTriggers(async (sql) => {
      await sql`delete from audit_event where account_id = ${accountId} and seq > 3`
      await sql`update audit_chain c set events = 3, head = e.hash from audit_event e
        where c.account_id = ${accountId} and e.account_id = c.account_id and e.seq = 3`
    })
    expect(await verify()).toMatchObject({ events: 3, fault: null })
    expect((await verify(head)).fault).toContain(head)
  })

  test('a log that was written anew as a whole, for whoever noted the head before', async () => {
    const { head } = await verify()
    await behindTheTriggers(async (sql) => {
      await sql`delete from audit_event where account_id = ${accountId}`
      await sql`delete from audit_chain where account_id = ${accountId}`
    })
    await recordSome(5)
    expect(await verify()).toMatchObject({ events: 5, fault: null })
    expect((await verify(head)).fault).toContain('written anew')
  })

  const third = (sql: Sql) => sql`account_id = ${accountId} and seq = 3`
})

test('events that were recorded before there were chains are chained in their order', async () => {
  await using old = await freshDatabase()
  const folder = new URL('../../migrations/', import.meta.url)
  const names = (await readdir(folder)).filter((name) => name < '0011').sort()
  await old.db`drop schema public cascade`
  await old.db`create schema public`
  await old.db`create table migration (name text primary key, ran_at timestamptz not null default now())`
  for (const name of names) {
    await old.db.unsafe(await readFile(new URL(name, folder), 'utf8'))
    await old.db`insert into migration (name) values (${name})`
  }
  const [account] = await old.db<{ id: string }[]>`
    insert into account (slug, name, login_channel_id) values ('old', 'old', '1') returning id`
  const [person] = await old.db<{ id: string }[]>`
    insert into staff (account_id, line_user_id, display_name, role)
    values (${account!.id}, ${`U${'0'.repeat(32)}`}, '森', 'owner') returning id`
  for (const subject of ['entry:1', 'entry:2', 'entry:3'])
    await old.db`
      insert into audit_event (account_id, staff_id, act, subject, before)
      values (${account!.id}, ${person!.id}, 'entry.approve', ${subject}, '{"points": 0}')`

  await migrate(old.db, new Date())
  const record = { accountId: account!.id, staffId: person!.id, act: 'entry.reject', subject: 'entry:4' }
  await audit.record(old.db, { ...record, now: new Date() })
  expect(await verifyAuditChain(old.db, account!.id)).toMatchObject({ events: 4, fault: null })
  const { items: listed } = await audit.list(old.db, account!.id, {}, { limit: 10 })
  expect(listed.map(({ seq, subject }) => [seq, subject])).toEqual([
    [4, 'entry:4'],
    [3, 'entry:3'],
    [2, 'entry:2'],
    [1, 'entry:1'],
  ])
})
