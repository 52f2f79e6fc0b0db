import { audit, inTransaction, products, type staff } from '@tamaru/db'
import type { ProductFacts } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/** A new product of the account, which campaigns can choose. Refuses `product_jan_taken`. */
export function addProduct(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  facts: ProductFacts,
): Promise<products.Product> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const product = await products.add(sql, accountId, facts, at)
    const subject = `product:${product.id}`
    await audit.record(sql, { accountId, staffId, act: 'product.add', subject, after: facts, now: at })
    return product
  })
}
