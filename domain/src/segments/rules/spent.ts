import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { isInRange, isRange, RANGE_FAULT, rangeShape, wordsOfRange } from '../range.ts'
import { receiptsOf, yenOf } from '../receipts-of.ts'
import { Within, wordsOfWithin } from '../within.ts'

/** Spent so much on receipts, in yen, over all time or within a stretch. */
export const spent = conditionKind({
  kind: 'spent',
  name: { ja: '購入金額の合計', en: 'Spent in all' },
  schema: z
    .strictObject({ kind: z.literal('spent'), ...rangeShape, within: Within.optional() })
    .refine(isRange, RANGE_FAULT),
  readsPurchases: true,
  refersTo: () => [],
  words({ within, ...range }) {
    const [much, when] = [wordsOfRange(range, { ja: '円', en: ' yen' }), wordsOfWithin(within)]
    return { ja: `${when.ja}合計${much.ja}使った`, en: `spent ${much.en}${when.en}` }
  },
  matches: ({ within, ...range }, facts, { today }) =>
    isInRange(yenOf(receiptsOf(facts, within, today)), range),
  shows: ({ within }, facts, { today }) => ({ yen: yenOf(receiptsOf(facts, within, today)) }),
})
