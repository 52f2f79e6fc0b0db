import {
  addDays,
  FEWEST_DAYS_OF_RHYTHM,
  firstDayOf,
  idsOf,
  keptAttribute,
  startOfTokyoDay,
  stretchesOf,
  type Condition,
  type ConditionKindName,
  type ConditionOf,
  type Known,
  type Range,
  type ReferenceKind,
  type Within,
  wordingsThatCover,
} from '@tamaru/domain'
import type { PendingQuery, Row } from 'postgres'
import type { Sql } from '../open-db.ts'
import { coursesOf, stageOf } from './stages.ts'

export type Fragment = ReturnType<Sql> | PendingQuery<Row[]>

/** Joins a query that has one row a person, by `shopper_id`, and returns its name. */
export type Source = (query: Fragment) => Fragment

export interface Asked {
  sql: Sql
  accountId: string
  known: Known
  /** The Tokyo day. */
  today: string
  source: Source
  /** Makes the condition of another segment. */
  isIn: (segmentId: string) => Fragment
}

type Compile<Kind extends ConditionKindName> = (condition: ConditionOf<Kind>, asked: Asked) => Fragment

/** The SQL of each kind of condition; what each means stands in domain/src/segments/rules. Null counts as no. */
const COMPILE: { [Kind in ConditionKindName]: Compile<Kind> } = {
  bought({ products: ids, within, atLeast_pieces: pieces }, asked) {
    if (!pieces) return boughtOf('product', { ids, within }, asked)
    const { sql } = asked
    return sql`${asked.source(piecesOf(ids, asked))}.pieces >= ${pieces}`
  },
  brand: ({ brands: ids, within }, asked) => boughtOf('brand', { ids, within }, asked),
  category: ({ categories: ids, within }, asked) => boughtOf('category', { ids, within }, asked),
  price({ within, atLeast = 0, atMost }, asked) {
    const { sql } = asked
    const most = atMost === undefined ? sql`` : sql`and p.yen <= ${atMost} * p.pieces`
    return has(
      'person_product',
      sql`p.pieces > 0 and p.yen >= ${atLeast} * p.pieces ${most} ${since(sql`p.last_on`, within, asked)}`,
      asked,
    )
  },
  spent({ within, ...range }, asked) {
    const { sql } = asked
    if (!within) return inRange(sql, sql`f.spent_yen`, range)
    return inRange(sql, sql`coalesce(${receiptsOf(within, asked)}.yen, 0)`, range)
  },
  receipts({ within, ...range }, asked) {
    const { sql } = asked
    if (!within) return inRange(sql, sql`f.receipts`, range)
    return inRange(sql, sql`coalesce(${receiptsOf(within, asked)}.receipts, 0)`, range)
  },
  recency: ({ atLeast, atMost }, { sql, today }) => sql`
    (f.last_receipt_on is not null
      ${atLeast === undefined ? sql`` : sql`and f.last_receipt_on <= ${addDays(today, -atLeast)}`}
      ${atMost === undefined ? sql`` : sql`and f.last_receipt_on >= ${addDays(today, -atMost)}`})`,
  rhythm: ({ atLeast_intervals: times }, { sql, today }) => overdue(sql, times, today),
  basket({ within, ...range }, asked) {
    const { sql } = asked
    return has(
      'person_receipt',
      sql`${inRange(sql, sql`p.yen`, range)} ${since(sql`p.bought_on`, within, asked)}`,
      asked,
    )
  },
  store: ({ stores: ids, within }, asked) => boughtAt('store', { ids, within }, asked),
  chain: ({ chains: ids, within }, asked) => boughtAt('chain', { ids, within }, asked),
  own_shop({ within, ...range }, asked) {
    const { sql, accountId, source } = asked
    const bought = source(sql`
      select shopper_id, sum(yen) as yen from shop_purchase
      where account_id = ${accountId} ${since(sql`bought_on`, within, asked)} group by shopper_id`)
    return inRange(sql, sql`coalesce(${bought}.yen, 0)`, range)
  },
  tag({ tags }, asked) {
    const meant = idsOf(asked.known, 'tag', tags)
    return has('person_tag', asked.sql`p.tag_id = any(${meant}::uuid[])`, asked)
  },
  rank: ({ ranks }, { sql }) => sql`f.rank = any(${ranks}::text[])`,
  points: (range, { sql }) => inRange(sql, sql`f.points`, range),
  friend: ({ is, within }, asked) =>
    asked.sql`(f.friend = ${is} ${sinceAt(asked.sql`f.friend_since`, within, asked)})`,
  member: ({ is, within }, asked) =>
    asked.sql`((f.member_since is not null) = ${is} ${sinceAt(asked.sql`f.member_since`, within, asked)})`,
  nps: ({ within, ...range }, asked) => {
    const { sql } = asked
    return sql`(${inRange(sql, sql`f.nps`, range)} ${sinceAt(sql`f.nps_at`, within, asked)})`
  },
  happened({ of, within, atLeast_times: times }, asked) {
    const { sql } = asked
    return has(
      'person_happened',
      sql`p.kind = ${of} and p.times >= ${times ?? 1} ${sinceAt(sql`p.last_at`, within, asked)}`,
      asked,
    )
  },
  stage({ stages }, { sql, accountId, today, source }) {
    const told = source(coursesOf(sql, accountId))
    return sql`${stageOf(sql, told, today)} = any(${stages}::text[])`
  },
  consent({ purpose, is }, { sql, accountId, source }) {
    if (purpose === 'analysis') return sql`f.analysis = ${is}`
    const agreed = source(sql`
      select shopper_id from (
        select distinct on (shopper_id) shopper_id, given, wording from consent_event
        where account_id = ${accountId} and purpose = ${purpose} order by shopper_id, id desc) c
      where given and wording = any(${wordingsThatCover(purpose)}::int[])`)
    return sql`(${agreed}.shopper_id is not null) = ${is}`
  },
  people: ({ people }, { sql }) => sql`f.shopper_id = any(${people}::uuid[])`,
  segment: ({ segment }, { isIn }) => isIn(segment),
  audience({ audience, is }, asked) {
    const isIn = has('audience_member', asked.sql`p.audience_id = ${audience}`, asked)
    return asked.sql`(${isIn}) = ${is}`
  },
  attribute: (condition, asked) =>
    has(
      'person_attribute',
      asked.sql`p.attribute = ${keptAttribute(condition.attribute)} and ${attributeIs(condition, asked)}`,
      asked,
    ),
}

/** Compiles one condition to an expression that is true for whom it means. */
export const compileCondition = (condition: Condition, asked: Asked): Fragment =>
  (COMPILE[condition.kind] as Compile<never>)(condition as never, asked)

function attributeIs(
  { attribute, oneOf, atLeast, atMost, from, until, is }: ConditionOf<'attribute'>,
  { sql, today }: Asked,
): Fragment {
  if (is !== undefined) return sql`p.value = ${is ? 'yes' : 'no'}`
  if (from || until) return sql`p.value between ${from ?? ''} and ${until ?? '9999'}`
  if (!oneOf) return sql`p.number between ${atLeast ?? -Infinity} and ${atMost ?? Infinity}`
  return liesIn(sql, stretchesOf(attribute, oneOf, today))
}

/** That a kept value (of `p`) lies in one of these stretches. */
export const liesIn = (sql: Sql, stretches: ReturnType<typeof stretchesOf>): Fragment => sql`exists (
  select from unnest(${stretches.map((each) => each.from)}::text[], ${stretches.map((each) => each.until)}::text[]) as s (first, last)
  where p.value between s.first and s.last)`

/**
 * That a person has such a row (`p`). Inside `coalesce`, as every condition stands, the planner makes no join of it: it hashes
 * the people of all such rows once, where many are asked about, and looks by the primary key, where one is.
 */
const has = (table: string, such: Fragment, { sql, accountId }: Asked): Fragment => sql`
  exists (select from ${sql(table)} p where p.account_id = ${accountId} and p.shopper_id = f.shopper_id and ${such})`

/** That a person bought one of these goods. */
function boughtOf(
  of: ReferenceKind,
  { ids, within }: { ids: readonly string[]; within?: Within | undefined },
  asked: Asked,
): Fragment {
  const { sql, known } = asked
  const meant = idsOf(known, of, ids)
  return has(
    'person_product',
    sql`p.product_id = any(${meant}::uuid[]) ${since(sql`p.last_on`, within, asked)}`,
    asked,
  )
}

/** That a person has a receipt from one of these stores, or from a store of one of these chains. */
function boughtAt(
  of: 'store' | 'chain',
  { ids, within }: { ids: readonly string[]; within?: Within | undefined },
  asked: Asked,
): Fragment {
  const { sql, known } = asked
  const meant = idsOf(known, of, ids)
  return has(
    'person_receipt',
    sql`p.store_id = any(${meant}::uuid[]) ${since(sql`p.bought_on`, within, asked)}`,
    asked,
  )
}

/**
 * That a person (`f`) is overdue on a day by so many of their own intervals. There are never more intervals than receipts but one:
 * whoever is not overdue by these is not asked for the days on which they bought.
 */
export function overdue(sql: Sql, times: number, day: string): Fragment {
  const isOver = (intervals: Fragment) => sql`
    (${day}::date - f.last_receipt_on) * ${intervals} >= ${times} * (f.last_receipt_on - f.first_receipt_on)`
  return sql`(
    f.receipts >= ${FEWEST_DAYS_OF_RHYTHM} and ${isOver(sql`(f.receipts - 1)`)} and (
      select count(distinct bought_on) >= ${FEWEST_DAYS_OF_RHYTHM} and ${isOver(sql`(count(distinct bought_on) - 1)`)}
      from person_receipt r where r.account_id = f.account_id and r.shopper_id = f.shopper_id))`
}

/** How many pieces of these products somebody bought, by person. */
const piecesOf = (ids: readonly string[], { sql, accountId, known }: Asked): Fragment => sql`
  select shopper_id, sum(pieces) as pieces from person_product
  where account_id = ${accountId} and product_id = any(${idsOf(known, 'product', ids)}::uuid[]) group by shopper_id`

/** How many receipts somebody has within a stretch, and what they come to, by person. */
function receiptsOf(within: Within, asked: Asked): Fragment {
  const { sql, accountId, source } = asked
  return source(sql`
    select shopper_id, count(*) as receipts, sum(yen) as yen from person_receipt
    where account_id = ${accountId} ${since(sql`bought_on`, within, asked)} group by shopper_id`)
}

const inRange = (sql: Sql, value: Fragment, { atLeast, atMost }: Range): Fragment => sql`
  (${value} is not null ${atLeast === undefined ? sql`` : sql`and ${value} >= ${atLeast}`}
    ${atMost === undefined ? sql`` : sql`and ${value} <= ${atMost}`})`

/** `and`, and that a day lies in the stretch. */
const since = (day: Fragment, within: Within | undefined, { sql, today }: Asked): Fragment =>
  within ? sql`and ${day} >= ${firstDayOf(within, today)}::date` : sql``

const sinceAt = (at: Fragment, within: Within | undefined, { sql, today }: Asked): Fragment =>
  within ? sql`and ${at} >= ${startOfTokyoDay(firstDayOf(within, today))}` : sql``
