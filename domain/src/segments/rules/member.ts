import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { happenedWithin, Within, wordsOfWithin } from '../within.ts'

/** Is linked with a member number of the brand's, or is not; since when, where it says so. */
export const member = conditionKind({
  kind: 'member',
  name: { ja: '会員番号のつながり', en: 'Linked member' },
  schema: z
    .strictObject({ kind: z.literal('member'), is: z.boolean(), within: Within.optional() })
    .refine(({ is, within }) => is || !within, 'who is not linked has not been since any day'),
  readsPurchases: false,
  refersTo: () => [],
  words({ is, within }) {
    const when = wordsOfWithin(within)
    if (!is) return { ja: '会員番号とつながっていない', en: 'is not linked with a member number' }
    return within
      ? { ja: `${when.ja}会員番号とつながった`, en: `was linked with a member number${when.en}` }
      : { ja: '会員番号とつながっている', en: 'is linked with a member number' }
  },
  matches: ({ is, within }, { memberSince }, { today }) =>
    (memberSince !== null) === is && (memberSince === null || happenedWithin(memberSince, within, today)),
  shows: (_, { memberSince }) => ({ memberSince }),
})
