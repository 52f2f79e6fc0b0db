import type { staff } from '@tamaru/db'
import { ProblemError, rightsOf, type Held } from '@tamaru/domain'

/** Tells what the log keeps of a person of the staff. */
export function standingOf({ role, ownRights, storeIds, lastDay, active }: staff.Staff) {
  return { role, ownRights, storeIds, lastDay, active }
}

/** Refuses `forbidden` where somebody would give a right that they do not have. */
export function requireOwnRights(giver: Held, given: Held): void {
  const own = rightsOf(giver)
  const lacking = rightsOf(given).filter((right) => !own.includes(right))
  if (lacking.length > 0) throw new ProblemError('forbidden', `gives what they lack: ${lacking.join(', ')}`)
}
