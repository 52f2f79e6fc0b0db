import { chainsOf, PRICE_BANDS_yen, RETURN_DAYS, type PairCounts, type SalesBy } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { goodsOnReceipts, type Days } from './goods-on-receipts.ts'

export type { Days } from './goods-on-receipts.ts'

/** How much of something was bought. */
export interface SalesCell {
  /** What is told apart: an id, a brand, 1 (Monday) to 7, an hour, the lower end of a price band; null: unknown. */
  key: string | null
  /** Null where the key says it all. */
  name: string | null
  productId: string | null
  people: number
  receipts: number
  pieces: number
  yen: number
}

/** So many cells at most, the largest first. */
const MOST_CELLS = 200
/** Goods that stand on so few receipts are in no pair: chance alone would make one. */
const LEAST_RECEIPTS = 5
/** Of so many goods, those on most receipts, every pair is looked at. */
const MOST_GOODS = 300

/** What was bought in some days, told apart by one thing. Only of people who let their purchases be looked at. */
export async function sales(sql: Sql, accountId: string, by: SalesBy, days: Days): Promise<SalesCell[]> {
  const cut = CUTS[by](sql)
  const chains = by === 'chain' ? await chainsOfStores(sql, accountId) : []
  return sql<SalesCell[]>`
    with line as (${goodsOnReceipts(sql, accountId, days)})
    select ${cut.key} as key, ${cut.name} as name, ${cut.productId ?? sql`null::uuid`} as product_id,
      count(distinct line.shopper_id)::int as people, count(distinct line.entry_id)::int as receipts,
      sum(line.quantity)::float8 as pieces, sum(line.amount_yen)::float8 as yen
    from line left join store on store.account_id = ${accountId} and store.id = line.store_id
    left join jsonb_to_recordset(${sql.json(chains)}) as chain (id text, name text, "storeId" uuid)
      on chain."storeId" = line.store_id
    where ${cut.of ?? sql`true`} group by 1 order by yen desc, key limit ${MOST_CELLS}`
}

/** Each store with the chain that it is of; one of two companies is of both. */
async function chainsOfStores(sql: Sql, accountId: string) {
  const stores = await sql<{ id: string; name: string; registrationNumbers: string[] }[]>`
    select id, name, registration_numbers from store where account_id = ${accountId} order by created_at, id`
  return chainsOf(stores).flatMap(({ id, name, storeIds }) =>
    storeIds.map((storeId) => ({ id, name, storeId })),
  )
}

const named = (sql: Sql) => sql`mode() within group (order by line.name)`
const CUTS = {
  good: (sql: Sql) => ({
    key: sql`line.good`,
    name: named(sql),
    productId: sql`(array_agg(line.product_id))[1]`,
    of: undefined,
  }),
  brand: (sql: Sql) => ({
    key: sql`line.brand`,
    name: sql`null::text`,
    productId: undefined,
    of: sql`line.product_id is not null`,
  }),
  store: (sql: Sql) => ({
    key: sql`line.store_id::text`,
    name: sql`min(store.name)`,
    productId: undefined,
    of: undefined,
  }),
  chain: (sql: Sql) => ({
    key: sql`chain.id`,
    name: sql`min(chain.name)`,
    productId: undefined,
    of: undefined,
  }),
  hour: (sql: Sql) => ({
    key: sql`line.purchased_hour::text`,
    name: sql`null::text`,
    productId: undefined,
    of: undefined,
  }),
  weekday: (sql: Sql) => ({
    key: sql`extract(isodow from line.bought_on)::text`,
    name: sql`null::text`,
    productId: undefined,
    of: undefined,
  }),
  price: (sql: Sql) => ({
    key: sql`((array[0] || ${[...PRICE_BANDS_yen]}::int[])[1 + width_bucket(
      (line.amount_yen / line.quantity)::numeric, ${[...PRICE_BANDS_yen]}::numeric[])])::text`,
    name: sql`null::text`,
    productId: undefined,
    of: sql`line.quantity > 0 and line.amount_yen > 0`,
  }),
} satisfies Record<SalesBy, unknown>

/** Two goods on the same receipts. */
export interface Pair extends PairCounts {
  goods: [Good, Good]
  people: number
}
export interface Good {
  name: string
  /** Null of a good that is no product of the account. */
  productId: string | null
}

/** The goods that stand on one receipt together, most receipts first, with how often each stands alone. */
export async function pairs(sql: Sql, accountId: string, days: Days): Promise<Pair[]> {
  type Row = PairCounts & { people: number } & Record<'nameA' | 'nameB', string> &
    Record<'productA' | 'productB', string | null>
  const rows = await sql<Row[]>`
    with line as materialized (${goodsOnReceipts(sql, accountId, days)}),
    good as (
      select good, mode() within group (order by name) as name, (array_agg(product_id))[1] as product_id,
        count(distinct entry_id)::int as receipts
      from line group by good having count(distinct entry_id) >= ${LEAST_RECEIPTS}
      order by receipts desc, good limit ${MOST_GOODS}),
    basket as materialized (
      select distinct line.entry_id, line.shopper_id, line.good from line join good using (good)),
    pair as (
      select a.good as a, b.good as b, count(*)::int as both, count(distinct a.shopper_id)::int as people
      from basket a join basket b on b.entry_id = a.entry_id and b.good > a.good
      group by 1, 2 having count(*) >= ${LEAST_RECEIPTS})
    select first.name as name_a, first.product_id as product_a, first.receipts as a, second.name as name_b,
      second.product_id as product_b, second.receipts as b, pair.both, pair.people,
      (select count(distinct entry_id)::int from line) as receipts
    from pair join good first on first.good = pair.a join good second on second.good = pair.b
    order by pair.both desc, pair.a, pair.b limit ${MOST_CELLS}`
  return rows.map(({ nameA, productA, nameB, productB, ...counts }) => ({
    ...counts,
    goods: [
      { name: nameA, productId: productA },
      { name: nameB, productId: productB },
    ],
  }))
}

/** Who bought one brand of a category first, and another later in the same days. */
export interface Switch {
  category: string
  from: string
  to: string
  people: number
}

/** People whose first brand of a category in these days is not their last: how many went from which to which. */
export function switches(sql: Sql, accountId: string, days: Days): Promise<Switch[]> {
  return sql<Switch[]>`
    with line as (${goodsOnReceipts(sql, accountId, days)}),
    ends as (
      select shopper_id, category, (array_agg(brand order by bought_on, entry_id, brand))[1] as first,
        (array_agg(brand order by bought_on desc, entry_id desc, brand))[1] as last
      from line where brand is not null and category is not null group by 1, 2
      having min(bought_on) < max(bought_on))
    select category, first as "from", last as "to", count(*)::int as people from ends
    where first <> last group by 1, 2, 3 order by people desc, 1, 2, 3 limit ${MOST_CELLS}`
}

/** Of the people whose first receipt has a good, how many came back. */
export interface FirstBasket extends Good {
  people: number
  back: number
}

/**
 * What stands on people's first receipts, with how many of them had another on a later day within `RETURN_DAYS`; and the
 * same of all first receipts. Only first receipts of these days for which that time is over by `today`.
 */
export async function firstBaskets(
  sql: Sql,
  accountId: string,
  days: Days,
  today: string,
): Promise<{ all: { people: number; back: number }; goods: FirstBasket[] }> {
  const first = sql`
    select distinct on (r.shopper_id) r.shopper_id, r.entry_id, r.bought_on, exists (
      select from person_receipt later where later.account_id = r.account_id and later.shopper_id = r.shopper_id
        and later.bought_on > r.bought_on and later.bought_on <= r.bought_on + ${RETURN_DAYS}::int) as back
    from person_receipt r join person_fact f on f.account_id = r.account_id and f.shopper_id = r.shopper_id
    where r.account_id = ${accountId} and f.first_receipt_on = r.bought_on
      and r.bought_on between ${days.from}::date and least(${days.to}::date, ${today}::date - ${RETURN_DAYS}::int)
    order by r.shopper_id, r.entry_id`
  const [all] = await sql<[{ people: number; back: number }]>`
    select count(*)::int as people, count(*) filter (where back)::int as back from (${first}) first`
  const goods = await sql<FirstBasket[]>`
    with first as (${first}), line as (${goodsOnReceipts(sql, accountId, days)})
    select mode() within group (order by line.name) as name, (array_agg(line.product_id))[1] as product_id,
      count(distinct first.shopper_id)::int as people,
      (count(distinct first.shopper_id) filter (where first.back))::int as back
    from first join line on line.entry_id = first.entry_id
    group by line.good order by people desc, line.good limit ${MOST_CELLS}`
  return { all, goods }
}
