import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { goodsOf } from '../goods-of.ts'
import { namesOf } from '../known.ts'
import { Within, wordsOfWithin } from '../within.ts'

/** Bought something of these categories, as the account's products name them now. */
export const category = conditionKind({
  kind: 'category',
  name: { ja: '分類の商品を買った', en: 'Bought of a category' },
  schema: z.strictObject({
    kind: z.literal('category'),
    categories: z.array(z.string().min(1).max(200)).min(1).max(100),
    within: Within.optional(),
  }),
  readsPurchases: true,
  refersTo: ({ categories }) => categories.map((id) => ({ of: 'category', id })),
  words({ categories, within }, known) {
    const [names, when] = [namesOf(known, 'category', categories), wordsOfWithin(within)]
    return { ja: `${when.ja}分類${names.ja}の商品を買った`, en: `bought of category ${names.en}${when.en}` }
  },
  matches: ({ categories: ids, within }, facts, moment) =>
    goodsOf(facts, 'category', { ids, within }, moment).length > 0,
  shows: ({ categories: ids, within }, facts, moment) => ({
    products: goodsOf(facts, 'category', { ids, within }, moment),
  }),
})
