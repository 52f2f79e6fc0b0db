import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { namesOf } from '../known.ts'
import { receiptsFrom } from '../receipts-of.ts'
import { Within, wordsOfWithin } from '../within.ts'

/** Has a receipt from one of these stores. */
export const store = conditionKind({
  kind: 'store',
  name: { ja: '店舗で買った', en: 'Bought at a store' },
  schema: z.strictObject({
    kind: z.literal('store'),
    stores: z.array(z.uuid()).min(1).max(100),
    within: Within.optional(),
  }),
  readsPurchases: true,
  refersTo: ({ stores }) => stores.map((id) => ({ of: 'store', id })),
  words({ stores, within }, known) {
    const [names, when] = [namesOf(known, 'store', stores), wordsOfWithin(within)]
    return { ja: `${when.ja}${names.ja}で買った`, en: `bought at ${names.en}${when.en}` }
  },
  matches: ({ stores: ids, within }, facts, moment) =>
    receiptsFrom(facts, 'store', { ids, within }, moment).length > 0,
  shows: ({ stores: ids, within }, facts, moment) => ({
    receipts: receiptsFrom(facts, 'store', { ids, within }, moment),
  }),
})
