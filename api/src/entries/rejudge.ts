import type { judgements } from '@tamaru/db'
import {
  compareDecisions,
  decide,
  Decision,
  DECIDING_CHANGES,
  explainDifferences,
  type CampaignRules,
  type DecidingChange,
  type DecisionDifference,
} from '@tamaru/domain'

export interface RejudgedOtherwise {
  differences: DecisionDifference[]
  /** The declared changes of the deciding rules that account for all of them; null: nobody declared this. */
  declared: DecidingChange[] | null
}

/**
 * Judges once more what the machine judged, from what was kept: the reading, the version of the rules, what was known,
 * the day that counted. Undefined where it comes out as it did.
 */
export function rejudge(
  kept: judgements.KeptJudgement,
  rules: CampaignRules,
  changes: readonly DecidingChange[] = DECIDING_CHANGES,
): RejudgedOtherwise | undefined {
  const { reading, version, history, judgedFor, decision: then, decidingVersion } = kept
  const now = Decision.parse(decide(reading, { version, rules }, history, judgedFor))
  const differences = compareDecisions(then, now)
  if (differences.length === 0) return undefined
  const judged = { reading, rules, history, then, now }
  return { differences, declared: explainDifferences(decidingVersion, judged, differences, changes) }
}
