import { ledger, purchasedItems, type entries, type Sql } from '@tamaru/db'
import { clawBackKey, creditKey } from '../entries/credit-keys.ts'

/**
 * Takes back what an approved entry was credited, by a linked journal, and forgets the receipt's lines. Points that were
 * spent meanwhile become a debt that later credits repay. An entry that gave no points has no credit.
 */
export async function takeCreditBack(sql: Sql, entry: entries.Entry, now: Date): Promise<void> {
  const { accountId, id: entryId, points } = entry
  const undone = {
    naturalKey: clawBackKey(entry),
    reversesKey: creditKey(entry),
    reason: 'claw_back' as const,
  }
  if (points > 0) await ledger.reverse(sql, accountId, undone, now)
  await purchasedItems.remove(sql, accountId, entryId)
}
