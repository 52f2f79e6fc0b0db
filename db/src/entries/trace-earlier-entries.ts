import { traceReceipt } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import * as receiptTraces from './receipt-traces.ts'
import { understandReading } from './understand-reading.ts'

const BATCH = 500

/**
 * Gives entries that were judged before receipts left traces theirs, so that a copy of an old receipt is found too.
 * Returns how many; where all have one it is one look at the tables.
 */
export async function traceEarlierEntries(sql: Sql): Promise<number> {
  let traced = 0
  for (;;) {
    const rows = await sql<(receiptTraces.Traced & { reading: unknown })[]>`
      select e.account_id, e.id, e.shopper_id, e.created_at, r.reading
      from entry e
      left join receipt_trace t on t.account_id = e.account_id and t.entry_id = e.id
      cross join lateral (
        select reading from reading where account_id = e.account_id and entry_id = e.id order by id desc limit 1) r
      where e.state in ('approved', 'needs_review', 'revoked') and t.entry_id is null
      limit ${BATCH}`
    await receiptTraces.recordAll(
      sql,
      rows.map(({ reading, ...entry }) => ({ entry, trace: traceReceipt(understandReading(reading)) })),
    )
    traced += rows.length
    if (rows.length < BATCH) return traced
  }
}
