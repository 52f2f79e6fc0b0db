import { keepSegments, openDb, personFacts, refreshTouched, segments, type Db } from '@tamaru/db'
import { migrate } from '@tamaru/db/migrate'
import { startEmbeddedServer } from '@tamaru/db/embedded-server'
import { matches, tokyoDate } from '@tamaru/domain'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { fillCustomers, openShop } from '../tests/support/fill-customers.ts'
import { makeAccount, makeStaff } from '../tests/support/make-people.ts'
import { randomRules } from '../tests/support/random-rules.ts'
import { describeMachine } from './describe-machine.ts'
import { fillFacts } from './segments/fill-facts.ts'
import { quantile } from './quantile.ts'

/**
 * `npm run bench:segments`: how long it takes to count whom a rule means among so many people (five conditions; "bought one
 * of these lately and none of those"), to ask it of one person, to find the members of a saved one and those whom the next day
 * changes, how many people's facts are made anew in a second, without and with 20 saved segments, and
 * whether the SQL and the pure reading of random rules agree. The median of some rounds.
 */
const { values: given } = parseArgs({
  options: {
    people: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
})
const [people, rounds] = [Number(given.people), Number(given.rounds)]
const BOOKED = Math.min(people, 2_000)
const RULES = 60
const SAVED = 20
const now = new Date()
const today = tokyoDate(now)

const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-bench-'))
const server = await startEmbeddedServer({ folder: path.join(folder, 'postgres') })
const db = openDb(server.url)
try {
  await migrate(db, now)
  const shop = await fitOut(db)
  await fillFacts(db, { accountId: shop.accountId, productIds: shop.productIds, people, now })
  const five = {
    all: [
      ...[
        { kind: 'friend', is: true },
        { kind: 'spent', atLeast: 2000 },
        { kind: 'recency', atMost: 60 },
      ],
      ...[
        { kind: 'points', atLeast: 100 },
        { kind: 'rank', ranks: ['silver', 'gold'] },
      ],
    ],
  }
  const boughtAndNot = {
    all: [
      { kind: 'bought', products: shop.productIds.slice(0, 4), within: { days: 180 } },
      { none: [{ kind: 'bought', products: shop.productIds.slice(4, 7) }] },
    ],
  }
  const figures = {
    people,
    five_conditions_ms: await timeCount(shop.accountId, five),
    bought_and_not_ms: await timeCount(shop.accountId, boughtAndNot),
    one_person_ms: await timeOne(shop.accountId, { all: [five, boughtAndNot] }),
    ...(await keepMembers(shop, boughtAndNot)),
    ...(await refreshAndAgree(await fitOut(db))),
  }
  if (given.json) console.log(JSON.stringify(figures))
  else console.log(`${describeMachine()}\n${JSON.stringify(figures, null, 2)}`)
} finally {
  await db.end({ timeout: 5 })
  await server.stop()
  await rm(folder, { recursive: true })
}

async function fitOut(sql: Db) {
  const { id: accountId } = await makeAccount(sql)
  const { id: staffId } = await makeStaff(sql, accountId)
  return { accountId, staffId, ...(await openShop(sql, accountId, staffId, now)) }
}

/** The rest of a rule, read anew each time, is part of the asking. */
async function timeCount(accountId: string, rule: object): Promise<number> {
  return median(async () => {
    await segments.count(db, accountId, await segments.understand(db, accountId, rule, now), now)
  })
}

async function timeOne(accountId: string, rule: object): Promise<number> {
  const [person] = await db<{ id: string }[]>`
    select shopper_id as id from person_fact where account_id = ${accountId} limit 1`
  return median(async () => {
    const understood = await segments.understand(db, accountId, rule, now)
    await segments.holds(db, accountId, understood, { shopperId: person!.id, now })
  })
}

async function refreshAll(accountId: string): Promise<number> {
  await db`
    insert into person_touched (account_id, shopper_id)
    select account_id, shopper_id from person_fact where account_id = ${accountId}`
  const began = performance.now()
  const refreshed = await refreshTouched(db, now)
  return Math.round((refreshed / (performance.now() - began)) * 1000)
}

/** Saves a rule and finds whom it means; then the next day, which looks only at whom it can change. */
async function keepMembers({ accountId, staffId }: { accountId: string; staffId: string }, rule: object) {
  await segments.add(db, accountId, { name: '買った人', rule }, { staffId, now })
  const timed = async (at: Date) => {
    const began = performance.now()
    await keepSegments(db, at)
    return Math.round(performance.now() - began)
  }
  const members_found_ms = await timed(now)
  const next_day_ms = await timed(new Date(now.getTime() + 86_400_000))
  return { members_found_ms, next_day_ms }
}

async function median(work: () => Promise<void>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const began = performance.now()
    await work()
    // The first finds cold caches.
    if (round > 0) times.push(performance.now() - began)
  }
  return Math.round(quantile(times, 0.5) * 10) / 10
}

async function refreshAndAgree({ accountId, staffId, ...shop }: Awaited<ReturnType<typeof fitOut>>) {
  const ids = await fillCustomers(db, { accountId, shop, people: BOOKED, seed: 7, now })
  const refreshed_per_s = await refreshAll(accountId)
  const by = { staffId, now }
  const friends = await segments.add(
    db,
    accountId,
    { name: '友だち', rule: { kind: 'friend', is: true } },
    by,
  )
  const rules = randomRules(RULES, { seed: 11, shop, segmentIds: [friends], peopleIds: ids, today })
  const facts = await personFacts.list(db, accountId)
  let differences = 0
  for (const rule of rules) {
    const understood = await segments.understand(db, accountId, rule, now)
    const listed = new Set(await segments.listIds(db, accountId, understood, now))
    differences += facts.filter(
      (each) => matches(each, understood, now) !== listed.has(each.shopperId),
    ).length
  }
  for (const [n, rule] of rules.slice(0, SAVED).entries())
    await segments.add(db, accountId, { name: `規則${n}`, rule }, by)
  await keepSegments(db, now)
  const refreshed_of_20_segments_per_s = await refreshAll(accountId)
  return {
    refreshed_per_s,
    refreshed_of_20_segments_per_s,
    agreement: { people: facts.length, rules: rules.length, differences },
  }
}
