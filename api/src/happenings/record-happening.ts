import { happenings, type Sql } from '@tamaru/db'
import type { ToldHappening } from '@tamaru/domain'

/**
 * Records what happened, in the caller's transaction, in which it happens: it stands if that stands. Once by its natural
 * key; with a job that reacts where some reaction listens to its kind (reactions.ts), which the caller need not know.
 */
export function recordHappening(sql: Sql, told: ToldHappening | readonly ToldHappening[]): Promise<void> {
  return happenings.record(sql, [told].flat())
}
