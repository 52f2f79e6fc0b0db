import type { Share } from './score-receipt.ts'

/** Where the bins begin; narrow where decisions are made. */
const BINS = [0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98]

export interface ReliabilityBin {
  from: number
  /** The next bin's beginning; the last one holds 1 as well. */
  to: number
  readings: number
  /** What the readings of the bin say of themselves, on average. */
  mean_confidence: number
  total_and_date: Share & { interval: Interval }
  all_right: Share & { interval: Interval }
}

/** Lower and upper end, 0..1. */
export type Interval = [number, number]

type Judged = { confidence: number | null; totalAndDate: boolean | null; allRight: boolean | null }

/** Whether a confidence can be believed: of the readings that say so much, how many are right. Empty bins are left out. */
export function reliability(receipts: readonly Judged[]): ReliabilityBin[] {
  return BINS.flatMap((from, i) => {
    const to = BINS[i + 1] ?? 1
    const within = receipts.filter(
      ({ confidence, totalAndDate }) =>
        totalAndDate !== null && confidence !== null && confidence >= from && (confidence < to || to === 1),
    )
    if (within.length === 0) return []
    return {
      from,
      to,
      readings: within.length,
      mean_confidence: within.reduce((sum, { confidence }) => sum + confidence!, 0) / within.length,
      total_and_date: shareOf(within.map(({ totalAndDate }) => totalAndDate === true)),
      all_right: shareOf(within.map(({ allRight }) => allRight === true)),
    }
  })
}

function shareOf(verdicts: boolean[]): Share & { interval: Interval } {
  const right = verdicts.filter(Boolean).length
  return { right, of: verdicts.length, interval: wilsonInterval(right, verdicts.length) }
}

/** 97.5 % of a normal distribution lie below so many deviations: the interval is one of 95 %. */
const Z = 1.959964

/** Wilson's score interval (1927) for a share: honest for few cases and near 0 and 1, where ±σ is not. */
export function wilsonInterval(right: number, of: number): Interval {
  if (of === 0) return [0, 1]
  const share = right / of
  const weight = 1 + Z ** 2 / of
  const centre = (share + Z ** 2 / (2 * of)) / weight
  const half = (Z / weight) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}
