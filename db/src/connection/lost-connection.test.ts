import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { untilTrue } from '../../../tests/support/start-house.ts'
import { isConnectionLost, isUnavailable } from './unavailable.ts'
import { inTransaction, openDb, type Db, type Limits, type Sql } from '../open-db.ts'

const database = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())
await database.db`create table note (said text not null)`
beforeEach(() => database.db`truncate note`)

const opened: Db[] = []
afterEach(() => Promise.all(opened.splice(0).map((db) => db.end({ timeout: 1 }))))
function open(options: { max?: number; limits?: Limits } = {}): Db {
  const db = openDb(database.url, { name: 'watched', ...options })
  opened.push(db)
  return db
}

const say = (sql: Sql, said: string) => sql`insert into note ${sql({ said })}`
const said = async () =>
  (await database.db<{ said: string }[]>`select said from note order by said`).map((note) => note.said)
const pidOf = async (sql: Sql) => (await sql<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]!.pid
const endConnection = (pid: number) => database.db`select pg_terminate_backend(${pid}, 5000)`
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('when the server ends a connection', () => {
  test.each([
    ['amid a statement', (sql: Sql) => sql`select pg_terminate_backend(pg_backend_pid())`],
    ['between two statements', async (sql: Sql) => endConnection(await pidOf(sql))],
  ])(
    '%s of a transaction, that is refused whole, nothing is thrown elsewhere, and the next is fine',
    async (_, lose) => {
      const db = open({ max: 1 })
      const transaction = inTransaction(db, async (sql) => {
        await say(sql, 'lost')
        await lose(sql)
        await say(sql, 'after it')
      })
      expect(isConnectionLost(await reasonOf(transaction))).toBe(true)
      await inTransaction(db, (sql) => say(sql, 'next'))
      expect(await said()).toEqual(['next'])
    },
  )

  test('work that goes on all the same says nothing in the name of another transaction', async () => {
    const db = open({ max: 1 })
    const goOn = Promise.withResolvers<void>()
    const wentOn = Promise.withResolvers<unknown>()
    const lost = inTransaction(db, async (sql) => {
      await sql`select pg_terminate_backend(pg_backend_pid())`.catch(() => {})
      await goOn.promise
      wentOn.resolve(await reasonOf(say(sql, 'stray')))
    })
    expect(isConnectionLost(await reasonOf(lost))).toBe(true)
    await inTransaction(db, async (sql) => {
      await say(sql, 'other')
      goOn.resolve()
      await wentOn.promise
    })
    expect(await wentOn.promise).toMatchObject({ code: 'TRANSACTION_OVER' })
    expect(await said()).toEqual(['other'])
  })

  test('other transactions of the same pool go on', async () => {
    const db = open({ max: 2 })
    await inTransaction(db, async (sql) => {
      await say(sql, 'kept')
      await reasonOf(inTransaction(db, (other) => other`select pg_terminate_backend(pg_backend_pid())`))
      await say(sql, 'to the end')
    })
    expect(await said()).toEqual(['kept', 'to the end'])
  })

  test('again and again, with the whole pool at work, every query and transaction ends', async () => {
    const db = open({ max: 4 })
    const tries = Array.from({ length: 200 }, async (_, i) => {
      const work = i % 2 ? inTransaction(db, (sql) => say(sql, `note ${i}`)) : say(db, `note ${i}`)
      const error = await reasonOf(work)
      if (error) expect(isConnectionLost(error), String(error)).toBe(true)
      if (i % 20 === 0)
        await database.db`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'watched'`
    })
    await Promise.all(tries)
    await say(db, 'the end')
    expect(await said()).toContain('the end')
  })

  test('a channel is listened to again, and its listener is told that something may have passed it by', async () => {
    const db = open({ max: 1 })
    const heard: string[] = []
    let began = 0
    await db.listen(
      'news',
      (payload) => void heard.push(payload),
      () => began++,
    )
    await database.db`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen "news"%'`
    await untilTrue(() => began >= 2)
    await database.db.notify('news', 'again')
    await untilTrue(() => heard.length > 0)
    expect(heard).toEqual(['again'])
  })
})

describe('with limits', () => {
  const limits = { lock_ms: 100, statement_ms: 300, answer_ms: 600 }

  /** Holds a lock on the table while `meanwhile` runs. */
  const withLockHeld = (meanwhile: () => Promise<unknown>) =>
    inTransaction(database.db, async (sql) => {
      await sql`lock table note`
      await meanwhile()
    })

  test('a transaction waits for a lock only so long, a query of its own too, and the pool is free afterwards', async () => {
    const db = open({ max: 2, limits })
    await withLockHeld(async () => {
      const waiting = Array.from({ length: 12 }, (_, i) =>
        reasonOf(i % 2 ? inTransaction(db, (sql) => say(sql, 'late')) : say(db, 'late')),
      )
      for (const error of await Promise.all(waiting)) expect(isUnavailable(error), String(error)).toBe(true)
      // The lock is held still: whatever needs it not is answered.
      await untilTrue(async () => (await reasonOf(db`select 1`)) === undefined)
    })
    await say(db, 'in time')
    expect(await said()).toEqual(['in time'])
  })

  test('a statement may take so long, and no longer', async () => {
    const error = await reasonOf(inTransaction(open({ limits }), (sql) => sql`select pg_sleep(30)`))
    expect(error).toMatchObject({ code: '57014' })
    expect(isUnavailable(error)).toBe(true)
  })

  test.skipIf(process.platform === 'win32')('a server that is stopped is not waited for', async () => {
    const db = open({ max: 1, limits })
    const pid = await pidOf(db)
    process.kill(pid, 'SIGSTOP')
    try {
      const asked = [say(db, 'lost'), inTransaction(db, (sql) => say(sql, 'lost')), db`select 1`]
      for (const error of await Promise.all(asked.map(reasonOf)))
        expect(isUnavailable(error), String(error)).toBe(true)
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    await untilTrue(async () => (await reasonOf(db`select 1`)) === undefined)
  })

  test('they can be lifted for what is known to take long', async () => {
    const short = { ...limits, statement_ms: 1, answer_ms: 2 }
    const slow = inTransaction(open({ limits: short }), (sql) => sql`select pg_sleep(0.05)`, null)
    expect(await reasonOf(slow)).toBeUndefined()
  })
})

test('arrays come and go as they are', async () => {
  const words = ['plain', 'with "quotes", commas', 'back\\slash', '', 'NULL', '{curly}', 'line\nbreak']
  const [row] = await database.db`
    select ${words}::text[] as words, ${[1, -2]}::int[] as numbers, ${[]}::uuid[] as none,
      array['2026-11-30'::date, null] as days, array[true, false] as flags`
  expect(row).toEqual({ words, numbers: [1, -2], none: [], days: ['2026-11-30', null], flags: [true, false] })
})
