import { attributeValues, campaigns, segments, type Sql } from '@tamaru/db'
import { admit, ProblemError, tokyoDate, type Admission, type AdmissionLimits } from '@tamaru/domain'

interface Whose {
  accountId: string
  shopperId: string
}

/**
 * Finds whether a person is let in now, by what is known of them in this transaction: the segment as its rule means it, and the
 * birthday as it was told. A segment that is archived, or whose rule does not hold together any more, means nobody.
 */
export async function findAdmission(
  sql: Sql,
  whose: Whose,
  limits: AdmissionLimits,
  now: Date,
): Promise<Admission> {
  const { leastAge, onlyFor } = limits
  const isMeant = onlyFor === null || (await isIn(sql, whose, onlyFor, now))
  const birthday =
    leastAge === null ? null : await attributeValues.find(sql, whose.accountId, whose.shopperId, 'birthday')
  return admit(limits, { birthday, isMeant }, tokyoDate(now))
}

/** Throws the refusal of whoever is not let in. */
export async function requireAdmitted(
  sql: Sql,
  whose: Whose,
  limits: AdmissionLimits,
  now: Date,
): Promise<void> {
  const admission = await findAdmission(sql, whose, limits, now)
  if (admission !== 'admitted') throw new ProblemError(admission)
}

/** Tells whether a person is old enough by now, whomever else something is for. */
export const isOldEnough = async (
  sql: Sql,
  whose: Whose,
  leastAge: number | null,
  now: Date,
): Promise<boolean> => (await findAdmission(sql, whose, { leastAge, onlyFor: null }, now)) === 'admitted'

/** As `requireAdmitted`, to the campaign that is in force; where there is none, everybody waits for it. */
export async function requireAdmittedToEnter(sql: Sql, whose: Whose, now: Date): Promise<void> {
  const campaign = await campaigns.findInForce(sql, whose.accountId, now)
  if (campaign) await requireAdmitted(sql, whose, campaign.rules, now)
}

async function isIn(sql: Sql, { accountId, shopperId }: Whose, id: string, now: Date): Promise<boolean> {
  const segment = await segments.find(sql, accountId, id)
  if (!segment || segment.archivedAt) return false
  const understood = await segments.understand(sql, accountId, segment.rule, now, id)
  return segments.holds(sql, accountId, understood, { shopperId, now })
}
