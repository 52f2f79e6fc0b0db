import type { Sql } from '../open-db.ts'
import { PERSON_TABLES, type Whose } from './person-tables.ts'

/** All that is kept of a person, by the table that holds it. */
export type Kept = Record<string, Record<string, unknown>[]>

/** Lists all that is kept of a person and given to them, from one moment where the caller's transaction has one. */
export async function listKept(sql: Sql, whose: Whose): Promise<Kept> {
  const kept: Kept = {}
  for (const [table, { isOf, gives }] of Object.entries(PERSON_TABLES))
    if (gives)
      kept[table] = await sql`
        select ${sql(gives.map((column) => `t.${column}`))} from ${sql(table)} t where ${isOf(sql, whose)}`
  return kept
}
