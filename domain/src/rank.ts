import { z } from 'zod'
import { addDays, addMonths } from './tokyo-time.ts'

/** From least to most. */
export const MILEAGE_RANKS = ['bronze', 'silver', 'gold'] as const
export const MileageRank = z.enum(MILEAGE_RANKS)
export type MileageRank = z.infer<typeof MileageRank>

/** Points a person must have earned in the last 12 months; bronze is everybody. */
export const RankThresholds = z
  .object({ silver: z.number().int().positive(), gold: z.number().int().positive() })
  .refine(({ silver, gold }) => silver < gold, 'gold lies above silver')
export type RankThresholds = z.infer<typeof RankThresholds>

const MONTHS_COUNTED = 12

export interface RankStanding {
  rank: MileageRank
  /** Points earned in the last 12 months, spent or lapsed ones too: a rank is for buying, not for saving. */
  earned: number
  next: { rank: MileageRank; missing: number } | null
}

/** Where a person stands, by the points earned from `firstDayCounted` on. */
export function rankOf(earned: number, thresholds: RankThresholds): RankStanding {
  const rank = earned >= thresholds.gold ? 'gold' : earned >= thresholds.silver ? 'silver' : 'bronze'
  const next = rank === 'bronze' ? 'silver' : rank === 'silver' ? 'gold' : null
  return { rank, earned, next: next && { rank: next, missing: thresholds[next] - earned } }
}

/** The first Tokyo day of the rolling 12 months that end with `today`. */
export function firstDayCounted(today: string): string {
  return addDays(addMonths(today, -MONTHS_COUNTED), 1)
}

export function rankReaches(rank: MileageRank, needed: MileageRank): boolean {
  return MILEAGE_RANKS.indexOf(rank) >= MILEAGE_RANKS.indexOf(needed)
}
