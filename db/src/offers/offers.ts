import { OfferRule } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'

export interface StoredOfferRule {
  id: string
  rule: OfferRule
}

export async function listEnabled(sql: Sql, accountId: string): Promise<StoredOfferRule[]> {
  const rows = await sql<{ id: string; rule: unknown }[]>`
    select id, rule from offer_rule where account_id = ${accountId} and enabled order by created_at, id`
  return rows.map(({ id, rule }) => ({ id, rule: OfferRule.parse(rule) }))
}

export async function add(sql: Sql, accountId: string, rule: OfferRule, now: Date): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into offer_rule (account_id, rule, created_at)
    values (${accountId}, ${sql.json(OfferRule.parse(rule))}, ${now}) returning id`
  return row!.id
}

/**
 * Makes these the account's offers, each known by its name; all others are made to nobody any more. Who had one does not
 * get it again under its name, whatever it says by now.
 */
export async function setAll(
  sql: Sql,
  accountId: string,
  rules: readonly OfferRule[],
  now: Date,
): Promise<void> {
  const names = rules.map(({ name }) => name)
  await sql`
    update offer_rule set enabled = false
    where account_id = ${accountId} and rule ->> 'name' <> all(${names}::text[])`
  for (const rule of rules) {
    const { count } = await sql`
      update offer_rule set rule = ${sql.json(OfferRule.parse(rule))}, enabled = true
      where account_id = ${accountId} and rule ->> 'name' = ${rule.name}`
    if (count === 0) await add(sql, accountId, rule, now)
  }
}

/** Tells whether this rule has reached this person before. */
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
  made: {
    accountId: string
    ruleId: string
    shopperId: string
    entryId: string
    outboxMessageId: string
    madeAt: Date
  },
): Promise<void> {
  await sql`insert into offer_made ${sql(made)}`
}
