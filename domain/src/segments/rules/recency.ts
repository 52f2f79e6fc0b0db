import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import type { PersonFacts } from '../person-facts.ts'
import { isRange, RANGE_FAULT, rangeShape, wordsOfRange } from '../range.ts'
import { addDays } from '../../time/tokyo-time.ts'

const lastOn = ({ receipts }: PersonFacts) =>
  receipts.reduce<string | null>((last, { boughtOn }) => (last && last > boughtOn ? last : boughtOn), null)

/** Bought last so many days ago, today being none. Who never bought is not meant. */
export const recency = conditionKind({
  kind: 'recency',
  name: { ja: '最後の購入からの日数', en: 'Days since the last purchase' },
  schema: z.strictObject({ kind: z.literal('recency'), ...rangeShape }).refine(isRange, RANGE_FAULT),
  readsPurchases: true,
  refersTo: () => [],
  words(range) {
    const ago = wordsOfRange(range, { ja: '日', en: ' days' })
    return { ja: `最後の購入から${ago.ja}たっている`, en: `bought last ${ago.en} ago` }
  },
  matches({ atLeast, atMost }, facts, { today }) {
    const last = lastOn(facts)
    return (
      last !== null &&
      (atLeast === undefined || last <= addDays(today, -atLeast)) &&
      (atMost === undefined || last >= addDays(today, -atMost))
    )
  },
  shows: (_, facts) => ({ lastReceiptOn: lastOn(facts) }),
})
