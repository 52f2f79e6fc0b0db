import type { judgements } from '@tamaru/db'
import { decide, Decision, type CampaignRules } from '@tamaru/domain'

/** What of a decision a shopper's points hang on; words may be put better without changing it. */
function essence({ outcome, points, lines, stamps, matched, checks }: Decision) {
  const found = checks.map(({ id, result, value, version }) => ({ id, result, value, version }))
  return { outcome, points, lines, stamps, matched, checks: found }
}

/**
 * Judges once more what the machine judged, from what was kept: the reading, the version of the rules, what was known,
 * the day that counted. Undefined where it comes out as it did; otherwise both, what was kept first.
 */
export function rejudge(
  kept: judgements.KeptJudgement,
  rules: CampaignRules,
): [kept: object, now: object] | undefined {
  const { reading, version, history, judgedFor } = kept
  const now = essence(Decision.parse(decide(reading, { version, rules }, history, judgedFor)))
  const then = essence(kept.decision)
  return JSON.stringify(then) === JSON.stringify(now) ? undefined : [then, now]
}
