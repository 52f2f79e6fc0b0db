import type { Check, EntryState } from '../../api/views.ts'

/**
 * Picks what stands in the way of an entry. What a machine could not answer says that staff are looking at it: that
 * holds while the entry waits for them, and not of one that is settled.
 */
export function openChecks(checks: readonly Check[], state: EntryState): Check[] {
  const ofResult = (result: Check['result']) => checks.filter((check) => check.result === result)
  return [...ofResult('fail'), ...(state === 'needs_review' ? ofResult('unknown') : [])]
}
