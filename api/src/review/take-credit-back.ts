import { ledger, purchasedItems, type entries, type Sql } from '@tamaru/db'
import { clawBackKey, creditKey } from '../entries/credit-keys.ts'

/**
 * Takes back what an approved entry was credited, by a linked journal, and forgets the receipt's lines. Points that were
 * spent meanwhile become a debt that later credits repay. An entry that gave no points has no credit.
 */
export async function takeCreditBack(sql: Sql, entry: entries.Entry): Promise<void> {
  const { accountId, id: entryId, points } = entry
  if (points > 0)
    await ledger.reverse(sql, accountId, {
      naturalKey: clawBackKey(entry),
      reversesKey: creditKey(entry),
      reason: 'claw_back',
    })
  await purchasedItems.remove(sql, accountId, entryId)
}
