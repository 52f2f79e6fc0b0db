import * as allotments from './allotments.ts'
import type { Sql } from './open-db.ts'

/** A campaign's budget in points: an allotment, of which is used what the campaign has issued. */

/**
 * Sets the budget, now or anew; null: none. What the campaign has issued already counts. Waits for the credits on their
 * way. Throws the refusal `allotment_below_used`.
 */
export async function set(
  sql: Sql,
  accountId: string,
  campaignId: string,
  total: number | null,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(budget_key(${campaignId}))`
  const [campaign] = await sql<{ id: string | null }[]>`
    select budget_allotment_id as id from campaign where account_id = ${accountId} and id = ${campaignId} for update`
  if (!campaign) throw new Error(`there is no campaign ${campaignId}`)
  if (total !== null && campaign.id) return allotments.resize(sql, accountId, campaign.id, total)
  const id = total === null ? null : await allotments.create(sql, accountId, 0)
  await sql`update campaign set budget_allotment_id = ${id} where account_id = ${accountId} and id = ${campaignId}`
  if (total === null) return
  const issued = await issuedBy(sql, accountId, campaignId)
  await allotments.resize(sql, accountId, id!, Math.max(total, issued))
  if (issued > 0) await allotments.claim(sql, accountId, id!, issued, { partly: false })
  if (issued > total) await allotments.resize(sql, accountId, id!, total)
}

/** Takes points of the campaign's budget, as many as there are; all of them where it has none. */
export async function claim(
  sql: Sql,
  accountId: string,
  campaignId: string,
  points: number,
): Promise<number> {
  const [row] = await sql<{ granted: number }[]>`
    select claim_budget(${accountId}, ${campaignId}, ${points}) as granted`
  return row!.granted
}

/** Puts points back that the campaign no longer issues. */
export async function giveBack(
  sql: Sql,
  accountId: string,
  campaignId: string,
  points: number,
): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(budget_key(${campaignId}))`
  const [row] = await sql<{ id: string | null }[]>`
    select budget_allotment_id as id from campaign where account_id = ${accountId} and id = ${campaignId}`
  if (row?.id) await allotments.giveBack(sql, accountId, row.id, points)
}

/** What is left of the budget; null where the campaign has none. */
export async function left(sql: Sql, accountId: string, campaignId: string): Promise<number | null> {
  const [row] = await sql<{ id: string | null }[]>`
    select budget_allotment_id as id from campaign where account_id = ${accountId} and id = ${campaignId}`
  return row?.id ? allotments.left(sql, accountId, row.id) : null
}

async function issuedBy(sql: Sql, accountId: string, campaignId: string): Promise<number> {
  const [row] = await sql<{ points: number }[]>`
    select -coalesce(sum(p.points), 0)::int as points
    from ledger_account a join posting p on p.ledger_account_id = a.id
    where a.account_id = ${accountId} and a.kind = 'issued' and a.owner_id = ${campaignId}`
  return row!.points
}
