import { SendingRules } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'

/** Reads how an account sends. */
export async function find(sql: Sql, accountId: string): Promise<SendingRules> {
  const [row] = await sql<
    { sendingRules: unknown }[]
  >`select sending_rules from account where id = ${accountId}`
  return SendingRules.parse(row!.sendingRules)
}

export async function set(sql: Sql, accountId: string, rules: SendingRules): Promise<void> {
  await sql`update account set sending_rules = ${sql.json(rules)} where id = ${accountId}`
}
