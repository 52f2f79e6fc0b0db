import {
  addDays,
  conditionsOf,
  firstDayOf,
  idsOf,
  keptAttribute,
  lapsedBy,
  startOfTokyoDay,
  stretchesOf,
  type ConditionKindName,
  type ConditionOf,
  type Known,
  type ReferenceKind,
  type Rule,
  type Understood,
  type Within,
} from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { liesIn, overdue, type Fragment } from './compile-condition.ts'

interface Passed {
  sql: Sql
  accountId: string
  known: Known
  /** The Tokyo days between which the clock went on. */
  from: string
  to: string
}
/** Makes the query (`shopper_id`) of those for whom the clock alone may have changed a condition; null: for nobody. */
type Changed<Kind extends ConditionKindName> = (
  condition: ConditionOf<Kind>,
  passed: Passed,
) => Fragment | null

const never = () => null
const goods =
  (of: ReferenceKind) =>
  (ids: readonly string[], within: Within | undefined, passed: Passed): Fragment | null => {
    const { sql, known } = passed
    const meant = sql`and product_id = any(${idsOf(known, of, ids)}::uuid[])`
    return fallen('person_product', sql`last_on`, within, passed, meant)
  }
const receipts = ({ within }: { within?: Within | undefined }, passed: Passed) =>
  fallen('person_receipt', passed.sql`bought_on`, within, passed)

/** A kind that the clock moves names here whom it can move: a new kind does not compile before it has said so. */
const CHANGED: { [Kind in ConditionKindName]: Changed<Kind> } = {
  bought: ({ products, within }, passed) => goods('product')(products, within, passed),
  brand: ({ brands, within }, passed) => goods('brand')(brands, within, passed),
  category: ({ categories, within }, passed) => goods('category')(categories, within, passed),
  price({ within }, passed) {
    return fallen('person_product', passed.sql`last_on`, within, passed)
  },
  spent: receipts,
  receipts,
  basket: receipts,
  store: receipts,
  chain: receipts,
  own_shop({ within }, passed) {
    return fallen('shop_purchase', passed.sql`bought_on`, within, passed)
  },
  recency({ atLeast, atMost }, { sql, accountId, from, to }) {
    const ends = [atLeast, atMost === undefined ? undefined : atMost + 1].filter((end) => end !== undefined)
    // On the day that lies so far behind one last receipt, and on each after it, the end is passed.
    const crossed = ends.map(
      (end) =>
        sql`(last_receipt_on > ${addDays(from, -end)}::date and last_receipt_on <= ${addDays(to, -end)}::date)`,
    )
    return sql`
      select shopper_id from person_fact where account_id = ${accountId}
        and (${crossed.reduce((before, each) => sql`${before} or ${each}`)})`
  },
  rhythm: ({ atLeast_intervals: times }, { sql, accountId, from, to }) => sql`
    select f.shopper_id from person_fact f
    where f.account_id = ${accountId} and ${overdue(sql, times, to)} and not ${overdue(sql, times, from)}`,
  stage: (_, { sql, accountId, from, to }) => sql`
    select shopper_id from person_happened where account_id = ${accountId} and kind = 'entry_approved'
      and last_at >= ${startOfTokyoDay(addDays(lapsedBy(from), 1))} and last_at < ${startOfTokyoDay(addDays(lapsedBy(to), 1))}`,
  friend: ({ within }, passed) => fallenAt('person_fact', passed.sql`friend_since`, within, passed),
  member: ({ within }, passed) => fallenAt('person_fact', passed.sql`member_since`, within, passed),
  nps: ({ within }, passed) => fallenAt('person_fact', passed.sql`nps_at`, within, passed),
  happened: ({ of, within }, passed) =>
    fallenAt('person_happened', passed.sql`last_at`, within, passed, passed.sql`and kind = ${of}`),
  attribute({ attribute, oneOf = [] }, { sql, accountId, from, to }) {
    const [was, is] = [from, to].map((day) => stretchesOf(attribute, oneOf, day))
    if (JSON.stringify(was) === JSON.stringify(is)) return null
    return sql`
      select shopper_id from person_attribute p
      where account_id = ${accountId} and attribute = ${keptAttribute(attribute)}
        and (${liesIn(sql, was!)}) <> (${liesIn(sql, is!)})`
  },
  rank: never,
  points: never,
  tag: never,
  consent: never,
  // Those of the other segment's rule are looked at beside.
  segment: never,
  people: never,
  audience: never,
}

/** Who has something on a day that lay within a stretch and does no more. Days only ever fall out of it. */
function fallen(
  table: string,
  day: Fragment,
  within: Within | undefined,
  { sql, accountId, from, to }: Passed,
  such: Fragment = sql``,
): Fragment | null {
  if (!within || firstDayOf(within, from) === firstDayOf(within, to)) return null
  return sql`
    select shopper_id from ${sql(table)} where account_id = ${accountId} ${such}
      and ${day} >= ${firstDayOf(within, from)}::date and ${day} < ${firstDayOf(within, to)}::date`
}

function fallenAt(
  table: string,
  at: Fragment,
  within: Within | undefined,
  { sql, accountId, from, to }: Passed,
  such: Fragment = sql``,
): Fragment | null {
  if (!within || firstDayOf(within, from) === firstDayOf(within, to)) return null
  const [was, is] = [from, to].map((day) => startOfTokyoDay(firstDayOf(within, day))) as [Date, Date]
  return sql`
    select shopper_id from ${sql(table)} where account_id = ${accountId} ${such} and ${at} >= ${was} and ${at} < ${is}`
}

/**
 * Makes the query of those whom a rule may mean otherwise on the Tokyo day `to` than on `from`, though nothing has happened to
 * them; null where the clock moves nobody. It rests on the facts as they are: there is nothing to keep that could grow old.
 */
export function changedByClock(
  sql: Sql,
  accountId: string,
  { rule, segments, known }: Extract<Understood, { rule: Rule }>,
  { from, to }: { from: string; to: string },
): Fragment | null {
  if (from >= to) return null
  const queries = [rule, ...segments.values()].flatMap(conditionsOf).flatMap((condition) => {
    const changed = CHANGED[condition.kind] as Changed<never>
    return changed(condition as never, { sql, accountId, known, from, to }) ?? []
  })
  if (queries.length === 0) return null
  return queries.reduce<Fragment>((before, query, n) => (n ? sql`${before} union ${query}` : query), sql``)
}
