import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { isInRange, isRange, RANGE_FAULT, rangeShape, wordsOfRange } from '../range.ts'
import { receiptsOf } from '../receipts-of.ts'
import { Within, wordsOfWithin } from '../within.ts'

/** Has a receipt that came to so much, in yen. */
export const basket = conditionKind({
  kind: 'basket',
  name: { ja: '1回の購入金額', en: 'Spent at once' },
  schema: z
    .strictObject({ kind: z.literal('basket'), ...rangeShape, within: Within.optional() })
    .refine(isRange, RANGE_FAULT),
  readsPurchases: true,
  refersTo: () => [],
  words({ within, ...range }) {
    const [much, when] = [wordsOfRange(range, { ja: '円', en: ' yen' }), wordsOfWithin(within)]
    return { ja: `${when.ja}1回に${much.ja}買った`, en: `spent ${much.en} at once${when.en}` }
  },
  matches: ({ within, ...range }, facts, { today }) =>
    receiptsOf(facts, within, today).some(({ yen }) => isInRange(yen, range)),
  shows: ({ within, ...range }, facts, { today }) => ({
    receipts: receiptsOf(facts, within, today).filter(({ yen }) => isInRange(yen, range)),
  }),
})
