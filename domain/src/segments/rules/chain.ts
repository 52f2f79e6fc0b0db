import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { namesOf } from '../known.ts'
import { receiptsFrom } from '../receipts-of.ts'
import { Within, wordsOfWithin } from '../within.ts'

/** Has a receipt from any store of these chains: of one company, by its registration number. */
export const chain = conditionKind({
  kind: 'chain',
  name: { ja: 'チェーンで買った', en: 'Bought at a chain' },
  schema: z.strictObject({
    kind: z.literal('chain'),
    chains: z
      .array(z.string().regex(/^\d{13}$/))
      .min(1)
      .max(100),
    within: Within.optional(),
  }),
  readsPurchases: true,
  refersTo: ({ chains }) => chains.map((id) => ({ of: 'chain', id })),
  words({ chains, within }, known) {
    const [names, when] = [namesOf(known, 'chain', chains), wordsOfWithin(within)]
    return {
      ja: `${when.ja}チェーン${names.ja}で買った`,
      en: `bought at a shop of ${names.en}${when.en}`,
    }
  },
  matches: ({ chains: ids, within }, facts, moment) =>
    receiptsFrom(facts, 'chain', { ids, within }, moment).length > 0,
  shows: ({ chains: ids, within }, facts, moment) => ({
    receipts: receiptsFrom(facts, 'chain', { ids, within }, moment),
  }),
})
