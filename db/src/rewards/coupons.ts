import { StoredTerms, type RewardKind, type RewardTerms } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

/** What shoppers got for their points. A code is a secret: it is shown to its holder, and to staff who type it in. */

export interface Coupon {
  id: string
  accountId: string
  shopperId: string
  shopperName: string | null
  state: 'issued' | 'used' | 'cancelled'
  code: string
  costPoints: number
  lapsesOn: string
  exchangedAt: Date
  shownAt: Date | null
  usedAt: Date | null
  cancelledAt: Date | null
  /** From which budget of the account the exchange drew how much; null: from none. */
  budgetId: string | null
  drawnYen: number | null
  /** The reward as it is now; what the coupon is worth was fixed with the exchange. */
  reward: { id: string; kind: RewardKind; terms: RewardTerms; allotmentId: string | null }
}

interface CouponRow extends Omit<Coupon, 'reward'> {
  rewardId: string
  kind: RewardKind
  terms: unknown
  allotmentId: string | null
}

const parse = ({ rewardId, kind, terms, allotmentId, ...coupon }: CouponRow): Coupon => ({
  ...coupon,
  reward: { id: rewardId, kind, terms: StoredTerms.parse(terms), allotmentId },
})

const columns = (sql: Sql) => sql`
  c.id, c.account_id, c.shopper_id, c.state, c.code, c.cost_points, c.lapses_on, c.exchanged_at, c.shown_at,
  c.used_at, c.cancelled_at, c.budget_id, c.drawn_yen, c.reward_id, r.kind, r.terms, r.allotment_id, s.display_name as shopper_name`
const tables = (sql: Sql) =>
  sql`from coupon c join reward r on r.id = c.reward_id join shopper s on s.id = c.shopper_id`

async function select(sql: Sql, where: ReturnType<Sql>): Promise<Coupon[]> {
  const rows = await sql<CouponRow[]>`select ${columns(sql)} ${tables(sql)} where ${where}`
  return rows.map(parse)
}

export async function issue(
  sql: Sql,
  coupon: Pick<
    Coupon,
    | 'id'
    | 'accountId'
    | 'shopperId'
    | 'code'
    | 'costPoints'
    | 'lapsesOn'
    | 'exchangedAt'
    | 'budgetId'
    | 'drawnYen'
  > & {
    rewardId: string
    idempotencyKey: string
  },
): Promise<void> {
  await sql`insert into coupon ${sql(coupon)}`
}

export async function find(sql: Sql, accountId: string, couponId: string): Promise<Coupon | undefined> {
  return (await select(sql, sql`c.account_id = ${accountId} and c.id = ${couponId}`))[0]
}

/** Finds as `find` does, and holds the coupon until the transaction ends: it is used or cancelled, once. */
export async function lock(sql: Sql, accountId: string, couponId: string): Promise<Coupon | undefined> {
  await sql`select 1 from coupon where account_id = ${accountId} and id = ${couponId} for no key update`
  return find(sql, accountId, couponId)
}

export async function findByKey(
  sql: Sql,
  accountId: string,
  shopperId: string,
  key: string,
): Promise<Coupon | undefined> {
  const [coupon] = await select(
    sql,
    sql`c.account_id = ${accountId} and c.shopper_id = ${shopperId} and c.idempotency_key = ${key}`,
  )
  return coupon
}

/** Lists a person's coupons, newest first. */
export async function listOfShopper(
  sql: Sql,
  accountId: string,
  shopperId: string,
  asked: PageAsked,
): Promise<Page<Coupon>> {
  return newestFirst(sql, sql`c.account_id = ${accountId} and c.shopper_id = ${shopperId}`, asked)
}

/**
 * Coupons with one of these codes, newest first: pools of different makers may hold the same, and a code that went back
 * unseen was somebody else's before.
 */
export async function listByCode(
  sql: Sql,
  accountId: string,
  codes: readonly string[],
  asked: PageAsked,
): Promise<Page<Coupon>> {
  return newestFirst(sql, sql`c.account_id = ${accountId} and c.code = any(${[...codes]}::text[])`, asked)
}

async function newestFirst(sql: Sql, where: ReturnType<Sql>, asked: PageAsked): Promise<Page<Coupon>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`c.exchanged_at`, 'moment'],
      [sql`c.id`, 'uuid'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(CouponRow & { place: Place })[]>`
    select ${columns(sql)}, ${place} ${tables(sql)} where ${where} ${beyond} ${tail}`
  return toPage(
    rows.map(({ place, ...row }) => ({ ...parse(row), place })),
    asked,
  )
}

/** Counts how often this person has had each reward, cancellations not counted. */
export async function countHad(sql: Sql, accountId: string, shopperId: string): Promise<Map<string, number>> {
  const rows = await sql<{ rewardId: string; had: number }[]>`
    select reward_id, count(*)::int as had from coupon
    where account_id = ${accountId} and shopper_id = ${shopperId} and state <> 'cancelled' group by reward_id`
  return new Map(rows.map(({ rewardId, had }) => [rewardId, had]))
}

/** Shows a person the code of their own coupon: the first time is remembered. */
export async function showCode(
  sql: Sql,
  accountId: string,
  shopperId: string,
  couponId: string,
  at: Date,
): Promise<Coupon | undefined> {
  await sql`
    update coupon set shown_at = ${at}
    where account_id = ${accountId} and shopper_id = ${shopperId} and id = ${couponId}
      and shown_at is null and state <> 'cancelled'`
  const coupon = await find(sql, accountId, couponId)
  return coupon?.shopperId === shopperId ? coupon : undefined
}

export async function markUsed(sql: Sql, coupon: Coupon, at: Date, staffId: string | null): Promise<void> {
  await sql`
    update coupon set state = 'used', used_at = ${at}, used_by_staff = ${staffId}
    where account_id = ${coupon.accountId} and id = ${coupon.id}`
}

export async function markCancelled(
  sql: Sql,
  coupon: Coupon,
  at: Date,
  staffId: string | null,
): Promise<void> {
  await sql`
    update coupon set state = 'cancelled', cancelled_at = ${at}, cancelled_by_staff = ${staffId}
    where account_id = ${coupon.accountId} and id = ${coupon.id}`
}
