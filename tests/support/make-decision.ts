import { decide, type CampaignRules, type Decision, type EntryHistory, type Reading } from '@tamaru/domain'
import { makeReading } from './make-reading.ts'
import { makeRules } from './make-rules.ts'

export const NOTHING_BEFORE: EntryHistory = { samePhoto: false, sameReceipt: 'none', pointsToday: 0 }

/** What the rules really decide; approved unless something is changed. */
export function makeDecision(
  given: {
    reading?: Partial<Reading>
    rules?: Partial<CampaignRules>
    history?: Partial<EntryHistory>
    today?: string
  } = {},
): Decision {
  return decide(
    makeReading(given.reading),
    makeRules(given.rules),
    { ...NOTHING_BEFORE, ...given.history },
    given.today ?? '2026-11-02',
  )
}
