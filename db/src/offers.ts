import { OfferRule } from '@tamaru/domain'
import type { Sql } from './open-db.ts'

export interface StoredOfferRule {
  id: string
  rule: OfferRule
}

export async function listEnabled(sql: Sql, accountId: string): Promise<StoredOfferRule[]> {
  const rows = await sql<{ id: string; rule: unknown }[]>`
    select id, rule from offer_rule where account_id = ${accountId} and enabled order by created_at, id`
  return rows.map(({ id, rule }) => ({ id, rule: OfferRule.parse(rule) }))
}

export async function add(sql: Sql, accountId: string, rule: OfferRule): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into offer_rule (account_id, rule) values (${accountId}, ${sql.json(OfferRule.parse(rule))}) returning id`
  return row!.id
}

/** Whether this rule has reached this person before. */
export async function wasMade(
  sql: Sql,
  accountId: string,
  ruleId: string,
  shopperId: string,
): Promise<boolean> {
  const rows = await sql`
    select 1 from offer_made
    where account_id = ${accountId} and rule_id = ${ruleId} and shopper_id = ${shopperId}`
  return rows.length > 0
}

export async function recordMade(
  sql: Sql,
  made: { accountId: string; ruleId: string; shopperId: string; entryId: string; outboxMessageId: string },
): Promise<void> {
  await sql`insert into offer_made ${sql(made)}`
}
