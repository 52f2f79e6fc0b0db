import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { namesOf } from '../known.ts'

/** Is one of those who were found in an uploaded list, or is not. */
export const audience = conditionKind({
  kind: 'audience',
  name: { ja: 'オーディエンス', en: 'Audience' },
  schema: z.strictObject({ kind: z.literal('audience'), audience: z.uuid(), is: z.boolean() }),
  readsPurchases: false,
  refersTo: ({ audience: id }) => [{ of: 'audience', id }],
  words({ audience: id, is }, known) {
    const names = namesOf(known, 'audience', [id])
    return {
      ja: `オーディエンス${names.ja}に${is ? '入っている' : '入っていない'}`,
      en: `${is ? 'is in' : 'is not in'} the audience ${names.en}`,
    }
  },
  matches: ({ audience: id, is }, { audienceIds }) => audienceIds.includes(id) === is,
  shows: ({ audience: id }, { audienceIds }) => ({ isIn: audienceIds.includes(id) }),
})
