import { addDays, startOfTokyoDay } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

/** By what an answer names the people whom it shows. */
export type ShownBy = 'shopper' | 'entry' | 'coupon'

const TABLES = { entry: 'entry', coupon: 'coupon' } as const

/**
 * Notes that a person of the staff was shown people: whom, as far as the ids tell, and how many rows. In the answer's own
 * time: what is not noted is not shown.
 */
export async function record(
  sql: Sql,
  shown: {
    accountId: string
    staffId: string
    route: string
    by: ShownBy | null
    ids: readonly string[]
    rows: number
    now: Date
  },
): Promise<void> {
  const { accountId, staffId, route, by, rows, now } = shown
  const ids = [...new Set(shown.ids)]
  const table = by === 'entry' || by === 'coupon' ? TABLES[by] : undefined
  const whose = table
    ? sql`array(select distinct shopper_id from ${sql(table)} where account_id = ${accountId} and id = any(${ids}::uuid[]))`
    : sql`${by === 'shopper' ? ids : []}::uuid[]`
  await sql`
    insert into access_event (account_id, staff_id, at, route, shopper_ids, shown)
    select ${accountId}, ${staffId}, ${now}, ${route}, whose, greatest(cardinality(whose), ${rows}::int)
    from (select ${whose} as whose) w where greatest(cardinality(whose), ${rows}::int) > 0`
}

export interface AccessEvent {
  id: string
  staffId: string
  staffName: string
  at: Date
  route: string
  shopperIds: string[]
  shown: number
}

/** Whose looks are meant: of one person of the staff, at one shopper, on one Tokyo day. */
export interface WhichAccesses {
  staffId?: string
  shopperId?: string
  day?: string
}

/** Who looked, newest first: all of it, or what is meant. */
export async function list(
  sql: Sql,
  accountId: string,
  { staffId, shopperId, day }: WhichAccesses,
  asked: PageAsked,
): Promise<Page<AccessEvent>> {
  const { place, beyond, tail } = inOrder(sql, [[sql`a.id`, 'bigint']], 'desc', asked)
  const rows = await sql<(AccessEvent & { place: Place })[]>`
    select ${place}, a.id::text, a.staff_id, s.display_name as staff_name, a.at, a.route, a.shopper_ids, a.shown
    from access_event a join staff s on s.account_id = a.account_id and s.id = a.staff_id
    where a.account_id = ${accountId}
      ${staffId === undefined ? sql`` : sql`and a.staff_id = ${staffId}`}
      ${shopperId === undefined ? sql`` : sql`and a.shopper_ids @> array[${shopperId}]::uuid[]`}
      ${day === undefined ? sql`` : sql`and a.at >= ${startOfTokyoDay(day)} and a.at < ${startOfTokyoDay(addDays(day, 1))}`}
      ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** Lets go what is older; the one way that anything goes. Returns how many. */
export async function forgetOld(sql: Sql, accountId: string, before: Date): Promise<number> {
  const [row] = await sql<{ gone: number }[]>`select forget_accesses(${accountId}, ${before}) as gone`
  return row!.gone
}
