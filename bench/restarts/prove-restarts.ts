import { ledger, openDb, ping, untilAvailable, type Db } from '@tamaru/db'
import { setTimeout as sleep } from 'node:timers/promises'
import { openHouse, type House } from '../path/open-house.ts'
import { loadHouse, type Crowd, type Load } from './load-house.ts'

export interface Proof {
  restarts: number
  answers: Record<string, number>
  entries: number
  approved: number
  /** What should not be; empty where everything is as it should. */
  faults: string[]
}

/** PostgreSQL's three ways to be stopped (its manual, "Shutting Down the Server"): fast, immediate, smart. */
const WAYS = ['SIGINT', 'SIGQUIT', 'SIGTERM'] as const
const PATIENCE_MS = 180_000

/**
 * Restarts a house's PostgreSQL so many times while shoppers ask and send, then waits until all work is done and counts:
 * the api never ended, every request was answered, every photo that was taken is one entry that is decided, credited and
 * told once, and the books are in order.
 */
export async function proveRestarts(
  count: number,
  crowd: Crowd,
  say: (line: string) => void,
): Promise<Proof> {
  await using house = await openHouse(1)
  const db = openDb(house.server.url, { max: 2, name: 'tamaru-proof' })
  try {
    const load = loadHouse(house, crowd)
    await sleep(1_000)
    for (let i = 0; i < count; i++) {
      const way = WAYS[i % WAYS.length]!
      await restart(house, db, way)
      say(`${i + 1}. ${way}: ${[...load.answers].map(([status, n]) => `${status} ${n}×`).join(', ')}`)
      await sleep(1_000)
    }
    await load.stop()
    const faults = [...load.faults, ...(await untilDone(db)), ...(await findFaults(house, db, load))]
    const [row] = await db<{ approved: number }[]>`
      select count(*)::int as approved from entry where state = 'approved'`
    const answers = Object.fromEntries(load.answers)
    return { restarts: count, answers, entries: load.entryIds.size, approved: row!.approved, faults }
  } finally {
    await db.end({ timeout: 1 })
  }
}

async function restart({ server }: House, db: Db, way: (typeof WAYS)[number]): Promise<void> {
  const { pid } = server
  process.kill(pid, way)
  // Smart waits for everybody to leave of their own accord, and lets nobody in meanwhile.
  if (way === 'SIGTERM') {
    await sleep(500)
    process.kill(pid, 'SIGINT')
  }
  for (const deadline = Date.now() + PATIENCE_MS; server.pid === pid; await sleep(20))
    if (Date.now() > deadline) throw new Error('PostgreSQL was not started again')
  await untilAvailable(() => ping(db), { log: () => {} })
}

/**
 * Until all is done or nothing moves any more. What is not due yet, a survey some minutes after the purchase or in the
 * morning, is left to wait; what failed and comes again is not.
 */
async function untilDone(db: Db): Promise<string[]> {
  let [told, movedAt] = ['', Date.now()]
  for (; ; await sleep(200)) {
    const [inAMinute, inAnHour] = [60_000, 3_600_000].map((ms) => new Date(Date.now() + ms))
    const open = await db<{ kind: string; state: string; n: number; lastError: string | null }[]>`
      select kind, state, count(*)::int as n, max(last_error) as last_error from job
      where state <> 'done'
        and (state <> 'ready' or run_at < ${inAMinute!} or attempts > 0 and run_at < ${inAnHour!})
      group by kind, state order by kind, state`
    const now = JSON.stringify(open)
    if (now !== told) [told, movedAt] = [now, Date.now()]
    if (open.every(({ state }) => state === 'buried') || Date.now() - movedAt > PATIENCE_MS)
      return open.map((jobs) => `${jobs.n} ${jobs.kind} are ${jobs.state}: ${jobs.lastError}`)
  }
}

async function findFaults(house: House, db: Db, load: Load): Promise<string[]> {
  const rows = await db<{ id: string; state: string; credits: number; results: number }[]>`
    select e.id, e.state, (select count(*)::int from journal j where j.entry_id = e.id) as credits,
      (select count(*)::int from outbox_message m join judgement g on m.natural_key = 'judgement:' || g.id
       where g.entry_id = e.id and m.state = 'sent') as results
    from entry e`
  const known = new Set(rows.map(({ id }) => id))
  return [
    ...[...house.log().matchAll(/^(?:api|ocr-worker) ended .*$/gm)].map(([line]) => line),
    ...[...load.entryIds].filter((id) => !known.has(id)).map((id) => `entry ${id} is lost`),
    ...rows.filter(({ id }) => !load.entryIds.has(id)).map(({ id }) => `nobody was told of entry ${id}`),
    ...rows
      .filter(({ state }) => !['approved', 'rejected', 'needs_review'].includes(state))
      .map(({ id, state }) => `entry ${id} stays ${state}`),
    ...rows
      .filter(({ state, credits }) => credits !== Number(state === 'approved'))
      .map(({ id, state, credits }) => `entry ${id} is ${state} and was credited ${credits} times`),
    ...rows
      .filter(({ results }) => results !== 1)
      .map(({ id, results }) => `entry ${id} was told ${results} times`),
    ...(await ledger.findFaults(db)).map((fault) => JSON.stringify(fault)),
  ]
}
