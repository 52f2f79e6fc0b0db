import { z } from 'zod'
import { ageOn } from '../attributes/age-band.ts'
import type { ProblemKind } from '../problem.ts'

/** For whom something is, as its rules or terms say it. Null means that there is no such limit. */
export const ADMISSION_PARTS = {
  /** Years that one must have lived; whose age is not known is too young. */
  leastAge: z.number().int().min(1).max(120).nullable().default(null),
  /** The id of the saved segment that one must be in: what it means by then counts. */
  onlyFor: z.uuid().nullable().default(null),
}
export interface AdmissionLimits {
  leastAge: number | null
  onlyFor: string | null
}

/** Why somebody is not let in, as the kind of the refusal that they get. */
export const ADMISSION_REFUSALS = ['age_unknown', 'too_young', 'not_meant'] as const satisfies ProblemKind[]
export const Admission = z.enum(['admitted', ...ADMISSION_REFUSALS])
export type Admission = z.infer<typeof Admission>

export const isLimited = ({ leastAge, onlyFor }: AdmissionLimits): boolean =>
  leastAge !== null || onlyFor !== null

/** Tells whether a person is let in on a Tokyo day. Who is not meant learns nothing by telling their age. */
export function admit(
  { leastAge, onlyFor }: AdmissionLimits,
  person: { birthday: string | null; isMeant: boolean },
  today: string,
): Admission {
  if (onlyFor !== null && !person.isMeant) return 'not_meant'
  if (leastAge === null) return 'admitted'
  if (person.birthday === null) return 'age_unknown'
  return ageOn(today, person.birthday) >= leastAge ? 'admitted' : 'too_young'
}

/**
 * Tells what is known of a person by rules with limits, where nobody looked: nobody is let in unseen. Null where there is no
 * limit.
 */
export function knownAdmission(limits: AdmissionLimits, known: Admission | null): Admission | null {
  if (!isLimited(limits)) return null
  return known ?? (limits.leastAge === null ? 'not_meant' : 'age_unknown')
}
