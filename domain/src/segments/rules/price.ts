import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import type { PersonFacts, ProductFact } from '../person-facts.ts'
import { isRange, RANGE_FAULT, rangeShape, wordsOfRange, type Range } from '../range.ts'
import { isWithin, Within, wordsOfWithin } from '../within.ts'

/** Multiplied out: what was paid is whole yen, and a third of a yen is nobody's price. */
const isPriced = ({ yen, pieces }: ProductFact, { atLeast = 0, atMost = Infinity }: Range) =>
  pieces > 0 && yen >= atLeast * pieces && yen <= atMost * pieces

const pricedOf = (
  { within, ...range }: Range & { within?: Within | undefined },
  { products }: PersonFacts,
  today: string,
) => products.filter((good) => isPriced(good, range) && isWithin(good.lastOn, within, today))

/** Bought a product of the account for which they paid, on average, so many yen apiece; last within a stretch. */
export const price = conditionKind({
  kind: 'price',
  name: { ja: '価格帯の商品を買った', en: 'Bought within a price band' },
  schema: z
    .strictObject({ kind: z.literal('price'), ...rangeShape, within: Within.optional() })
    .refine(isRange, RANGE_FAULT),
  readsPurchases: true,
  refersTo: () => [],
  words({ within, ...range }) {
    const [much, when] = [wordsOfRange(range, { ja: '円', en: ' yen' }), wordsOfWithin(within)]
    return {
      ja: `${when.ja}1個あたり平均${much.ja}の商品を買った`,
      en: `bought a product of, on average, ${much.en} apiece${when.en}`,
    }
  },
  matches: (condition, facts, { today }) => pricedOf(condition, facts, today).length > 0,
  shows: (condition, facts, { today }) => ({ products: pricedOf(condition, facts, today) }),
})
