import { inTransaction, type Db } from '../open-db.ts'
import { PERSON_TABLES, type Whose } from './person-tables.ts'

/** All that is kept of a person, by the table that holds it. */
export type Kept = Record<string, Record<string, unknown>[]>

/** Lists all that is kept of a person and given to them, as it was at one moment. */
export function listKept(db: Db, whose: Whose): Promise<Kept> {
  return inTransaction(db, async (sql) => {
    await sql`set transaction isolation level repeatable read, read only`
    const kept: Kept = {}
    for (const [table, { isOf, gives }] of Object.entries(PERSON_TABLES))
      if (gives)
        kept[table] = await sql`
          select ${sql(gives.map((column) => `t.${column}`))} from ${sql(table)} t where ${isOf(sql, whose)}`
    return kept
  })
}
