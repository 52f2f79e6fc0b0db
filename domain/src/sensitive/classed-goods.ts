import type { MatchedProduct } from '../decisions/decision.ts'
import { supportedGoods, type PurchasedGood } from '../decisions/purchased-goods.ts'
import type { Reading } from '../receipts/reading.ts'
import { kindOfGood, kindOfShop, type SensitiveKind } from './sensitive-kind.ts'

/** A good of a receipt with what its purchase would say of the person; null: nothing that needs care. */
export interface ClassedGood extends PurchasedGood {
  sensitive: SensitiveKind | null
}

/**
 * The goods that a receipt supports, each with its class: by its own name, as printed and as the rules call it, or by the shop's,
 * of which every line then is. Whatever looks at baskets takes them from here.
 */
export function classedGoods(reading: Reading, matched: readonly MatchedProduct[]): ClassedGood[] {
  const { name, branch } = reading.merchant
  const ofShop = kindOfShop([name, branch].filter(Boolean).join(' '))
  const called = new Map(matched.map(({ productId, name }) => [productId, name]))
  return supportedGoods(reading, matched).map((good) => ({
    ...good,
    sensitive: ofShop ?? kindOfGood(good.name) ?? kindOfGood(called.get(good.productId ?? '') ?? ''),
  }))
}

/**
 * Of classed goods those that are kept: without the person's own consent, sensitive ones only as far as the decision rests on
 * them, as what the campaign is about.
 */
export const keptGoods = (goods: readonly ClassedGood[], agreed: boolean): ClassedGood[] =>
  goods.filter(({ sensitive, productId }) => sensitive === null || agreed || productId !== null)
