import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'

/** So many people at most are chosen one by one. */
export const MOST_CHOSEN = 1_000

/** Is one of these people, who were chosen one by one: a list that stays as it is. */
export const people = conditionKind({
  kind: 'people',
  name: { ja: '選んだ人', en: 'Chosen people' },
  schema: z.strictObject({ kind: z.literal('people'), people: z.array(z.uuid()).min(1).max(MOST_CHOSEN) }),
  readsPurchases: false,
  refersTo: () => [],
  words: ({ people: chosen }) => ({
    ja: `選んだ${chosen.length.toLocaleString('en')}人の中にいる`,
    en: `is one of ${chosen.length.toLocaleString('en')} who were chosen`,
  }),
  matches: ({ people: chosen }, { shopperId }) => chosen.includes(shopperId),
  shows: ({ people: chosen }, { shopperId }) => ({ chosen: chosen.includes(shopperId) }),
})
