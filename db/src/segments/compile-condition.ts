import {
  addDays,
  firstDayOf,
  idsOf,
  startOfTokyoDay,
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
  bought({ products, within, atLeast_pieces: pieces }, asked) {
    const { sql } = asked
    const goods = asked.source(goodsOf('product', { ids: products, within }, asked))
    return sql`${goods}.pieces >= ${pieces ?? 0}`
  },
  brand: ({ brands: ids, within }, asked) =>
    asked.sql`${asked.source(goodsOf('brand', { ids, within }, asked))}.pieces is not null`,
  category: ({ categories: ids, within }, asked) =>
    asked.sql`${asked.source(goodsOf('category', { ids, within }, asked))}.pieces is not null`,
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
  basket({ within, ...range }, asked) {
    const { sql, accountId, source } = asked
    const found = source(sql`
      select distinct shopper_id from person_receipt
      where account_id = ${accountId} and ${inRange(sql, sql`yen`, range)} ${since(sql`bought_on`, within, asked)}`)
    return sql`${found}.shopper_id is not null`
  },
  store({ stores, within }, asked) {
    const { sql, accountId, known, source } = asked
    const found = source(sql`
      select distinct shopper_id from person_receipt
      where account_id = ${accountId} and store_id = any(${idsOf(known, 'store', stores)}::uuid[])
        ${since(sql`bought_on`, within, asked)}`)
    return sql`${found}.shopper_id is not null`
  },
  tag({ tags }, { sql, accountId, known, source }) {
    const found = source(sql`
      select distinct shopper_id from person_tag
      where account_id = ${accountId} and tag_id = any(${idsOf(known, 'tag', tags)}::uuid[])`)
    return sql`${found}.shopper_id is not null`
  },
  rank: ({ ranks }, { sql }) => sql`f.rank = any(${ranks}::text[])`,
  points: (range, { sql }) => inRange(sql, sql`f.points`, range),
  friend: ({ is, within }, asked) =>
    asked.sql`(f.friend = ${is} ${sinceAt(asked.sql`f.friend_since`, within, asked)})`,
  nps: ({ within, ...range }, asked) => {
    const { sql } = asked
    return sql`(${inRange(sql, sql`f.nps`, range)} ${sinceAt(sql`f.nps_at`, within, asked)})`
  },
  happened({ of, within, atLeast_times: times }, asked) {
    const { sql, accountId, source } = asked
    const found = source(sql`
      select shopper_id from person_happened
      where account_id = ${accountId} and kind = ${of} and times >= ${times ?? 1}
        ${sinceAt(sql`last_at`, within, asked)}`)
    return sql`${found}.shopper_id is not null`
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
}

/** Compiles one condition to an expression that is true for whom it means. */
export const compileCondition = (condition: Condition, asked: Asked): Fragment =>
  (COMPILE[condition.kind] as Compile<never>)(condition as never, asked)

/** How many pieces of these goods somebody bought, by person. */
function goodsOf(
  of: ReferenceKind,
  { ids, within }: { ids: readonly string[]; within?: Within | undefined },
  asked: Asked,
): Fragment {
  const { sql, accountId, known } = asked
  return sql`
    select shopper_id, sum(pieces) as pieces from person_product
    where account_id = ${accountId} and product_id = any(${idsOf(known, of, ids)}::uuid[])
      ${since(sql`last_on`, within, asked)}
    group by shopper_id`
}

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
