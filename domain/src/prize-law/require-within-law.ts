import { ProblemError } from '../problem.ts'
import type { PrizeLaw } from './prize-law.ts'

/** Who answers for going over a cap of the prize law, and why. */
export interface PrizeOverride {
  name: string
  reason: string
}

/** The one gate of all that is given: refuses `prize_over_cap` unless somebody named answers for it. */
export function requireWithinLaw(law: PrizeLaw, override: PrizeOverride | null | undefined): void {
  if (law.within !== false || override) return
  const over = law.lines.filter(({ within }) => within === false)
  throw new ProblemError(
    'prize_over_cap',
    over.map((line) => `${line.id}: ${line.planned_yen ?? 'part of it'} > ${line.cap_yen} yen`).join('; '),
  )
}
