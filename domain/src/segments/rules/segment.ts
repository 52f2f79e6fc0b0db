import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { namesOf } from '../known.ts'

/** Is in another segment, whose rule holds as it is now. */
export const segment = conditionKind({
  kind: 'segment',
  name: { ja: 'ほかのセグメント', en: 'Another segment' },
  schema: z.strictObject({ kind: z.literal('segment'), segment: z.uuid() }),
  // The other rule says for itself.
  readsPurchases: false,
  refersTo: ({ segment: id }) => [{ of: 'segment', id }],
  words({ segment: id }, known) {
    const names = namesOf(known, 'segment', [id])
    return { ja: `セグメント${names.ja}に入っている`, en: `is in the segment ${names.en}` }
  },
  matches: ({ segment: id }, facts, { isIn }) => isIn(id, facts),
  shows: ({ segment: id }, facts, { isIn }) => ({ isIn: isIn(id, facts) }),
})
