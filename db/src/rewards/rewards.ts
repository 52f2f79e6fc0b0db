import {
  ProblemError,
  RewardTerms,
  StoredTerms,
  tokyoDate,
  type RewardBudget,
  type RewardKind,
} from '@tamaru/domain'
import * as allotments from '../ledger/allotments.ts'
import type { Sql } from '../open-db.ts'
import { wearing, type LabelAsked } from '../labels/wearing.ts'
import { inSortedOrder, toPage, type Key, type Page, type Place, type SortedPageAsked } from '../paging.ts'
import { whoShops } from '../shoppers/shoppers.ts'

/** The catalogue: what points can be exchanged for, and the codes of its pools. */

export interface Reward {
  id: string
  kind: RewardKind
  /** `stock` is null in the terms of a code pool: there it is the number of its codes. */
  terms: RewardTerms
  allotmentId: string | null
  /** Pieces in all and what is left of them; null where they are not counted. */
  stock: number | null
  left: number | null
  /** What pays for it; null: no budget does. */
  budget: RewardBudget | null
  archivedAt: Date | null
}

interface RewardRow extends Omit<Reward, 'terms' | 'budget'> {
  terms: unknown
  budgetId: string | null
  startsOn: string
  endsOn: string
  closedAt: Date | null
  leftYen: number
}

export type RewardOrder = 'cost' | 'name' | 'exchanged' | 'left'

/** An account's rewards: those that staff see to, those in the archive, or those on offer now. */
export async function list(
  sql: Sql,
  accountId: string,
  which: 'kept' | 'archived' | 'active',
  asked: SortedPageAsked<RewardOrder> & LabelAsked,
): Promise<Page<Reward>> {
  const id: Key = [sql`r.id`, 'uuid']
  const { place, beyond, tail } = inSortedOrder(
    sql,
    {
      cost: [[sql`(r.terms -> 'cost_points')::numeric`, 'numeric'], [sql`r.created_at`, 'moment'], id],
      // A name may be longer than a cursor.
      name: [[sql`left(r.terms -> 'name' ->> 'ja', 60)`, 'text'], id],
      exchanged: [
        [
          sql`(select count(*) from coupon c
            where c.account_id = r.account_id and c.reward_id = r.id and c.state <> 'cancelled')`,
          'bigint',
        ],
        id,
      ],
      // What is not counted never runs out.
      left: [
        [
          sql`coalesce((select sum(size - used) from allotment_slice where allotment_id = a.id), 1e15)`,
          'numeric',
        ],
        id,
      ],
    },
    asked,
  )
  const those = {
    kept: sql`r.archived_at is null`,
    archived: sql`r.archived_at is not null`,
    active: sql`r.terms -> 'active' = 'true'`,
  }[which]
  const rows = await sql<(RewardRow & { place: Place })[]>`
    select ${columns(sql)}, ${place} ${tables(sql)} where r.account_id = ${accountId} and ${those} ${wearing(sql, 'reward', { account: sql`r.account_id`, id: sql`r.id` }, asked)}
      ${beyond} ${tail}`
  return toPage(
    rows.map(({ place, ...row }) => ({ ...parse(row), place })),
    asked,
  )
}

export async function find(sql: Sql, accountId: string, rewardId: string): Promise<Reward | undefined> {
  return (await select(sql, sql`r.account_id = ${accountId} and r.id = ${rewardId}`))[0]
}

/**
 * As `find`, and holds the reward until the transaction ends. To `exchange` it, many may at once, and its terms stay as
 * they are; whoever wants to `change` it waits for them, and they for it.
 */
export async function lock(
  sql: Sql,
  accountId: string,
  rewardId: string,
  to: 'exchange' | 'change',
): Promise<Reward | undefined> {
  const mode = to === 'exchange' ? sql`for share` : sql`for no key update`
  await sql`select 1 from reward where account_id = ${accountId} and id = ${rewardId} ${mode}`
  return find(sql, accountId, rewardId)
}

const columns = (sql: Sql) => sql`
  r.id, r.kind, r.terms, r.allotment_id, r.archived_at, a.total as stock,
  (select sum(size - used)::float8 from allotment_slice where allotment_id = a.id) as left,
  r.budget_id, b.starts_on, b.ends_on, b.closed_at,
  (select sum(size - used)::float8 from allotment_slice where allotment_id = b.id) as left_yen`
const tables = (sql: Sql) => sql`
  from reward r left join allotment a on a.id = r.allotment_id
  left join budget b on b.account_id = r.account_id and b.id = r.budget_id`

async function select(sql: Sql, where: ReturnType<Sql>): Promise<Reward[]> {
  const rows = await sql<RewardRow[]>`select ${columns(sql)} ${tables(sql)} where ${where}`
  return rows.map(parse)
}

const parse = ({ budgetId, startsOn, endsOn, closedAt, leftYen, ...row }: RewardRow): Reward => ({
  ...row,
  terms: StoredTerms.parse(row.terms),
  budget: budgetId === null ? null : { id: budgetId, startsOn, endsOn, closedAt, left_yen: leftYen },
})

/** Puts a reward into the catalogue and returns its id. A code pool begins empty. */
export async function add(
  sql: Sql,
  accountId: string,
  kind: RewardKind,
  given: RewardTerms,
  now: Date,
): Promise<string> {
  const terms = termsOf(kind, given)
  const stock = kind === 'code_pool' ? 0 : terms.stock
  const allotmentId = stock === null ? null : await allotments.create(sql, accountId, stock, now)
  const [row] = await sql<{ id: string }[]>`
    insert into reward (account_id, kind, terms, allotment_id, created_at)
    values (${accountId}, ${kind}, ${sql.json(terms)}, ${allotmentId}, ${now}) returning id`
  return row!.id
}

/**
 * Changes a reward for the exchanges to come; coupons stay what they were exchanged for. The caller holds it. Throws the
 * refusals `allotment_below_used` where fewer are to be than are out, and `invalid_request` where its terms would not
 * hold together. One that is on offer again leaves the archive.
 */
export async function change(
  sql: Sql,
  accountId: string,
  reward: Reward,
  given: RewardTerms,
  now: Date,
): Promise<void> {
  const terms = termsOf(reward.kind, given)
  const allotmentId =
    reward.kind === 'code_pool' ? reward.allotmentId : await restock(sql, accountId, reward, terms.stock, now)
  await sql`
    update reward set terms = ${sql.json(terms)}, allotment_id = ${allotmentId},
      archived_at = case when ${terms.active} then null else archived_at end
    where account_id = ${accountId} and id = ${reward.id}`
}

function termsOf(kind: RewardKind, given: RewardTerms): RewardTerms {
  const { data, error } = RewardTerms.safeParse(kind === 'code_pool' ? { ...given, stock: null } : given)
  if (data) return data
  const faults = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new ProblemError('invalid_request', faults.join('; '))
}

/** The allotment that holds this stock. Where it was not counted before, those that are out count now. */
async function restock(
  sql: Sql,
  accountId: string,
  reward: Reward,
  stock: number | null,
  now: Date,
): Promise<string | null> {
  if (stock === null) return null
  if (reward.allotmentId) {
    if (stock !== reward.stock) await allotments.resize(sql, accountId, reward.allotmentId, stock)
    return reward.allotmentId
  }
  const out = (await countCoupons(sql, accountId, tokyoDate(now), 'all')).get(reward.id)?.exchanged ?? 0
  if (stock < out) throw new ProblemError('allotment_below_used', `${out} are exchanged`)
  const allotmentId = await allotments.create(sql, accountId, stock, now)
  if (out > 0) await allotments.claim(sql, accountId, allotmentId, out, { partly: false })
  return allotmentId
}

/** Puts a reward into the archive, off offer, or takes it out again. The caller holds it. */
export async function archive(
  sql: Sql,
  accountId: string,
  rewardId: string,
  archivedAt: Date | null,
): Promise<void> {
  await sql`
    update reward set archived_at = ${archivedAt}, terms = terms || '{"active": false}'
    where account_id = ${accountId} and id = ${rewardId}`
}

export interface CouponCounts {
  rewardId: string
  /** Cancellations left out. */
  exchanged: number
  used: number
  /** Those that somebody can still use on that Tokyo day. */
  usable: number
  lastExchangedAt: Date | null
}

/** Counts the coupons of each reward: `all` that are out, or as a figure, of those who shop. */
export async function countCoupons(
  sql: Sql,
  accountId: string,
  today: string,
  whose: 'all' | 'who_shops',
): Promise<Map<string, CouponCounts>> {
  const rows = await sql<CouponCounts[]>`
    select reward_id, count(*)::int as exchanged, count(*) filter (where state = 'used')::int as used,
      count(*) filter (where state = 'issued' and lapses_on >= ${today})::int as usable,
      max(exchanged_at) as last_exchanged_at
    from coupon c
    where account_id = ${accountId} and state <> 'cancelled'
      ${whose === 'all' ? sql`` : sql`and exists (select from shopper s where s.id = c.shopper_id and ${whoShops(sql)})`}
    group by reward_id`
  return new Map(rows.map((row) => [row.rewardId, row]))
}

/**
 * Adds codes to a pool, whose stock grows by as many. Returns those that the pool knew already: they are not added
 * again. The caller holds the reward.
 */
export async function addCodes(
  sql: Sql,
  accountId: string,
  reward: Reward,
  codes: readonly string[],
  now: Date,
): Promise<{ added: number; known: string[] }> {
  const rows = await sql<{ code: string }[]>`
    insert into reward_code (account_id, reward_id, code, uploaded_at)
    select ${accountId}, ${reward.id}, c.code, ${now} from unnest(${[...codes]}::text[]) with ordinality as c (code, place)
    order by c.place on conflict on constraint reward_code_once do nothing returning code`
  const added = new Set(rows.map(({ code }) => code))
  if (added.size > 0)
    await allotments.resize(sql, accountId, reward.allotmentId!, (reward.stock ?? 0) + added.size)
  return { added: added.size, known: codes.filter((code) => !added.has(code)) }
}

/**
 * A code that nobody has, held until the transaction ends. Whoever has claimed a piece of the pool's stock finds one.
 */
export async function takeCode(
  sql: Sql,
  accountId: string,
  rewardId: string,
): Promise<{ id: string; code: string }> {
  const [free] = await sql<{ id: string; code: string }[]>`
    select id, code from reward_code
    where account_id = ${accountId} and reward_id = ${rewardId} and coupon_id is null
    order by id limit 1 for update skip locked`
  if (!free) throw new Error(`reward ${rewardId} has more stock than codes`)
  return free
}

/** Gives a code that was taken to its coupon. */
export async function giveCode(sql: Sql, codeId: string, couponId: string): Promise<void> {
  await sql`update reward_code set coupon_id = ${couponId} where id = ${codeId}`
}

/** A coupon's code goes back to the pool. Only one that nobody has seen may. */
export async function freeCode(sql: Sql, accountId: string, couponId: string): Promise<void> {
  await sql`update reward_code set coupon_id = null where account_id = ${accountId} and coupon_id = ${couponId}`
}

/** A coupon's code is given to nobody any more. */
export async function burnCode(sql: Sql, accountId: string, couponId: string, now: Date): Promise<void> {
  await sql`
    update reward_code set burnt_at = ${now} where account_id = ${accountId} and coupon_id = ${couponId}`
}
