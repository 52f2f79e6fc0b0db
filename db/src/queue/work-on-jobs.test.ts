import { afterAll, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount } from '../../../tests/support/make-people.ts'
import * as jobs from './jobs.ts'
import { inTransaction, type Sql } from '../open-db.ts'
import { runDueJobs, type JobResult, type JobRunner } from './run-jobs.ts'
import { workOnJobs } from './work-on-jobs.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const { id: accountId } = await makeAccount(db)
/** Any kinds will do: what is to be done is handed in. */
const [kind, otherKind] = ['settle_entry', 'read_receipt'] as const
beforeEach(async () => {
  await db`delete from job`
})

const enqueue = (n: string) => jobs.enqueue(db, { accountId, kind, payload: { entryId: n }, now: new Date() })
const states = async () =>
  (await db<{ state: string }[]>`select state from job order by id`).map((j) => j.state)
const runner = (handle: (job: jobs.Job) => Promise<JobResult>): JobRunner => ({
  db,
  handlers: { [kind]: handle },
  worker: 'test',
  now: () => new Date(),
  log: () => {},
})

test('due jobs run until none is left', async () => {
  const ran: string[] = []
  for (const n of ['1', '2', '3']) await enqueue(n)
  const count = await runDueJobs(
    runner(async ({ payload }) => {
      ran.push(payload.entryId!)
      return { outcome: 'done' }
    }),
  )
  expect(count).toBe(3)
  expect(ran).toEqual(['1', '2', '3'])
  expect(await states()).toEqual(['done', 'done', 'done'])
})

test('how a job ended is what becomes of it, and what a handler throws is its reason', async () => {
  for (const n of ['done', 'wait', 'retry', 'bury', 'throw']) await enqueue(n)
  const endings: Record<string, () => JobResult> = {
    done: () => ({ outcome: 'done' }),
    wait: () => ({ outcome: 'wait', wait_s: 60 }),
    retry: () => ({ outcome: 'retry', error: 'no answer', retry_s: 60 }),
    bury: () => ({ outcome: 'bury', error: 'no such entry' }),
    throw: () => {
      throw new Error('a bug')
    },
  }
  const logged: string[] = []
  const log = ({ msg }: { msg: string }) => logged.push(msg)
  // What throws is due again a second later, so the queue is asked to stop after the five.
  const stop = new AbortController()
  let n = 0
  await runDueJobs(
    {
      ...runner(async ({ payload }) => {
        if (++n === 5) stop.abort()
        return endings[payload.entryId!]!()
      }),
      log,
    },
    stop.signal,
  )
  const rows = await db`select state, attempts, last_error from job order by id`
  expect(rows).toMatchObject([
    { state: 'done', attempts: 1, lastError: null },
    { state: 'ready', attempts: 0, lastError: null },
    { state: 'ready', attempts: 1, lastError: 'no answer' },
    { state: 'buried', attempts: 1, lastError: 'no such entry' },
    { state: 'ready', attempts: 1, lastError: expect.stringContaining('a bug') },
  ])
  expect(logged).toHaveLength(5)
})

test('a worker that sleeps is woken by a job of its kind, and ends when it is told to', async () => {
  const stop = new AbortController()
  const first = Promise.withResolvers<void>()
  const second = Promise.withResolvers<void>()
  const working = workOnJobs(
    runner(async ({ payload }) => {
      ;(payload.entryId === '1' ? first : second).resolve()
      return { outcome: 'done' }
    }),
    { lanes: 2, signal: stop.signal },
  )
  await enqueue('1')
  await first.promise
  await enqueue('2')
  await second.promise
  stop.abort()
  await working
  expect(await states()).toEqual(['done', 'done'])
})

test('a job that takes its time stops no other that comes meanwhile', async () => {
  const stop = new AbortController()
  const [begun, over, other] = Array.from({ length: 3 }, () => Promise.withResolvers<void>())
  const working = workOnJobs(
    runner(async ({ payload }) => {
      if (payload.entryId !== 'slow') other!.resolve()
      else {
        begun!.resolve()
        await over!.promise
      }
      return { outcome: 'done' }
    }),
    { lanes: 2, signal: stop.signal },
  )
  await enqueue('slow')
  await begun!.promise
  // The other lane has nothing to do by now, and sleeps.
  await untilIdle()
  await enqueue('quick')
  await other!.promise
  over!.resolve()
  stop.abort()
  await working
  expect(await states()).toEqual(['done', 'done'])
})

test('a kind that waits for others takes no more lanes than it may, and leaves the rest to other kinds', async () => {
  const stop = new AbortController()
  const [over, other] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let atOnce = 0
  const running: JobRunner = {
    db,
    now: () => new Date(),
    worker: 'test',
    log: () => {},
    handlers: {
      [otherKind]: async () => {
        atOnce++
        await over.promise
        return { outcome: 'done' }
      },
      [kind]: async () => {
        other.resolve()
        return { outcome: 'done' }
      },
    },
  }
  for (const n of ['1', '2', '3', '4'])
    await jobs.enqueue(db, { accountId, kind: otherKind, payload: { entryId: n }, now: new Date() })
  await enqueue('after all of them')
  const working = workOnJobs(running, { lanes: 3, mostLanes: { [otherKind]: 2 }, signal: stop.signal })
  await other.promise
  expect(atOnce).toBeLessThanOrEqual(2)
  over.resolve()
  stop.abort()
  await working
})

/** Until whoever found nothing to do has asked when there will be something: the lane's last question before it sleeps. */
async function untilIdle(): Promise<void> {
  for (let quiet = 0; quiet < 20;) {
    const [row] = await db<{ busy: number }[]>`
      select count(*)::int as busy from pg_stat_activity
      where datname = current_database() and state = 'active' and pid <> pg_backend_pid()`
    quiet = row!.busy === 0 ? quiet + 1 : 0
  }
}

test('a handler that hangs loses its lane and its job: that is tried again', async () => {
  await enqueue('hangs')
  await runDueJobs({ ...runner(() => new Promise(() => {})), limits_s: { [kind]: 0.05 } })
  expect(await db`select state, attempts, last_error from job`).toMatchObject([
    { state: 'ready', attempts: 1, lastError: 'not done within 0.05 s' },
  ])
})

test('a connection that is lost in a job is no failed attempt of it', async () => {
  await enqueue('lost')
  const lose = () => inTransaction(db, (sql) => sql`select pg_terminate_backend(pg_backend_pid())`)
  await runDueJobs(runner(async () => (await lose(), { outcome: 'done' })))
  expect(await db`select state, attempts from job`).toMatchObject([{ state: 'ready', attempts: 0 }])
})

test.each([
  ['fails for the last time', 'retry' as const],
  ['is taken back from holders that died', 'died' as const],
])('what a job was about is put right in the transaction that buries it, when it %s', async (_, how) => {
  await jobs.enqueue(db, { accountId, kind, payload: { entryId: '1' }, maxAttempts: 1, now: new Date() })
  if (how === 'died') {
    await jobs.lease(db, { kinds: [kind], worker: 'dead', lease_s: 60, now: new Date() })
    await db`update job set lease_until = now() - interval '1 second'`
  }
  const whenBuried = {
    [kind]: (sql: Sql, { payload }: { payload: Record<string, string> }) =>
      jobs.enqueue(sql, {
        accountId,
        kind: otherKind,
        payload: { entryId: payload.entryId! },
        now: new Date(),
      }),
  }
  await runDueJobs({ ...runner(async () => ({ outcome: 'retry', error: 'no' })), whenBuried })
  expect(await db`select kind, state from job order by id`).toEqual([
    { kind, state: 'buried' },
    { kind: otherKind, state: 'ready' },
  ])
})
