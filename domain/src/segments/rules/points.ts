import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { isInRange, isRange, RANGE_FAULT, rangeShape, wordsOfRange } from '../range.ts'

/** Has so many points that can be spent, as the books have them. */
export const points = conditionKind({
  kind: 'points',
  name: { ja: 'ポイント残高', en: 'Points' },
  schema: z.strictObject({ kind: z.literal('points'), ...rangeShape }).refine(isRange, RANGE_FAULT),
  readsPurchases: false,
  refersTo: () => [],
  words(range) {
    const many = wordsOfRange(range, { ja: 'ポイント', en: ' points' })
    return { ja: `残高が${many.ja}ある`, en: `has ${many.en}` }
  },
  matches: (range, facts) => isInRange(facts.points, range),
  shows: (_, facts) => ({ points: facts.points }),
})
