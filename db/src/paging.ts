import { ProblemError } from '@tamaru/domain'
import type { PendingQuery, Row } from 'postgres'
import type { Sql } from './open-db.ts'

/** The place of a row in a list: the values that the list is ordered by, as text, without loss. */
export type Place = readonly string[]

export interface PageAsked {
  /** Where the page before this one ended; nothing: from the beginning. */
  after?: Place
  limit: number
}

/** A page of a list in one of its orders: the name of the order, with a `-` before it from the end to the beginning. */
export interface SortedPageAsked<By extends string> extends PageAsked {
  sort: By | `-${By}`
}

export interface Page<T> {
  items: T[]
  /** Where this page ends; null where nothing comes behind it. */
  next: Place | null
}

type Fragment = ReturnType<Sql> | PendingQuery<Row[]>
/** What a list is ordered by, and as what its cursor holds it. */
export type Key = readonly [
  column: ReturnType<Sql>,
  as: 'moment' | 'uuid' | 'bigint' | 'numeric' | 'boolean' | 'text',
]

/**
 * What a query needs to answer one page of an order: the `place` to select, the condition that a row stands `beyond` the
 * page before, and the `tail`. The last key tells all rows apart, so that walking on meets each row once, whatever is
 * added meanwhile.
 */
export function inOrder(sql: Sql, keys: readonly Key[], way: 'asc' | 'desc', { after, limit }: PageAsked) {
  const all = (parts: Fragment[]): Fragment => parts.reduce((before, part) => sql`${before}, ${part}`)
  const columns = all(keys.map(([column]) => column))
  const written = all(
    keys.map(([column, as]) => (as === 'moment' ? micros(sql, column) : sql`${column}::text`)),
  )
  const read = ([, as]: Key, n: number) => readBack(sql, as, after![n]!)
  const compare = way === 'asc' ? sql`>` : sql`<`
  const direction = way === 'asc' ? sql`asc` : sql`desc`
  return {
    place: sql`array[${written}] as place`,
    beyond: after ? sql`and (${columns}) ${compare} (${all(keys.map(read))})` : sql``,
    // One more than is shown tells whether there is a next page.
    tail: sql`order by ${all(keys.map(([column]) => sql`${column} ${direction}`))} limit ${limit + 1}`,
  }
}

/**
 * As `inOrder`, in the order that was asked for among those of a list: nothing of what comes from outside is SQL. A place
 * of such a list begins with the order that it is in; in another one it is refused as `invalid_request`.
 */
export function inSortedOrder<By extends string>(
  sql: Sql,
  orders: Readonly<Record<By, readonly Key[]>>,
  { sort, after, limit }: SortedPageAsked<By>,
) {
  const [order, ...place] = after ?? [sort]
  if (order !== sort) throw new ProblemError('invalid_request', 'after: a cursor of another order')
  const by = sort.replace(/^-/, '') as By
  const way = sort.startsWith('-') ? 'desc' : 'asc'
  return inOrder(sql, orders[by], way, { after: after && place, limit })
}

/** Cuts the row off that only tells of the next page. */
export function toPage<T extends { place: Place }>(
  rows: readonly T[],
  { limit, sort }: PageAsked & { sort?: string },
): Page<Omit<T, 'place'>> {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1)!.place : undefined
  return {
    items: shown.map(({ place: _, ...item }) => item),
    next: last ? [...(sort === undefined ? [] : [sort]), ...last] : null,
  }
}

// A Date keeps milliseconds, PostgreSQL microseconds: rounded, two rows of one millisecond would be met twice or never.
const micros = (sql: Sql, column: Fragment) => sql`(extract(epoch from ${column}) * 1000000)::bigint::text`

function readBack(sql: Sql, as: Key[1], text: string): Fragment {
  if (as === 'moment') return sql`timestamptz 'epoch' + ${text}::text::bigint * interval '1 microsecond'`
  // By way of text, so that the driver leaves the value as it is.
  return sql`${text}::text::${sql.unsafe(as)}`
}
