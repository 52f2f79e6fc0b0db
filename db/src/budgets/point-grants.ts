import type { Sql } from '../open-db.ts'

/** Points that somebody of the staff gave by hand; their journal bears the natural key `grant:ID`. */
export interface PointGrant {
  id: string
  budgetId: string
  shopperId: string
  points: number
  entryId: string | null
  staffId: string
  grantedAt: Date
}

const columns = (sql: Sql) => sql`id, budget_id, shopper_id, points, entry_id, staff_id, granted_at`

export async function findByKey(sql: Sql, accountId: string, key: string): Promise<PointGrant | undefined> {
  const [grant] = await sql<PointGrant[]>`
    select ${columns(sql)} from point_grant where account_id = ${accountId} and idempotency_key = ${key}`
  return grant
}

export async function record(
  sql: Sql,
  accountId: string,
  grant: PointGrant & { idempotencyKey: string },
): Promise<void> {
  const { id, budgetId, shopperId, points, entryId, staffId, grantedAt, idempotencyKey } = grant
  await sql`
    insert into point_grant (id, account_id, budget_id, shopper_id, points, entry_id, staff_id, granted_at,
      idempotency_key)
    values (${id}, ${accountId}, ${budgetId}, ${shopperId}, ${points}, ${entryId}, ${staffId}, ${grantedAt},
      ${idempotencyKey})`
}

/** Adds up what was given by hand for a purchase. */
export async function sumOfEntry(sql: Sql, accountId: string, entryId: string): Promise<number> {
  const [row] = await sql<{ points: number }[]>`
    select coalesce(sum(points), 0)::int as points from point_grant
    where account_id = ${accountId} and entry_id = ${entryId}`
  return row!.points
}
