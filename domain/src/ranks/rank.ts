import { z } from 'zod'
import { fault } from '../faults/fault.ts'
import { addDays, addMonths } from '../time/tokyo-time.ts'

/** From least to most. */
export const MILEAGE_RANKS = ['bronze', 'silver', 'gold'] as const
export const MileageRank = z.enum(MILEAGE_RANKS)
export type MileageRank = z.infer<typeof MileageRank>

export const RANK_NAMES: Readonly<Record<MileageRank, { ja: string; en: string }>> = {
  bronze: { ja: 'ブロンズ', en: 'bronze' },
  silver: { ja: 'シルバー', en: 'silver' },
  gold: { ja: 'ゴールド', en: 'gold' },
}

/** More than anybody earns in a year: a figure above it was mistyped. */
const HIGHEST_THRESHOLD = 10_000_000
const Threshold = z.int().min(1).max(HIGHEST_THRESHOLD)

/** Points a person must have earned in the last 12 months; bronze is everybody. */
export const RankThresholds = z
  .object({ silver: Threshold, gold: Threshold })
  .refine(({ silver, gold }) => silver < gold, { path: ['gold'], ...fault('not_above_silver') })
export type RankThresholds = z.infer<typeof RankThresholds>

const MONTHS_COUNTED = 12

export interface RankStanding {
  rank: MileageRank
  /** Points earned in the last 12 months, spent or lapsed ones too: a rank is for buying, not for saving. */
  earned: number
  next: { rank: MileageRank; missing: number } | null
}

/** Tells where a person stands, by the points earned from `firstDayCounted` on. */
export function rankOf(earned: number, thresholds: RankThresholds): RankStanding {
  const rank = earned >= thresholds.gold ? 'gold' : earned >= thresholds.silver ? 'silver' : 'bronze'
  const next = rank === 'bronze' ? 'silver' : rank === 'silver' ? 'gold' : null
  return { rank, earned, next: next && { rank: next, missing: thresholds[next] - earned } }
}

/** Returns the first Tokyo day of the rolling 12 months that end with `today`. */
export function firstDayCounted(today: string): string {
  return addDays(addMonths(today, -MONTHS_COUNTED), 1)
}

export function rankReaches(rank: MileageRank, needed: MileageRank): boolean {
  return MILEAGE_RANKS.indexOf(rank) >= MILEAGE_RANKS.indexOf(needed)
}

/** How many shoppers have the rank `from` by some thresholds, and `to` (it may be the same) by others. */
export interface RankMove {
  from: MileageRank
  to: MileageRank
  shoppers: number
}

export interface RankChange {
  /** Shoppers at each rank: by the thresholds of now, and by the others. */
  now: Record<MileageRank, number>
  then: Record<MileageRank, number>
  raised: number
  lowered: number
}

/** Counts what other thresholds would do to an account's shoppers: `raised` and `lowered` of them. */
export function tallyMoves(moves: readonly RankMove[]): RankChange {
  const change: RankChange = {
    now: { bronze: 0, silver: 0, gold: 0 },
    then: { bronze: 0, silver: 0, gold: 0 },
    raised: 0,
    lowered: 0,
  }
  for (const { from, to, shoppers } of moves) {
    change.now[from] += shoppers
    change.then[to] += shoppers
    if (from === to) continue
    if (rankReaches(to, from)) change.raised += shoppers
    else change.lowered += shoppers
  }
  return change
}
