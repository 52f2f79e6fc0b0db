import type { Moment } from './condition-kind.ts'
import { idsOf, type ReferenceKind } from './known.ts'
import type { PersonFacts, ProductFact } from './person-facts.ts'
import { isWithin, type Within } from './within.ts'

/** Lists what a person bought of these products, brands or categories, last within a stretch. */
export function goodsOf(
  { products }: PersonFacts,
  of: ReferenceKind,
  { ids, within }: { ids: readonly string[]; within?: Within | undefined },
  { today, known }: Moment,
): ProductFact[] {
  const meant = new Set(idsOf(known, of, ids))
  return products.filter(({ productId, lastOn }) => meant.has(productId) && isWithin(lastOn, within, today))
}
