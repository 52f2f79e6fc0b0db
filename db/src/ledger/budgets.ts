import * as allotments from './allotments.ts'
import type { Sql } from '../open-db.ts'

/** A campaign's budget in points: the allotment that bears the campaign's id, of which is used what it has issued. */

/**
 * Sets the budget, now or anew; null: none. What the campaign has issued already counts. Waits for the credits on their
 * way. Throws the refusal `allotment_below_used`.
 */
export async function set(
  sql: Sql,
  accountId: string,
  campaignId: string,
  total: number | null,
  now: Date,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(budget_key(${campaignId}))`
  const [campaign] = await sql`
    select 1 from campaign where account_id = ${accountId} and id = ${campaignId} for update`
  if (!campaign) throw new Error(`there is no campaign ${campaignId}`)
  if (total === null) return allotments.remove(sql, accountId, campaignId)
  if ((await left(sql, accountId, campaignId)) !== null)
    return allotments.resize(sql, accountId, campaignId, total)
  await allotments.create(sql, accountId, 0, now, campaignId)
  const issued = await issuedBy(sql, accountId, campaignId)
  await allotments.resize(sql, accountId, campaignId, Math.max(total, issued))
  if (issued > 0) await allotments.claim(sql, accountId, campaignId, issued, { partly: false })
  if (issued > total) await allotments.resize(sql, accountId, campaignId, total)
}

/** Takes points of the campaign's budget, as many as there are; all of them where it has none. */
export async function claim(
  sql: Sql,
  accountId: string,
  campaignId: string,
  points: number,
): Promise<number> {
  const [row] = await sql<{ granted: number }[]>`
    select claim_budget(${accountId}, ${campaignId}, ${points}, true) as granted`
  return row!.granted
}

/** Puts points back that the campaign no longer issues. */
export async function giveBack(
  sql: Sql,
  accountId: string,
  campaignId: string,
  points: number,
): Promise<void> {
  await sql`select give_back_budget(${accountId}, ${campaignId}, ${points})`
}

/** Reads what is left of the budget, claims that are on their way not counted; null where the campaign has none. */
export async function left(sql: Sql, accountId: string, campaignId: string): Promise<number | null> {
  return allotments.left(sql, accountId, campaignId)
}

async function issuedBy(sql: Sql, accountId: string, campaignId: string): Promise<number> {
  const [row] = await sql<{ points: number }[]>`
    select (-coalesce(sum(p.points), 0))::float8 as points
    from ledger_account a join posting p on p.ledger_account_id = a.id
    where a.account_id = ${accountId} and a.kind = 'issued' and a.owner_id = ${campaignId}`
  return row!.points
}
