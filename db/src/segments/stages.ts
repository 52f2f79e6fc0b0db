import { addDays, lapsedBy, startOfTokyoDay } from '@tamaru/domain'
import type { PendingQuery, Row } from 'postgres'
import type { Sql } from '../open-db.ts'

type Fragment = ReturnType<Sql> | PendingQuery<Row[]>

/** Makes a query of what people did that their stage rests on, by person; whoever did none of it is not in it. */
export const coursesOf = (sql: Sql, accountId: string): Fragment => sql`
  select shopper_id, coalesce(max(times) filter (where kind = 'entry_approved'), 0) as approvals,
    max(last_at) filter (where kind = 'entry_approved') as last_approval_at,
    bool_or(kind = 'mini_app_opened') as opened
  from person_happened where account_id = ${accountId} and kind in ('entry_approved', 'mini_app_opened')
  group by shopper_id`

/** Makes the same of the one person of `f`; always one row. */
export const courseOf = (sql: Sql): Fragment => sql`
  select coalesce(max(times) filter (where kind = 'entry_approved'), 0) as approvals,
    max(last_at) filter (where kind = 'entry_approved') as last_approval_at,
    bool_or(kind = 'mini_app_opened') as opened
  from person_happened where account_id = f.account_id and shopper_id = f.shopper_id
    and kind in ('entry_approved', 'mini_app_opened')`

/** Makes the expression of a stage, of `f` and the course that is joined to it; domain/src/shoppers/stage.ts says the same. */
export const stageOf = (sql: Sql, course: Fragment, today: string): Fragment => sql`
  case
    when ${course}.approvals > 0 and ${course}.last_approval_at < ${startOfTokyoDay(addDays(lapsedBy(today), 1))} then 'lapsed'
    when ${course}.approvals > 1 then 'repeat'
    when ${course}.approvals > 0 then 'first'
    when ${course}.opened then 'opened'
    when f.friend then 'friend'
    else 'new'
  end`
