import { readFileSync } from 'node:fs'
import { EVIDENCE, evidenceOf, type Evidence, type Weighed } from './evidence.ts'

/**
 * How evidence becomes a chance: weights of a logistic regression, and shares that were right by what the weights come to,
 * both from drawn receipts (`npm run fit:confidence`).
 */
export type ConfidenceMap = {
  bias: number
  weights: Evidence
  /** From the least to the most sure: what the weights come to, and the share that was right there. */
  steps: [score: number, share: number][]
}

/** What is never sure, whatever else speaks for it. */
const NEVER_SURE = 0.6

const MAP: ConfidenceMap = JSON.parse(
  readFileSync(new URL('../../../models/confidence.json', import.meta.url), 'utf8'),
) as ConfidenceMap

/** The chance that total, day, and every good with its count and sum are right; all are asked for at once. */
export function confidenceOf(weighed: Weighed, map: ConfidenceMap = MAP): number {
  if (weighed.proof.total === null || !weighed.when) return 0.03
  const evidence = evidenceOf(weighed)
  const share = shareAt(scoreOf(evidence, map), map.steps)
  return Math.round((isNeverSure(evidence) ? Math.min(NEVER_SURE, share) : share) * 1000) / 1000
}

export const scoreOf = (evidence: Evidence, { bias, weights }: Pick<ConfidenceMap, 'bias' | 'weights'>) =>
  EVIDENCE.reduce((sum, name) => sum + weights[name] * evidence[name], bias)

/** Between two steps in proportion. */
function shareAt(score: number, steps: ConfidenceMap['steps']): number {
  const next = steps.findIndex(([from]) => from > score)
  if (next === 0) return steps[0]![1]
  const [low, share] = steps.at(next < 0 ? -1 : next - 1)!
  if (next < 0) return share
  const [high, more] = steps[next]!
  return share + ((more - share) * (score - low)) / (high - low)
}

/** A total that no equation supports or that stands nowhere in print, goods that do not come to it, a good without a name. */
function isNeverSure(e: Evidence): boolean {
  const total = e.unproved || e.unseen || e.gainsaid
  return Boolean(total || !e.linesHold || e.linesFail || e.uncounted || e.nameless || e.gainsayThemselves)
}
