import { z } from 'zod'
import { conditionKind, type Moment } from '../condition-kind.ts'
import { idsOf, namesOf } from '../known.ts'
import type { PersonFacts } from '../person-facts.ts'
import { receiptsOf } from '../receipts-of.ts'
import { Within, wordsOfWithin } from '../within.ts'

const from = (
  { stores, within }: { stores: readonly string[]; within?: Within | undefined },
  facts: PersonFacts,
  { today, known }: Moment,
) => {
  const meant = new Set<string | null>(idsOf(known, 'store', stores))
  return receiptsOf(facts, within, today).filter(({ storeId }) => meant.has(storeId))
}

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
  matches: (condition, facts, moment) => from(condition, facts, moment).length > 0,
  shows: (condition, facts, moment) => ({ receipts: from(condition, facts, moment) }),
})
