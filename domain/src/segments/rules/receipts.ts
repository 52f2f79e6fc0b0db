import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { isInRange, isRange, RANGE_FAULT, rangeShape, wordsOfRange } from '../range.ts'
import { receiptsOf } from '../receipts-of.ts'
import { Within, wordsOfWithin } from '../within.ts'

/** Has so many approved receipts, over all time or within a stretch. */
export const receipts = conditionKind({
  kind: 'receipts',
  name: { ja: 'レシートの枚数', en: 'Number of receipts' },
  schema: z
    .strictObject({ kind: z.literal('receipts'), ...rangeShape, within: Within.optional() })
    .refine(isRange, RANGE_FAULT),
  readsPurchases: true,
  refersTo: () => [],
  words({ within, ...range }) {
    const [many, when] = [wordsOfRange(range, { ja: '枚', en: ' receipts' }), wordsOfWithin(within)]
    return { ja: `${when.ja}レシートが${many.ja}ある`, en: `has ${many.en}${when.en}` }
  },
  matches: ({ within, ...range }, facts, { today }) =>
    isInRange(receiptsOf(facts, within, today).length, range),
  shows: ({ within }, facts, { today }) => ({ receipts: receiptsOf(facts, within, today).length }),
})
