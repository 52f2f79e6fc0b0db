import type { Sql } from '../open-db.ts'

/** Reads the last Tokyo day on which the account let go what it keeps for a time; null: never yet. */
export async function lastNight(sql: Sql, accountId: string): Promise<string | null> {
  const [row] = await sql<
    { forgotOn: string | null }[]
  >`select forgot_on::text as forgot_on from account where id = ${accountId}`
  return row!.forgotOn
}

/** Notes that all of a Tokyo day's was let go. */
export async function noteNight(sql: Sql, accountId: string, today: string): Promise<void> {
  await sql`update account set forgot_on = ${today} where id = ${accountId}`
}
