import { inTransaction, ledger, type Db } from '@tamaru/db'
import { tokyoDate } from '@tamaru/domain'

const LOTS_A_ROUND = 500

/** Makes the pending points spendable whose day has come. Running it twice, or twice at once, gives nothing twice. */
export async function releasePending(db: Db, now: Date): Promise<number> {
  let released = 0
  for (;;) {
    const lots = await ledger.dueReleases(db, tokyoDate(now), LOTS_A_ROUND)
    for (const lot of lots) if (await inTransaction(db, (sql) => ledger.release(sql, lot, now))) released++
    if (lots.length < LOTS_A_ROUND) return released
  }
}
