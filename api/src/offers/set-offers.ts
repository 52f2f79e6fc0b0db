import { audit, inTransaction, offers } from '@tamaru/db'
import type { OfferRule } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/** Makes these the account's offers, each known by its name. For whoever sets them on the server: no staff answers for it. */
export function setOffers(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  accountId: string,
  rules: readonly OfferRule[],
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const before = (await offers.listEnabled(sql, accountId)).map(({ rule }) => rule)
    await offers.setAll(sql, accountId, rules, at)
    const subject = `account:${accountId}`
    const act = { accountId, staffId: null, act: 'offers.set', subject, before, after: rules }
    await audit.record(sql, { ...act, now: at })
  })
}
