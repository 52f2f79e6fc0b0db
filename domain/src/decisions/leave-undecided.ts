import { makeCheck } from './checks/make-check.ts'
import type { Decision } from './decision.ts'

/** What stands of an entry that the machine could not decide, however often it tried: a person does, and is told `why`. */
export function leaveUndecided(version: number | null, why: string): Decision {
  return {
    outcome: 'needs_review',
    points: 0,
    lines: [],
    stamps: 0,
    matched: [],
    checks: [{ ...makeCheck('reading_certain', 'unknown', why), version }],
    message: {
      ja: 'スタッフが確認しています。結果は、アプリの「応募」でご覧いただけます。',
      en: 'Our staff are taking a look. You will find the result under “Entries” in the app.',
    },
    decidedBy: 'machine',
    reason: null,
    confirmed: [],
  }
}
