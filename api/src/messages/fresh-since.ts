import type { heldMessages } from '@tamaru/db'
import { MESSAGE_LIFE_H } from '@tamaru/domain'

const HOUR_MS = 3_600_000

/** Tells since when a message must have been due to make sense now; an older one staff see, and decide on. */
export function freshSince(now: Date): heldMessages.FreshSince {
  const since = Object.entries(MESSAGE_LIFE_H).map(([purpose, life_h]) => [
    purpose,
    new Date(now.getTime() - life_h * HOUR_MS),
  ])
  return Object.fromEntries(since) as heldMessages.FreshSince
}
