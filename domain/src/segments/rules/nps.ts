import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { isInRange, isRange, RANGE_FAULT, rangeShape, wordsOfRange } from '../range.ts'
import { happenedWithin, Within, wordsOfWithin } from '../within.ts'

/** Answered so in their last survey, 0 to 10. */
export const nps = conditionKind({
  kind: 'nps',
  name: { ja: '推奨度(NPS)', en: 'Survey score (NPS)' },
  schema: z
    .strictObject({ kind: z.literal('nps'), ...rangeShape, within: Within.optional() })
    .refine(isRange, RANGE_FAULT),
  readsPurchases: false,
  refersTo: () => [],
  words({ within, ...range }) {
    const [score, when] = [wordsOfRange(range, { ja: '点', en: '' }), wordsOfWithin(within)]
    return { ja: `${when.ja}推奨度を${score.ja}と答えた`, en: `answered ${score.en} in the survey${when.en}` }
  },
  matches: ({ within, ...range }, { nps, npsAt }, { today }) =>
    nps !== null && npsAt !== null && isInRange(nps, range) && happenedWithin(npsAt, within, today),
  shows: (_, { nps, npsAt }) => ({ nps, npsAt }),
})
