import { audit, inTransaction, offers, products, type Sql } from '@tamaru/db'
import { ProblemError, type OfferRule } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/**
 * Makes these the account's offers, each known by its name. For whoever sets them on the server: no staff answers for it.
 * Refuses `product_unknown`.
 */
export function setOffers(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  accountId: string,
  given: readonly OfferRule[],
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const before = (await offers.listEnabled(sql, accountId)).map(({ rule }) => rule)
    const rules = await nameProducts(sql, accountId, given)
    await offers.setAll(sql, accountId, rules, at)
    const subject = `account:${accountId}`
    const act = { accountId, staffId: null, act: 'offers.set', subject, before, after: rules }
    await audit.record(sql, { ...act, now: at })
  })
}

/** Products that were named by their JANs, by their ids. */
async function nameProducts(
  sql: Sql,
  accountId: string,
  rules: readonly OfferRule[],
): Promise<readonly OfferRule[]> {
  const named = rules.flatMap((rule) => [...rule.boughtProductIds, ...rule.neverProductIds])
  const ids = await products.findNamed(sql, accountId, named)
  const unknown = [...new Set(named)].filter((name) => !ids.has(name))
  if (unknown.length > 0)
    throw new ProblemError('product_unknown', `no product has this id or JAN: ${unknown.join(', ')}`)
  const idsOf = (names: readonly string[]) => [...new Set(names.map((name) => ids.get(name)!))]
  return rules.map((rule) => ({
    ...rule,
    boughtProductIds: idsOf(rule.boughtProductIds),
    neverProductIds: idsOf(rule.neverProductIds),
  }))
}
