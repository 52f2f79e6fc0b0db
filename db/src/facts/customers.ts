import { parsePayload, type HappeningKind, type Understood } from '@tamaru/domain'
import type { StoredHappening } from '../happenings/happenings.ts'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'
import { compileSegment } from '../segments/compile-segment.ts'

/** A person who shops, by what is known of them. */
export interface Customer {
  shopperId: string
  displayName: string | null
  friend: boolean | null
  joinedAt: Date
  /** Whether they let their purchases be looked at; if not, they count as none. */
  analysis: boolean
  receipts: number
  spentYen: number
  lastReceiptOn: string | null
  nps: number | null
  points: number
  rank: string
}

export const CUSTOMER_ORDERS = ['joined', 'receipts', 'spent', 'recent', 'nps'] as const
export type CustomerOrder = (typeof CUSTOMER_ORDERS)[number]

const columns = (sql: Sql) => sql`
  f.shopper_id, s.display_name, f.friend, f.joined_at, f.analysis, f.receipts, f.spent_yen::float8 as spent_yen,
  f.last_receipt_on, f.nps, f.points, f.rank`
const orderOf = (sql: Sql, order: CustomerOrder) =>
  ({
    joined: sql`(extract(epoch from f.joined_at) * 1000000)::bigint`,
    receipts: sql`f.receipts::bigint`,
    spent: sql`f.spent_yen`,
    recent: sql`coalesce(f.last_receipt_on - date '1970-01-01', -1)::bigint`,
    nps: sql`coalesce(f.nps, -1)::bigint`,
  })[order]

/**
 * Lists the people of an account whom a rule means, or all; the most of what they are ordered by at the head. Who has left or
 * stopped their use is not among them.
 */
export async function list(
  sql: Sql,
  accountId: string,
  { understood, order, now }: { understood: Understood | null; order: CustomerOrder; now: Date },
  asked: PageAsked,
): Promise<Page<Customer>> {
  const { joins, where } = understood
    ? compileSegment(sql, accountId, understood, now)
    : { joins: sql``, where: sql`true` }
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`${orderOf(sql, order)}`, 'bigint'],
      [sql`f.shopper_id`, 'uuid'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(Customer & { place: Place })[]>`
    select ${columns(sql)}, ${place}
    from person_fact f join shopper s on s.account_id = f.account_id and s.id = f.shopper_id ${joins}
    where f.account_id = ${accountId} and ${where} ${beyond} ${tail}`
  return toPage(rows, asked)
}

/**
 * Lists what happened to a person, the newest first. What they bought is in it as far as their consent lets it be looked at.
 */
export async function timeline(
  sql: Sql,
  { accountId, shopperId }: { accountId: string; shopperId: string },
  asked: PageAsked,
): Promise<Page<StoredHappening>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`at`, 'moment'],
      [sql`id`, 'bigint'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(StoredHappening & { kind: HappeningKind; place: Place })[]>`
    select id, account_id, shopper_id, kind, at, payload, ${place} from happening h
    where shopper_id = ${shopperId} and account_id = ${accountId}
      and (kind <> 'goods_bought' or exists (
        select from person_receipt r
        where r.account_id = h.account_id and r.shopper_id = h.shopper_id and r.entry_id = (h.payload ->> 'entryId')::uuid))
      ${beyond} ${tail}`
  const { items, next } = toPage(rows, asked)
  const read = items.map((row) => ({ ...row, payload: parsePayload(row.kind, row.payload) }))
  return { items: read as StoredHappening[], next }
}
