import { ProductChange, type CataloguedProduct } from '@tamaru/domain'
import type { products } from '@tamaru/db'
import { z } from 'zod'
import { Labelled } from '../labels/label-view.ts'
import { pageOf } from '../http/paging.ts'

const Named = z.object({ id: z.uuid(), name: z.string() })

/** As it is stored: products of old campaigns hold what their rules said. */
export const ProductView = z.object({
  id: z.uuid(),
  jan: z.string().nullable(),
  name: z.string(),
  kana: z.string().nullable(),
  aliases: z.array(z.string()),
  price_yen: z.int().nullable(),
  brand: z.string().nullable(),
  category: z.string().nullable(),
  picture: z.string().nullable(),
  archivedAt: z.iso.datetime().nullable(),
  mergedInto: Named.nullable(),
}) satisfies z.ZodType<CataloguedProduct>
export type ProductView = z.infer<typeof ProductView>
export const ProductList = pageOf(ProductView.extend(Labelled.shape))

/** A product with what would miss it, and what staff say is the same. */
export const ProductDetail = ProductView.extend({
  usedIn: z.array(z.object({ kind: z.enum(['campaign', 'offer']), id: z.uuid(), name: z.string() })),
  merged: z.array(Named),
})

export const ProductState = z.enum(['offered', 'archived', 'merged'])
/** `archived`: not to be chosen any more, or again. What is left out stays as it is. */
export const ChangedProduct = ProductChange.extend({ archived: z.boolean().optional() })
export const Merging = z.object({ into: z.uuid() })

export function toProductView({ archivedAt, ...product }: products.Product): ProductView {
  return { ...product, archivedAt: archivedAt?.toISOString() ?? null }
}
