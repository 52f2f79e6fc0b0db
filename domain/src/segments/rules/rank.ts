import { z } from 'zod'
import { MileageRank, RANK_NAMES } from '../../ranks/rank.ts'
import { conditionKind } from '../condition-kind.ts'

/** Has one of these ranks, as it was found on the last day that ranks were looked at. */
export const rank = conditionKind({
  kind: 'rank',
  name: { ja: '会員ランク', en: 'Rank' },
  schema: z.strictObject({ kind: z.literal('rank'), ranks: z.array(MileageRank).min(1).max(3) }),
  readsPurchases: false,
  refersTo: () => [],
  words: ({ ranks }) => ({
    ja: `ランクが${ranks.map((each) => RANK_NAMES[each].ja).join('か')}である`,
    en: `is ${ranks.map((each) => RANK_NAMES[each].en).join(' or ')}`,
  }),
  matches: ({ ranks }, facts) => ranks.includes(facts.rank),
  shows: (_, facts) => ({ rank: facts.rank }),
})
