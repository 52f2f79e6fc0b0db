import { products, type Sql } from '@tamaru/db'
import { fillFromCatalogue, idsOfGoods } from '@tamaru/domain'

/** Written rules, in which goods that were chosen from the account's catalogue stand as it has them now. */
export async function fillRules(
  sql: Sql,
  accountId: string,
  written: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  return fillFromCatalogue(written, await products.findMany(sql, accountId, idsOfGoods(written)))
}
