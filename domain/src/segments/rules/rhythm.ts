import { z } from 'zod'
import { daysBetween } from '../../time/tokyo-time.ts'
import { conditionKind } from '../condition-kind.ts'
import type { PersonFacts } from '../person-facts.ts'

/** Whoever bought on fewer days has no rhythm yet. */
export const FEWEST_DAYS_OF_RHYTHM = 3
const MOST_INTERVALS = 50

/** The days on which a person bought, as far as they tell how often that is. */
function rhythmOf({ receipts }: PersonFacts) {
  const days = [...new Set(receipts.map(({ boughtOn }) => boughtOn))].sort()
  if (days.length < FEWEST_DAYS_OF_RHYTHM) return undefined
  const [first, last] = [days[0]!, days.at(-1)!]
  return { last, intervals: days.length - 1, days: daysBetween(first, last) }
}

/**
 * Has bought nothing for so many times as long as usually lies between the days on which they buy, which is the mean of their own.
 * Who bought on fewer than three days is not meant.
 */
export const rhythm = conditionKind({
  kind: 'rhythm',
  name: { ja: 'ふだんの間隔をこえて買っていない', en: 'Overdue by their own rhythm' },
  schema: z.strictObject({
    kind: z.literal('rhythm'),
    atLeast_intervals: z.int().min(1).max(MOST_INTERVALS),
  }),
  readsPurchases: true,
  refersTo: () => [],
  words: ({ atLeast_intervals: times }) => ({
    ja: `ふだんの購入間隔の${times}倍以上、購入がない`,
    en: `has not bought for at least ${times} of their usual intervals`,
  }),
  matches({ atLeast_intervals: times }, facts, { today }) {
    const own = rhythmOf(facts)
    return own !== undefined && daysBetween(own.last, today) * own.intervals >= times * own.days
  },
  shows(_, facts, { today }) {
    const own = rhythmOf(facts)
    return {
      usual_days: own ? Math.round((own.days / own.intervals) * 10) / 10 : null,
      last_days: own ? daysBetween(own.last, today) : null,
    }
  },
})
