import type { CampaignRules } from './campaign.ts'
import type { DecisionDifference, DecisionPlace } from './compare-decisions.ts'
import type { Decision } from './decision.ts'
import type { EntryHistory } from './history.ts'
import type { Reading } from './reading.ts'

/** An old judgement with what was known of it, and the decision that today's rules come to. */
export interface Rejudged {
  reading: Reading
  rules: CampaignRules
  history: EntryHistory
  then: Decision
  now: Decision
}

/** A change of this room by which entries are decided otherwise than before, on purpose. */
export interface DecidingChange {
  /** The version of the deciding rules that begins with it: one more than the last. */
  version: number
  /** A short name, for counting: letters and hyphens. */
  kind: string
  /** Why they are decided otherwise now. */
  reason: string
  /** Which entries are expected to come out otherwise, and how. */
  expected: string
  /** The same as a rule: the places of this entry's decision that this change may alter. None: it is not such an entry. */
  alters: (judged: Rejudged) => readonly DecisionPlace[]
}

/**
 * Every change of `decide`, and of what it calls, that decides an entry otherwise which was decided before. Whoever makes
 * one adds it here, at the end; `npm run rejudge` names every difference that stands in none of them. Nothing stored is
 * rewritten: an entry stays as it was decided.
 */
export const DECIDING_CHANGES: readonly DecidingChange[] = []

/** The version of the deciding rules that this code decides by. The first is that of judgements which name none. */
export const DECIDING_VERSION = versionAfter(DECIDING_CHANGES)

export function versionAfter(changes: readonly DecidingChange[]): number {
  return changes.at(-1)?.version ?? 1
}

/**
 * The changes that explain why a judgement of this version comes out otherwise: those made since, if together they
 * account for every place. Null where something is left that none of them accounts for.
 */
export function explainDifferences(
  judgedBy: number,
  judged: Rejudged,
  differences: readonly DecisionDifference[],
  changes: readonly DecidingChange[] = DECIDING_CHANGES,
): DecidingChange[] | null {
  const places = differences.map(({ place }) => place)
  const accounts = changes
    .filter(({ version }) => version > judgedBy)
    .map((change) => ({ change, altered: change.alters(judged).filter((place) => places.includes(place)) }))
    .filter(({ altered }) => altered.length > 0)
  const isAccounted = (place: DecisionPlace) => accounts.some(({ altered }) => altered.includes(place))
  return places.every(isAccounted) ? accounts.map(({ change }) => change) : null
}
