import { audit, inTransaction, products, type Sql, type staff } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/**
 * Says that a product is the same good as another: whatever is asked across campaigns counts it as that one. Nothing that
 * is stored of it changes, so that it can be undone. Refuses `product_merged` where either is merged already.
 */
export function mergeProduct(
  ports: Pick<Ports, 'db' | 'now'>,
  member: staff.Staff,
  productId: string,
  into: string,
): Promise<void> {
  return turn(ports, member, productId, 'merge', async (sql, product) => {
    const other = await products.find(sql, member.accountId, into)
    if (!other) throw new ProblemError('product_unknown')
    if (other.id === product.id) throw new ProblemError('invalid_request', 'a product is the same as itself')
    if (product.mergedInto || other.mergedInto) throw new ProblemError('product_merged')
    return into
  })
}

/** Takes a merging back: the product counts as itself again, with all that was merged into it. */
export function undoMerge(
  ports: Pick<Ports, 'db' | 'now'>,
  member: staff.Staff,
  productId: string,
): Promise<void> {
  return turn(ports, member, productId, 'unmerge', async (_sql, product) => {
    if (!product.mergedInto) throw new ProblemError('invalid_request', 'it is merged into nothing')
    return null
  })
}

function turn(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  productId: string,
  act: 'merge' | 'unmerge',
  decide: (sql: Sql, product: products.Product) => Promise<string | null>,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    await products.lock(sql, accountId)
    const product = await products.find(sql, accountId, productId)
    if (!product) throw new ProblemError('not_found')
    const into = await decide(sql, product)
    await products.merge(sql, accountId, productId, into)
    await audit.record(sql, {
      accountId,
      staffId,
      act: `product.${act}`,
      subject: `product:${productId}`,
      before: { mergedInto: product.mergedInto?.id ?? null },
      after: { mergedInto: into },
      now: now(),
    })
  })
}
