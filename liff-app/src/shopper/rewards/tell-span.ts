import type { RewardWords } from './words.ts'

const [HOUR_MIN, DAY_MIN] = [60, 24 * 60]

/** So many minutes in the largest unit that goes into them without a rest. */
export function tellSpan(minutes: number, span: RewardWords['span']): string {
  if (minutes % DAY_MIN === 0) return span.days(String(minutes / DAY_MIN))
  if (minutes % HOUR_MIN === 0) return span.hours(String(minutes / HOUR_MIN))
  return span.min(String(minutes))
}
