import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { goodsOf } from '../goods-of.ts'
import { namesOf } from '../known.ts'
import { Within, wordsOfWithin } from '../within.ts'

/** Bought something of these brands, as the account's products name them now. */
export const brand = conditionKind({
  kind: 'brand',
  name: { ja: 'ブランドを買った', en: 'Bought of a brand' },
  schema: z.strictObject({
    kind: z.literal('brand'),
    brands: z.array(z.string().min(1).max(200)).min(1).max(100),
    within: Within.optional(),
  }),
  readsPurchases: true,
  refersTo: ({ brands }) => brands.map((id) => ({ of: 'brand', id })),
  words({ brands, within }, known) {
    const [names, when] = [namesOf(known, 'brand', brands), wordsOfWithin(within)]
    return { ja: `${when.ja}ブランド${names.ja}の商品を買った`, en: `bought of brand ${names.en}${when.en}` }
  },
  matches: ({ brands: ids, within }, facts, moment) =>
    goodsOf(facts, 'brand', { ids, within }, moment).length > 0,
  shows: ({ brands: ids, within }, facts, moment) => ({
    products: goodsOf(facts, 'brand', { ids, within }, moment),
  }),
})
