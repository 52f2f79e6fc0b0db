import type { BudgetChange, NewBudget } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import * as allotments from '../ledger/allotments.ts'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

/** A budget of the account: the allotment that bears its id holds it; points are issued by a ledger account of its own. */
export interface Budget extends Omit<NewBudget, 'pointsLiveForDays'> {
  id: string
  /** Null of yen. */
  pointsLiveForDays: number | null
  /** In its unit, as `limit` is. */
  drawn: number
  /** Of what was drawn: for coupons that nobody has used yet. */
  held: number
  ownerName: string
  createdAt: Date
  closedAt: Date | null
}

const columns = (sql: Sql) => sql`
  b.id, b.name, b.purpose, b.unit, b.owner_id, s.display_name as owner_name, b.starts_on, b.ends_on, b.points_live_for_days,
  b.created_at, b.closed_at, a.total as limit,
  (select coalesce(sum(used), 0) from allotment_slice where allotment_id = b.id)::int as drawn,
  (select coalesce(sum(drawn_yen), 0) from coupon
   where account_id = b.account_id and budget_id = b.id and state = 'issued')::int as held`
const tables = (sql: Sql) =>
  sql`from budget b join staff s on s.id = b.owner_id join allotment a on a.id = b.id`

/** The budgets of an account, the newest at the head. */
export async function list(sql: Sql, accountId: string, asked: PageAsked): Promise<Page<Budget>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`b.created_at`, 'moment'],
      [sql`b.id`, 'uuid'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(Budget & { place: Place })[]>`
    select ${columns(sql)}, ${place} ${tables(sql)} where b.account_id = ${accountId} ${beyond} ${tail}`
  return toPage(rows, asked)
}

export async function find(sql: Sql, accountId: string, budgetId: string): Promise<Budget | undefined> {
  const [budget] = await sql<Budget[]>`
    select ${columns(sql)} ${tables(sql)} where b.account_id = ${accountId} and b.id = ${budgetId}`
  return budget
}

/** As `find`; nobody closes or changes it until the transaction ends (`draw`), or nobody draws either (`change`). */
export async function lock(
  sql: Sql,
  accountId: string,
  budgetId: string,
  to: 'draw' | 'change',
): Promise<Budget | undefined> {
  const held = to === 'draw' ? sql`for share` : sql`for update`
  await sql`select 1 from budget where account_id = ${accountId} and id = ${budgetId} ${held}`
  return find(sql, accountId, budgetId)
}

/** Sets a budget up and returns its id. Refuses `budget_name_taken` and `staff_unknown`. */
export async function add(
  sql: Sql,
  accountId: string,
  budget: NewBudget,
  by: { staffId: string; now: Date },
): Promise<string> {
  const id = await allotments.create(sql, accountId, budget.limit, by.now, randomUUID())
  await sql`
    insert into budget (id, account_id, name, purpose, unit, owner_id, starts_on, ends_on, points_live_for_days, created_by,
      created_at)
    values (${id}, ${accountId}, ${budget.name}, ${budget.purpose}, ${budget.unit}, ${budget.ownerId},
      ${budget.startsOn}, ${budget.endsOn}, ${budget.unit === 'points' ? budget.pointsLiveForDays : null}, ${by.staffId}, ${by.now})`
  return id
}

/** Changes what is given. Refuses `allotment_below_used`. */
export async function change(
  sql: Sql,
  accountId: string,
  before: Budget,
  change: BudgetChange,
): Promise<void> {
  const { purpose, ownerId, endsOn } = { ...before, ...change }
  await sql`
    update budget set purpose = ${purpose}, owner_id = ${ownerId}, ends_on = ${endsOn}
    where account_id = ${accountId} and id = ${before.id}`
  if (change.limit !== undefined) await allotments.resize(sql, accountId, before.id, change.limit)
}

/** Closes a budget for good: nothing is drawn from it any more. */
export async function close(sql: Sql, accountId: string, budgetId: string, now: Date): Promise<void> {
  await sql`update budget set closed_at = ${now} where account_id = ${accountId} and id = ${budgetId}`
}
