import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

/** What drew from a budget of the account: a grant of points, or an exchange whose reward it pays for. */
export interface BudgetDraw {
  id: string
  kind: 'grant' | 'exchange'
  /** In the budget's unit. */
  amount: number
  at: Date
  shopperId: string
  shopperName: string | null
  /** Who of the staff gave it. */
  staffName: string | null
  rewardName: { ja: string; en: string } | null
  state: 'drawn' | 'held' | 'back'
}

/** Lists what drew from a budget, the newest first; what went back is among it. */
export async function list(
  sql: Sql,
  accountId: string,
  budgetId: string,
  asked: PageAsked,
): Promise<Page<BudgetDraw>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`d.at`, 'moment'],
      [sql`d.id`, 'uuid'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(BudgetDraw & { place: Place })[]>`
    select d.*, p.display_name as shopper_name, ${place} from (
      select g.id, 'grant' as kind, g.points as amount, g.granted_at as at, g.shopper_id, s.display_name as staff_name,
        null::jsonb as reward_name, case when undone.id is null then 'drawn' else 'back' end as state
      from point_grant g join staff s on s.account_id = g.account_id and s.id = g.staff_id
      join journal j on j.account_id = g.account_id and j.natural_key = 'grant:' || g.id
      left join journal undone on undone.reverses = j.id
      where g.account_id = ${accountId} and g.budget_id = ${budgetId}
      union all
      select c.id, 'exchange', c.drawn_yen, c.exchanged_at, c.shopper_id, null, r.terms -> 'name',
        case when k.burnt_at is not null or c.state = 'used' then 'drawn' when c.state = 'cancelled' then 'back' else 'held' end
      from coupon c join reward r on r.id = c.reward_id left join reward_code k on k.coupon_id = c.id
      where c.account_id = ${accountId} and c.budget_id = ${budgetId}) d
    join shopper p on p.account_id = ${accountId} and p.id = d.shopper_id
    where true ${beyond} ${tail}`
  return toPage(rows, asked)
}
