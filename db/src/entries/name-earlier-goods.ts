import { normaliseName } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'

const BATCH = 2_000

/**
 * Gives goods that were kept before names were compared theirs, as they are compared. Returns how many; where all have
 * one it is one look at an empty index.
 */
export async function nameEarlierGoods(sql: Sql): Promise<number> {
  let named = 0
  for (;;) {
    const rows = await sql<{ accountId: string; entryId: string; line: number; name: string }[]>`
      select account_id, entry_id, line, name from purchased_item where normalised_name is null
      order by account_id, entry_id, line limit ${BATCH}`
    const found = rows.map(({ name, ...row }) => ({ ...row, normalised: normaliseName(name) }))
    await sql`
      update purchased_item i set normalised_name = f.normalised
      from jsonb_to_recordset(${sql.json(found)}) as f("accountId" uuid, "entryId" uuid, line int, normalised text)
      where i.account_id = f."accountId" and i.entry_id = f."entryId" and i.line = f.line`
    named += rows.length
    if (rows.length < BATCH) return named
  }
}
