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

/** How much of its month LINE gives the account, and had used when it was asked; `limit` null: it sets none. */
export interface LineQuota {
  limit: number | null
  used: number
  askedAt: Date
}

/** Finds what LINE told last of its month. */
export async function findQuota(sql: Sql, accountId: string): Promise<LineQuota | undefined> {
  const [row] = await sql<{ lineQuota: (Omit<LineQuota, 'askedAt'> & { askedAt: string }) | null }[]>`
    select line_quota from account where id = ${accountId}`
  return row?.lineQuota ? { ...row.lineQuota, askedAt: new Date(row.lineQuota.askedAt) } : undefined
}

export async function noteQuota(sql: Sql, accountId: string, quota: LineQuota): Promise<void> {
  const told = { ...quota, askedAt: quota.askedAt.toISOString() }
  await sql`update account set line_quota = ${sql.json(told)} where id = ${accountId}`
}

/** Has whoever counts the month of this account wait until the transaction ends. */
export async function lockMonth(sql: Sql, accountId: string): Promise<void> {
  await sql`select 1 from account where id = ${accountId} for no key update`
}
