import { checkDuplicates } from './checks/check-fraud.ts'
import type { Check } from './decision.ts'
import type { EntryHistory } from './entry-history.ts'

const SEEN_BY_STAFF: Check['shopper'] = {
  ja: 'ほかの応募との重なりは、スタッフが確認しました。',
  en: 'Our staff have looked at entries that are like this one.',
}

/**
 * Checks of an earlier judgement with those for duplicates made anew from what is known now: a receipt may have been
 * credited since. `approved`: a person approves it, and its shopper is not told that it was turned down.
 */
export function recheckDuplicates(
  checks: readonly Check[],
  history: EntryHistory,
  approved = false,
): Check[] {
  const anew = checkDuplicates(history).map((finding) => ({
    ...finding,
    version: checks.find(({ id }) => id === finding.id)?.version ?? checks[0]?.version ?? null,
    shopper: approved && finding.result !== 'pass' ? SEEN_BY_STAFF : finding.shopper,
  }))
  const kept = checks.filter(({ id }) => !anew.some((check) => check.id === id))
  return [...kept.slice(0, 1), ...anew, ...kept.slice(1)]
}
