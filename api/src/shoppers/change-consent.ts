import { inTransaction, shoppers } from '@tamaru/db'
import { recordHappening } from '../happenings/record-happening.ts'
import type { Ports } from '../ports.ts'

/** Keeps whether a shopper agrees to offers by message. Saying the same again changes nothing. */
export function changeConsent(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: shopperId }: Pick<shoppers.Shopper, 'accountId' | 'id'>,
  agreed: boolean,
): Promise<shoppers.Shopper> {
  return inTransaction(db, async (sql) => {
    const before = (await shoppers.lock(sql, accountId, shopperId))!
    const after = await shoppers.setOffersConsent(sql, accountId, shopperId, agreed)
    if ((before.offersConsentAt !== null) === agreed) return after
    const at = now()
    const kind = agreed ? 'consent_given' : 'consent_withdrawn'
    // The lock lets one change through; a clock that stands still must not make two of them one.
    const naturalKey = `consent:offers:${shopperId}:${crypto.randomUUID()}`
    await recordHappening(sql, { accountId, shopperId, kind, at, naturalKey, payload: { purpose: 'offers' } })
    return after
  })
}
