import type { heldMessages } from '@tamaru/db'
import type { MessagePurpose } from '@tamaru/domain'

/**
 * How long after it was due a message still makes sense, in hours. A result is a promise, and the month turns within 35
 * days; an answer belongs to the talk of that day; an offer that is late is a nuisance. What is older is never sent by
 * itself: staff see it and decide.
 */
const LIFE_H: Record<MessagePurpose, number> = {
  result: 35 * 24,
  answer: 24,
  reminder: 3 * 24,
  survey: 7 * 24,
  offer: 24,
}
const HOUR_MS = 3_600_000

/** Since when a message must have been due to make sense now. */
export function freshSince(now: Date): heldMessages.FreshSince {
  const since = Object.entries(LIFE_H).map(([purpose, life_h]) => [
    purpose,
    new Date(now.getTime() - life_h * HOUR_MS),
  ])
  return Object.fromEntries(since) as heldMessages.FreshSince
}
