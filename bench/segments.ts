import { erasures, inTransaction, keepSegments, openDb, refreshTouched, segments, type Db } from '@tamaru/db'
import { migrate } from '@tamaru/db/migrate'
import { startEmbeddedServer } from '@tamaru/db/embedded-server'
import { CONDITION_KINDS, conditionsOf, startOfTokyoDay, tokyoDate, type Rule } from '@tamaru/domain'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { compareReadings } from '../tests/support/compare-readings.ts'
import { fillCustomers, openShop } from '../tests/support/fill-customers.ts'
import { makeAccount, makeStaff } from '../tests/support/make-people.ts'
import { randomRules } from '../tests/support/random-rules.ts'
import { describeMachine } from './describe-machine.ts'
import { fillFacts } from './segments/fill-facts.ts'
import { timePages, type PagesTimed } from './segments/time-pages.ts'
import { quantile } from './quantile.ts'

/**
 * `npm run bench:segments`: how long it takes to count whom a rule means among so many people (five conditions; "bought one
 * of these lately and none of those"), to ask it of one person, to find the members of a saved one and those whom the next day
 * changes; how many people's facts are made anew in a second, without and with 20 saved segments; how long the pages of people,
 * a time line and the figures of baskets take, beside the same of 10,000 people; the medians of some rounds. And whether the
 * SQL and the pure reading of random rules agree, at ends of months, with people who have left or stopped among the others;
 * exits with 1 where they do not.
 */
const { values: given } = parseArgs({
  options: {
    people: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    rules: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
  },
})
const [people, rounds, rules] = [Number(given.people), Number(given.rounds), Number(given.rules)]
/** Of whom everything is booked, and whom every rule is asked of; the others are facts alone. */
const BOOKED = Math.min(people, 10_000)
/** Who have left, and as many who have stopped, beside them. */
const GONE = 20
const SAVED = 20
/** What the pages of so many people are measured against. */
const FEW = Math.min(people, 10_000)
const now = new Date()
const machine = describeMachine()
/** Ends of months in Tokyo, where it is not that day in UTC yet; people are booked up to one of them. */
const MONTH_ENDS = ['2027-02-28', '2027-03-31', '2027-04-30'].map(
  (day) => new Date(startOfTokyoDay(day).getTime() + 60_000),
)
const BOOKED_AT = MONTH_ENDS[1]!

const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-bench-'))
const server = await startEmbeddedServer({ folder: path.join(folder, 'postgres') })
const db = openDb(server.url)
try {
  await migrate(db, now)
  const shop = await fitOut(db)
  const { accountId, productIds } = shop
  await fillFacts(db, { accountId, productIds, people: FEW, now })
  const few = await timePages(db, { accountId, now })
  if (people > FEW) await fillFacts(db, { accountId, productIds, people: people - FEW, now })
  const many = people > FEW ? await timePages(db, { accountId, now }) : few
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
    pages: {
      ...{ [`at_${FEW}`]: few, [`at_${people}`]: many },
      ratios: Object.fromEntries(
        Object.entries(many).map(([page, ms]) => [
          page,
          Math.round((ms / few[page as keyof PagesTimed]) * 100) / 100,
        ]),
      ),
    },
    ...(await refreshAndAgree(await fitOut(db))),
    ...{ machine, load_after: Math.round(loadavg()[0]! * 100) / 100 },
  }
  console.log(given.json ? JSON.stringify(figures) : JSON.stringify(figures, null, 2))
  if (figures.agreement.differences > 0) process.exitCode = 1
} finally {
  await db.end({ timeout: 5 })
  await server.stop()
  await rm(folder, { recursive: true })
}

/** The kinds of condition that do not occur. */
function kindsMissingIn(some: readonly Rule[]): string[] {
  const there = new Set<string>(some.flatMap(conditionsOf).map(({ kind }) => kind))
  return CONDITION_KINDS.filter((kind) => !there.has(kind))
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
  const refreshed = await refreshTouched(db, BOOKED_AT)
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
  const booked = { accountId, shop, people: BOOKED + 2 * GONE, seed: 7, now: BOOKED_AT }
  const ids = await fillCustomers(db, booked)
  for (const shopperId of ids.slice(0, GONE))
    await inTransaction(db, (sql) =>
      erasures.erase(sql, { accountId, shopperId }, { askedBy: 'person' }, BOOKED_AT),
    )
  await db`update shopper set stopped_at = ${BOOKED_AT} where id = any(${ids.slice(GONE, 2 * GONE)}::uuid[])`
  await refreshTouched(db, BOOKED_AT)
  const refreshed_per_s = await refreshAll(accountId)
  const by = { staffId, now: BOOKED_AT }
  const friends = await segments.add(
    db,
    accountId,
    { name: '友だち', rule: { kind: 'friend', is: true } },
    by,
  )
  const random = randomRules(rules, {
    ...{ seed: 11, shop, segmentIds: [friends], peopleIds: ids },
    today: tokyoDate(BOOKED_AT),
  })
  const compared = await compareReadings(db, accountId, random, MONTH_ENDS)
  for (const [n, rule] of random.slice(0, SAVED).entries())
    await segments.add(db, accountId, { name: `規則${n}`, rule }, by)
  await keepSegments(db, BOOKED_AT)
  const refreshed_of_20_segments_per_s = await refreshAll(accountId)
  return {
    refreshed_per_s,
    refreshed_of_20_segments_per_s,
    agreement: {
      ...compared,
      differences: compared.differences.length,
      kinds_missing: kindsMissingIn(random),
    },
  }
}
