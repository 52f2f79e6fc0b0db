import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount } from '../../../tests/support/make-people.ts'
import * as jobs from './jobs.ts'
import { inTransaction, openDb } from '../open-db.ts'
import { LeaseLostError, underLease } from './under-lease.ts'

const { db, url, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const { id: accountId } = await makeAccount(db)
beforeEach(async () => {
  await db`delete from job`
})

const kind = 'read_receipt'
type AskedJob = Parameters<typeof jobs.enqueue>[1] & {
  kind: 'read_receipt' | 'settle_entry'
  payload: { entryId: string }
}
const enqueue = ({ kind: other = kind, payload = { entryId: 'e' }, ...given }: Partial<AskedJob> = {}) =>
  jobs.enqueue(db, { accountId, kind: other, payload, ...given, now })
const lease = async (worker = 'a', lease_s = 60) => {
  await inTransaction(db, (sql) => jobs.takeBack(sql, { kinds: [kind] }, now))
  return jobs.lease(db, { kinds: [kind], worker, lease_s, now })
}
const states = async () =>
  (await db<{ state: string }[]>`select state from job order by id`).map((j) => j.state)
/** As if the holder of every lease had died and the lease had run out. */
const runLeasesOut = () => db`update job set lease_until = now() - interval '1 second' where state = 'leased'`
/** What is due is told by this clock. */
let now = new Date()
const pass = (wait_s: number) => {
  now = new Date(now.getTime() + wait_s * 1000)
}

describe('a job', () => {
  test('is leased with its payload, and gone once it is done', async () => {
    await enqueue({ payload: { entryId: '42' } })
    const job = (await lease())!
    expect(job).toMatchObject({ accountId, kind, payload: { entryId: '42' }, attempts: 1, maxAttempts: 8 })
    expect(await jobs.complete(db, job, now)).toBe(true)
    expect(await lease()).toBeUndefined()
    expect(await states()).toEqual(['done'])
  })

  test('commits with what it is about, or not at all', async () => {
    const broken = inTransaction(db, async (sql) => {
      await jobs.enqueue(sql, { accountId, kind, payload: { entryId: 'e' }, now })
      throw new Error('the entry could not be written')
    })
    await expect(broken).rejects.toThrow('the entry could not be written')
    expect(await lease()).toBeUndefined()
  })

  test('comes oldest first, and only to a worker of its kind', async () => {
    for (const entryId of ['1', '2', '3']) await enqueue({ payload: { entryId } })
    await enqueue({ kind: 'settle_entry' })
    const order = [await lease(), await lease(), await lease(), await lease()].map(
      (job) => job?.payload.entryId,
    )
    expect(order).toEqual(['1', '2', '3', undefined])
  })

  test('is not leased before its time, and its time is known', async () => {
    await enqueue({ runAt: new Date(now.getTime() + 60_000) })
    expect(await lease()).toBeUndefined()
    const wait_s = await jobs.secondsUntilNext(db, { kinds: [kind] }, now)
    expect(wait_s).toBe(60)
    expect(await jobs.secondsUntilNext(db, { kinds: ['send_message'] }, now)).toBeNull()
  })

  test('is left to its own account by a process that speaks for another one', async () => {
    const [mine, theirs] = [await makeAccount(db), await makeAccount(db)]
    await enqueue({ accountId: theirs.id, payload: { entryId: 'theirs' } })
    const leaseFor = ({ loginChannelId }: { loginChannelId: string }) =>
      jobs.lease(db, { kinds: [kind], loginChannelId, worker: 'a', lease_s: 60, now })
    const { loginChannelId } = mine
    expect(await leaseFor(mine)).toBeUndefined()
    expect(await jobs.secondsUntilNext(db, { kinds: [kind], loginChannelId }, now)).toBeNull()
    expect(await leaseFor(theirs)).toMatchObject({ payload: { entryId: 'theirs' } })
  })

  test('with a natural key stands once, even after it is done; without one as often as it is written', async () => {
    await enqueue({ naturalKey: 'entry:1' })
    await enqueue({ naturalKey: 'entry:1' })
    await jobs.complete(db, (await lease())!, now)
    await enqueue({ naturalKey: 'entry:1' })
    expect(await states()).toEqual(['done'])
    await enqueue()
    await enqueue()
    expect(await states()).toEqual(['done', 'ready', 'ready'])
  })
})

test('of 500 jobs that eight connections lease at once, each is leased once', async () => {
  await db`
    insert into job (account_id, kind, payload, created_at, run_at, turn_at)
    select ${accountId}, ${kind}, '{}', t, t, t from generate_series(1, 500), (select ${now}::timestamptz as t) now`
  const workers = Array.from({ length: 8 }, (_, i) => ({ name: `worker ${i}`, db: openDb(url, { max: 1 }) }))
  const leased = await Promise.all(
    workers.map(async (worker) => {
      const ids: string[] = []
      for (;;) {
        const job = await jobs.lease(worker.db, {
          kinds: [kind],
          worker: worker.name,
          lease_s: 60,
          now,
        })
        if (!job) break
        ids.push(job.id)
        expect(await jobs.complete(worker.db, job, now)).toBe(true)
      }
      await worker.db.end()
      return ids
    }),
  )
  const all = leased.flat()
  expect(all).toHaveLength(500)
  expect(new Set(all).size).toBe(500)
  expect((await db`select 1 from job where state <> 'done' or attempts <> 1`).length).toBe(0)
})

describe('people take turns', () => {
  const photo = (personId: string, entryId: string) => enqueue({ personId, payload: { entryId } })
  const takeAll = async () => {
    const order: string[] = []
    for (let job = await lease(); job; job = await lease()) order.push(job.payload.entryId!)
    return order
  }
  const [flood, next, third] = [randomUUID(), randomUUID(), randomUUID()]

  test('whoever sends sixty photos at once is not before somebody who sends one a moment later', async () => {
    for (let i = 1; i <= 60; i++) await photo(flood, `flood ${i}`)
    await photo(next, 'next')
    await photo(third, 'third')
    const order = await takeAll()
    expect(order.slice(0, 4)).toEqual(['flood 1', 'next', 'third', 'flood 2'])
    expect(order).toHaveLength(62)
  })

  test('two who send many come one by one, in the order in which each sent', async () => {
    for (const i of [1, 2, 3]) for (const who of [flood, next]) await photo(who, `${who} ${i}`)
    expect(await takeAll()).toEqual([1, 2, 3].flatMap((i) => [`${flood} ${i}`, `${next} ${i}`]))
  })

  test('a job that failed, or came too early, goes behind those who waited meanwhile', async () => {
    await photo(flood, 'fails')
    await jobs.retryOrBury(db, (await lease())!, { error: 'no answer', retry_s: 2, now })
    await photo(flood, 'waits')
    await jobs.postpone(db, (await lease())!, 1, now)
    pass(2)
    expect(await takeAll()).toEqual(['waits', 'fails'])
  })

  test('forty thousand waiting jobs are not looked through for the next one', async () => {
    await db`
      insert into job (account_id, kind, payload, person_id, created_at, run_at, turn_at)
      select ${accountId}, k, '{}', gen_random_uuid(), t, t - interval '1 minute', t + n * interval '1 second'
      from generate_series(-10000, 10000) n, unnest(array['read_receipt', 'send_message']) k,
        (select ${now}::timestamptz as t) now`
    await db`analyze job`
    const looked = await inTransaction(db, async (sql) => {
      for (let i = 0; i < 3; i++)
        expect(
          await jobs.lease(sql, {
            kinds: ['read_receipt', 'send_message'],
            worker: 'a',
            lease_s: 60,
            now,
          }),
        ).toBeDefined()
      return sql<{ rows: number }[]>`
        select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as rows
        from pg_stat_xact_user_tables where relname = 'job'`
    })
    expect(looked[0]!.rows).toBeLessThan(50)
  })
})

describe('when the process that holds a lease dies', () => {
  test('the job is leased again once the lease has run out, and not before', async () => {
    await enqueue()
    await lease('dead')
    expect(await lease('alive')).toBeUndefined()
    await runLeasesOut()
    expect(await lease('alive')).toMatchObject({ attempts: 2 })
  })

  test('and comes back after all, it can no longer touch the job, though the new holder has the same name', async () => {
    await enqueue()
    const [stale, current] = [(await lease('api-1/0'))!, (await runLeasesOut(), await lease('api-1/0'))!]
    expect(await jobs.complete(db, stale, now)).toBe(false)
    expect(await jobs.retryOrBury(db, stale, { error: 'late', retry_s: 0, now })).toBe('lost')
    expect(await jobs.postpone(db, stale, 60, now)).toBe('lost')
    await runLeasesOut()
    await jobs.renewLease(db, stale, 60)
    expect(await db`select 1 from job where lease_until > now()`).toEqual([])
    expect(await states()).toEqual(['leased'])
    expect(await jobs.complete(db, current, now)).toBe(true)
  })

  test('and comes back with work half done, nothing of its work stands', async () => {
    await enqueue()
    const stale = (await lease('api-1/0'))!
    await runLeasesOut()
    const current = (await lease('api-1/0'))!
    const tell = (held: jobs.Job, entryId: string) =>
      underLease(db, held, (sql) =>
        jobs.enqueue(sql, { accountId, kind: 'settle_entry', payload: { entryId }, now }),
      )
    await expect(tell(stale, 'stale')).rejects.toThrow(LeaseLostError)
    await tell(current, 'current')
    expect(await db`select payload from job where kind = 'settle_entry'`).toEqual([
      { payload: { entryId: 'current' } },
    ])
  })

  test('the job is nobody else’s while a transaction of its holder goes on', async () => {
    await enqueue()
    const job = (await lease('slow'))!
    await runLeasesOut()
    await underLease(db, job, async () => expect(await lease('other')).toBeUndefined())
    expect(await lease('other')).toMatchObject({ attempts: 2 })
  })

  test('a job that kills every process that touches it is buried in the end', async () => {
    await enqueue({ maxAttempts: 3 })
    for (const worker of ['first', 'second', 'third']) {
      expect(await lease(worker)).toBeDefined()
      await runLeasesOut()
    }
    expect(await lease('fourth')).toBeUndefined()
    expect((await jobs.listBuried(db, accountId, { limit: 5 })).items).toMatchObject([
      { kind, attempts: 3, lastError: expect.stringContaining('did not come back') },
    ])
  })
})

describe('a job that fails', () => {
  test('waits, and is tried again', async () => {
    await enqueue()
    expect(await jobs.retryOrBury(db, (await lease())!, { error: 'no answer', retry_s: 30, now })).toBe(
      'ready',
    )
    expect(await lease()).toBeUndefined()
    pass(30)
    expect(await lease()).toMatchObject({ attempts: 2 })
  })

  test('is buried with its reason after the last attempt', async () => {
    await enqueue({ maxAttempts: 2 })
    expect(await jobs.retryOrBury(db, (await lease())!, { error: 'once', retry_s: 0, now })).toBe('ready')
    expect(await jobs.retryOrBury(db, (await lease())!, { error: 'twice', retry_s: 0, now })).toBe('buried')
    expect((await jobs.listBuried(db, accountId, { limit: 5 })).items).toMatchObject([
      { attempts: 2, lastError: 'twice' },
    ])
  })

  test('is buried at once where trying again cannot help', async () => {
    await enqueue()
    const failure = { error: 'no such entry', retry_s: 0, bury: true }
    expect(await jobs.retryOrBury(db, (await lease())!, { ...failure, now })).toBe('buried')
  })

  test('and is buried, starts afresh when it is run again, by its own account only', async () => {
    await enqueue({ maxAttempts: 1 })
    const job = (await lease())!
    await jobs.retryOrBury(db, job, { error: 'broken', retry_s: 0, now })
    const stranger = await makeAccount(db)
    expect(await jobs.runAgain(db, stranger.id, job.id, now)).toBe(false)
    expect(await jobs.runAgain(db, accountId, job.id, now)).toBe(true)
    expect(await jobs.runAgain(db, accountId, job.id, now)).toBe(false)
    expect(await lease()).toMatchObject({ id: job.id, attempts: 1 })
    expect((await jobs.listBuried(db, accountId, { limit: 5 })).items).toEqual([])
  })
})

test('a job that comes too early is put back without a failed attempt', async () => {
  await enqueue()
  expect(await jobs.postpone(db, (await lease())!, 3600, now)).toBe('ready')
  expect(await lease()).toBeUndefined()
  pass(3600)
  expect(await lease()).toMatchObject({ attempts: 1 })
})

test('a clock that is moved on makes due what waited for its day, and frees no job from its holder', async () => {
  await enqueue({ payload: { entryId: 'held' } })
  await lease('holder', 60)
  await enqueue({ payload: { entryId: 'tomorrow' }, runAt: new Date(now.getTime() + 86_400_000) })
  expect(await lease('other')).toBeUndefined()
  pass(86_400)
  expect(await lease('other')).toMatchObject({ payload: { entryId: 'tomorrow' } })
  expect(await lease('other')).toBeUndefined()
})

test('a lease that is renewed does not run out', async () => {
  await enqueue()
  const job = (await lease('a', 60))!
  await runLeasesOut()
  await jobs.renewLease(db, job, 60)
  expect(await lease('b')).toBeUndefined()
})

test('a listener hears the kind of a job that becomes ready, once its transaction commits', async () => {
  const heard = new EventTarget()
  const listening = await db.listen('job', (payload) => {
    heard.dispatchEvent(new MessageEvent('job', { data: payload }))
  })
  const first = once(heard, 'job')
  await inTransaction(db, (sql) => jobs.enqueue(sql, { accountId, kind, payload: { entryId: 'e' }, now }))
  expect((await first)[0].data).toBe(kind)

  const again = once(heard, 'job')
  await jobs.retryOrBury(db, (await lease())!, { error: 'once more', retry_s: 0, now })
  expect((await again)[0].data).toBe(kind)
  await listening.unlisten()
})
