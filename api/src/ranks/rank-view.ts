import type { RankChange } from '@tamaru/domain'
import { z } from 'zod'

export const RankSettings = z.object({ silver: z.int(), gold: z.int() })
const MembersByRank = z.object({ bronze: z.int(), silver: z.int(), gold: z.int() })
export const RankChangeView = z.object({
  now: MembersByRank,
  then: MembersByRank,
  raised: z.int(),
  lowered: z.int(),
}) satisfies z.ZodType<RankChange>
