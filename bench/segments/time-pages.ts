import { CUSTOMER_ORDERS, customers, insight, segments, type Db, type PageAsked } from '@tamaru/db'
import { insightDays, SALES_BY, tokyoDate } from '@tamaru/domain'
import { quantile } from '../quantile.ts'

const PAGES = 8
const PEOPLE = 100
const LIMIT = 50
/** As the page of baskets asks at first. */
const MONTHS = 3

/** How long the slowest in twenty of these take, in milliseconds. */
export interface PagesTimed {
  /** A page of the customers, in each order, from the head on. */
  list_p95_ms: number
  /** The same of whom a rule means: friends with two receipts. */
  narrowed_list_p95_ms: number
  /** The head of one person's time line. */
  timeline_p95_ms: number
  /** The figures of what people bought, each of them. */
  insight_p95_ms: number
}

/** Measures what the console's pages of people ask, as many people as there are. */
export async function timePages(
  db: Db,
  { accountId, now }: { accountId: string; now: Date },
): Promise<PagesTimed> {
  const rule = {
    all: [
      { kind: 'friend', is: true },
      { kind: 'receipts', atLeast: 2 },
    ],
  }
  const understood = await segments.understand(db, accountId, rule, now)
  const some = await db<{ id: string }[]>`
    select shopper_id as id from person_fact where account_id = ${accountId} order by shopper_id limit ${PEOPLE}`
  const timelines = some.map(
    ({ id: shopperId }) =>
      () =>
        customers.timeline(db, { accountId, storeIds: null, shopperId }, null, { limit: LIMIT }),
  )
  const days = insightDays(MONTHS, tokyoDate(now), true)
  const figures = [
    ...SALES_BY.map((by) => () => insight.sales(db, accountId, by, days)),
    () => insight.pairs(db, accountId, days),
    () => insight.switches(db, accountId, days),
    () => insight.firstBaskets(db, accountId, days, tokyoDate(now)),
  ]
  return {
    list_p95_ms: p95(await walkLists(db, accountId, { understood: null, now })),
    narrowed_list_p95_ms: p95(await walkLists(db, accountId, { understood, now })),
    timeline_p95_ms: p95(await timeWarm(timelines)),
    // Each reads all receipts of its months: nothing is warmer the second time.
    insight_p95_ms: p95(await timeOnce(figures)),
  }
}

const p95 = (times: readonly number[]) => Math.round(quantile(times, 0.95) * 10) / 10

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const began = performance.now()
  const result = await work()
  return { result, ms: performance.now() - began }
}

async function timeOnce(works: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const times: number[] = []
  for (const work of works) times.push((await timed(work)).ms)
  return times
}

/** Each after it was asked once: the first finds cold caches. */
async function timeWarm(works: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  await timeOnce(works)
  return timeOnce(works)
}

async function walkLists(db: Db, accountId: string, whom: customers.Asked): Promise<number[]> {
  const times: number[] = []
  for (const order of CUSTOMER_ORDERS) {
    let after: PageAsked['after']
    for (let page = 0; page <= PAGES; page++) {
      const asked = { limit: LIMIT, ...(after !== undefined && { after }) }
      const { result, ms } = await timed(() =>
        customers.list(db, { accountId, storeIds: null }, { order, ...whom }, asked),
      )
      // The first finds cold caches; what follows is no warmer than somebody's next page.
      if (page > 0) times.push(ms)
      if (result.next === null) break
      after = result.next
    }
  }
  return times
}
