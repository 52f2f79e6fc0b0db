import { inTransaction, ledger, type Db } from '@tamaru/db'
import { tokyoDate } from '@tamaru/domain'

const LOTS_A_ROUND = 500

/** Lets lapsed points go, lot by lot. Running it twice, or twice at once, takes nothing twice. */
export async function expireLots(db: Db, now: Date): Promise<number> {
  let expired = 0
  for (;;) {
    const lots = await ledger.lapsedLots(db, tokyoDate(now), LOTS_A_ROUND)
    for (const lot of lots) if (await inTransaction(db, (sql) => ledger.expire(sql, lot, now))) expired++
    if (lots.length < LOTS_A_ROUND) return expired
  }
}
