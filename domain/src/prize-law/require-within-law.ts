import { ProblemError } from '../problem.ts'
import type { PrizeLaw } from './prize-law.ts'

/** Who answers for going over a cap of the prize law, and why. */
export interface PrizeOverride {
  name: string
  reason: string
}

/**
 * The one gate of all that is given: refuses `prize_over_cap` unless somebody named answers for it, and `prize_cap_unknown`
 * where what cannot be told is no to who asks. A plan may leave that open; what is given now may not.
 */
export function requireWithinLaw(
  law: PrizeLaw,
  override: PrizeOverride | null | undefined,
  unknown: 'allowed' | 'refused' = 'allowed',
): void {
  if (law.within === true || override) return
  if (law.within === null) {
    if (unknown === 'allowed') return
    throw new ProblemError('prize_cap_unknown')
  }
  const over = law.lines.filter(({ within }) => within === false)
  throw new ProblemError(
    'prize_over_cap',
    over.map((line) => `${line.id}: ${line.planned_yen ?? 'part of it'} > ${line.cap_yen} yen`).join('; '),
  )
}
