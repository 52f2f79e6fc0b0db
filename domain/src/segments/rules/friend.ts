import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { happenedWithin, Within, wordsOfWithin } from '../within.ts'

/** Is known to be a friend of the account, or known to be none; whose friendship is not known is neither. */
export const friend = conditionKind({
  kind: 'friend',
  name: { ja: '友だち', en: 'Friend' },
  schema: z
    .strictObject({ kind: z.literal('friend'), is: z.boolean(), within: Within.optional() })
    .refine(({ is, within }) => is || !within, 'who is no friend has not become one'),
  readsPurchases: false,
  refersTo: () => [],
  words({ is, within }) {
    const when = wordsOfWithin(within)
    if (!is) return { ja: '友だちではない', en: 'is no friend' }
    return within
      ? { ja: `${when.ja}友だちになった`, en: `became a friend${when.en}` }
      : { ja: '友だちである', en: 'is a friend' }
  },
  matches: ({ is, within }, { friend, friendSince }, { today }) =>
    friend === is && (!within || (friendSince !== null && happenedWithin(friendSince, within, today))),
  shows: (_, { friend, friendSince }) => ({ friend, friendSince }),
})
