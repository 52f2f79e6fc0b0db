import type { staff } from '@tamaru/db'
import { ProblemError, rightsOf, type Held, type Right } from '@tamaru/domain'

/** Tells what the log keeps of a person of the staff. */
export function standingOf({ role, ownRights, storeIds, lastDay, active }: staff.Staff) {
  return { role, ownRights, storeIds, lastDay, active }
}

type Standing = Held & { lastDay: string | null }

/**
 * Refuses `forbidden` where somebody would give a right that they do not have, or for longer than they have it, or would
 * change what somebody has who may more than they (`before`): nobody takes what they could not give.
 */
export function requireOwnRights(giver: Standing, given: Standing, before?: Held): void {
  const last = giver.lastDay
  if (last !== null && (given.lastDay === null || given.lastDay > last))
    throw new ProblemError('forbidden', `gives rights beyond ${last}, their own last day`)
  const lacking = lackedBy(giver, given)
  if (lacking.length > 0) throw new ProblemError('forbidden', `gives what they lack: ${lacking.join(', ')}`)
  const above = before ? lackedBy(giver, before) : []
  if (above.length > 0) throw new ProblemError('forbidden', `takes what they lack: ${above.join(', ')}`)
}

function lackedBy(giver: Held, held: Held): Right[] {
  const own = rightsOf(giver)
  return rightsOf(held).filter((right) => !own.includes(right))
}
