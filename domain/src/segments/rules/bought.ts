import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { goodsOf } from '../goods-of.ts'
import { namesOf } from '../known.ts'
import { Within, wordsOfWithin } from '../within.ts'

const MOST_PIECES = 10_000

/** Bought one of these products; over all time also so many pieces of them together. */
export const bought = conditionKind({
  kind: 'bought',
  name: { ja: '商品を買った', en: 'Bought a product' },
  schema: z
    .strictObject({
      kind: z.literal('bought'),
      products: z.array(z.uuid()).min(1).max(100),
      within: Within.optional(),
      atLeast_pieces: z.int().min(1).max(MOST_PIECES).optional(),
    })
    .refine(({ within, atLeast_pieces }) => !within || !atLeast_pieces, 'pieces are counted over all time'),
  readsPurchases: true,
  refersTo: ({ products }) => products.map((id) => ({ of: 'product', id })),
  words({ products, within, atLeast_pieces: pieces }, known) {
    const [names, when] = [namesOf(known, 'product', products), wordsOfWithin(within)]
    return {
      ja: `${when.ja}${names.ja}を${pieces ? `${pieces}個以上` : ''}買った`,
      en: `bought ${pieces ? `at least ${pieces} of ` : ''}${names.en}${when.en}`,
    }
  },
  matches({ products: ids, within, atLeast_pieces: pieces }, facts, moment) {
    const goods = goodsOf(facts, 'product', { ids, within }, moment)
    return goods.length > 0 && goods.reduce((sum, good) => sum + good.pieces, 0) >= (pieces ?? 0)
  },
  shows: ({ products: ids, within }, facts, moment) => ({
    products: goodsOf(facts, 'product', { ids, within }, moment),
  }),
})
