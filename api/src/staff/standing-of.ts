import type { staff } from '@tamaru/db'
import { ProblemError, rightsOf, type Held } from '@tamaru/domain'

/** Tells what the log keeps of a person of the staff. */
export function standingOf({ role, ownRights, storeIds, lastDay, active }: staff.Staff) {
  return { role, ownRights, storeIds, lastDay, active }
}

type Standing = Held & { lastDay: string | null }

/** Refuses `forbidden` where somebody would give a right that they do not have, or for longer than they have it. */
export function requireOwnRights(giver: Standing, given: Standing): void {
  const last = giver.lastDay
  if (last !== null && (given.lastDay === null || given.lastDay > last))
    throw new ProblemError('forbidden', `gives rights beyond ${last}, their own last day`)
  const own = rightsOf(giver)
  const lacking = rightsOf(given).filter((right) => !own.includes(right))
  if (lacking.length > 0) throw new ProblemError('forbidden', `gives what they lack: ${lacking.join(', ')}`)
}
