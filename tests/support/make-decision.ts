import {
  decide,
  NO_HISTORY,
  type CampaignRulesInput,
  type Decision,
  type EntryHistory,
  type Reading,
} from '@tamaru/domain'
import { makeReading } from './make-reading.ts'
import { makeRules } from './make-rules.ts'

/** What the rules really decide; approved unless something is changed. */
export function makeDecision(
  given: {
    reading?: Partial<Reading>
    rules?: Partial<CampaignRulesInput>
    history?: Partial<EntryHistory>
    today?: string
  } = {},
): Decision {
  return decide(
    makeReading(given.reading),
    { version: 1, rules: makeRules(given.rules) },
    { ...NO_HISTORY, ...given.history },
    given.today ?? '2026-11-02',
  )
}
