import { audit, campaignDrafts, inTransaction, products, productUses, type Sql, type staff } from '@tamaru/db'
import { compareRules, fillFromCatalogue, ProblemError, tokyoDate } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { ChangedProduct } from './product-view.ts'

/**
 * What is given changes, the rest stays: published versions keep what they were published with, drafts take the new, and
 * whoever changes what a draft means has written in it.
 * Refuses `product_jan_taken`, and to archive what would be missed, by `product_in_use`.
 */
export function changeProduct(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  productId: string,
  { archived, ...facts }: z.infer<typeof ChangedProduct>,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const at = now()
    await products.lock(sql, accountId)
    const before = await products.find(sql, accountId, productId)
    if (!before) throw new ProblemError('not_found')
    const wasArchived = before.archivedAt !== null
    if (archived && !wasArchived) await refuseInUse(sql, accountId, productId, tokyoDate(at))
    const archivedAt =
      archived === undefined ? before.archivedAt : archived ? (before.archivedAt ?? at) : null
    const after = { ...before, ...facts, archivedAt }
    await products.change(sql, accountId, after)
    if (compareRules(asNamed(before), asNamed(after)).length > 0)
      await campaignDrafts.addAuthor(sql, accountId, [productId], staffId)
    const act =
      archived === undefined || archived === wasArchived ? 'change' : archived ? 'archive' : 'restore'
    await audit.record(sql, {
      accountId,
      staffId,
      act: `product.${act}`,
      subject: `product:${productId}`,
      before,
      after,
      now: at,
    })
  })
}

/** A product as a draft has it that names it. */
const asNamed = (product: products.Product) =>
  fillFromCatalogue({ products: [{ id: product.id }] }, new Map([[product.id, product]]))

async function refuseInUse(sql: Sql, accountId: string, productId: string, today: string): Promise<void> {
  const uses = await productUses.list(sql, accountId, productId, today)
  if (uses.length > 0) throw new ProblemError('product_in_use', uses.map(({ name }) => name).join(', '))
}
