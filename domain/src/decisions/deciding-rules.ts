import type { CampaignRules } from '../campaigns/campaign.ts'
import type { DecisionDifference, DecisionPlace } from './compare-decisions.ts'
import type { Check, Decision } from './decision.ts'
import type { EntryHistory } from './entry-history.ts'
import { CREDIT_WITHOUT_PERSON_AT } from './checks/make-check.ts'
import type { Reading } from '../receipts/reading.ts'

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
  /**
   * The same as a rule: the places of this entry's decision that this change may alter. None: it is not such an entry.
   */
  alters: (judged: Rejudged) => readonly DecisionPlace[]
}

/** The checks that a reading must be certain for, either way. */
const CERTAIN_CHECKS = [
  'reading_certain',
  'purchase_in_period',
  'receipt_age',
  'minimum_spend',
  'store_takes_part',
  'products_found',
  'conditions_met',
] as const

/**
 * Every change of `decide`, and of what it calls, that decides an entry otherwise which was decided before. Whoever makes
 * one adds it here, at the end; `npm run rejudge` names every difference that stands in none of them. Nothing stored is
 * rewritten: an entry stays as it was decided.
 */
export const DECIDING_CHANGES: readonly DecidingChange[] = [
  {
    version: 2,
    kind: 'shared-shop-numbers',
    reason:
      'a T-number is the whole company’s and a phone may be: neither proves nor rules out one of its shops',
    expected:
      'of campaigns with shops: turned down by a T-number, or by a number that no listed shop can be compared by, and now ' +
      'for staff; approved by the chain’s number without a word of the branch, and now for staff; or recognised only now',
    alters: alterCheck('store_takes_part', [
      'fail → unknown',
      'pass → unknown',
      'fail → pass',
      'unknown → pass',
    ]),
  },
  {
    version: 3,
    kind: 'no-confidence-proves-nothing',
    reason: 'a field that was read with confidence 0 was taken for certain',
    expected: 'turned down for a day, an amount or a shop that was read with confidence 0, and now for staff',
    alters: (judged) =>
      Object.values(judged.reading.fields).some(({ confidence }) => confidence === 0)
        ? (['purchase_in_period', 'receipt_age', 'minimum_spend', 'store_takes_part'] as const).flatMap(
            (id) => alterCheck(id, ['fail → unknown'])(judged),
          )
        : [],
  },
  {
    version: 4,
    kind: 'bounded-numbers',
    reason:
      'numbers that no receipt and no campaign has lost an entry for good, or gave points that no column holds',
    expected:
      'more than a million points, a step of more than a hundred million, more than 10,000 pieces of one line, or points ' +
      'taken off for an amount below zero',
    alters: ({ then: { points, lines, matched } }) =>
      points > 1_000_000 ||
      lines.some((line) => line.points > 100_000_000 || (line.reason === 'amount' && line.points < 0)) ||
      matched.some(({ quantity }) => quantity > 10_000)
        ? [
            'outcome',
            'points',
            'lines',
            'stamps',
            'matched',
            'checks.products_found',
            'checks.conditions_met',
          ]
        : [],
  },
  {
    version: 5,
    kind: 'brand-lost-letters',
    reason:
      'a name of which most of the brand was not read was taken for another maker’s, and the entry turned down',
    expected:
      'turned down for want of the goods, or approved without one, where all of a name but its brand is a product’s to the ' +
      'letter; now for staff',
    alters: ({ then, now }) =>
      now.matched.length > then.matched.length
        ? [
            'outcome',
            'points',
            'lines',
            'stamps',
            'matched',
            'checks.products_found',
            'checks.minimum_spend',
            'checks.conditions_met',
          ]
        : [],
  },
  {
    version: 6,
    kind: 'confidence-is-a-share',
    reason:
      'confidence tells how many of such readings are right, and of those that say 0.8 one in five is not',
    expected: 'approved or turned down by a reading of less than 0.9, and now for staff',
    alters: (judged) =>
      judged.reading.confidence >= 0.8 && judged.reading.confidence < CREDIT_WITHOUT_PERSON_AT
        ? CERTAIN_CHECKS.flatMap((id) => alterCheck(id, ['pass → unknown', 'fail → unknown'])(judged))
        : [],
  },
  {
    version: 7,
    kind: 'long-ago-is-misread',
    reason: 'a day of more than a year ago, which is a misread one, was sure enough to be too old',
    expected: 'turned down for the age of a receipt of more than a year ago, and now for staff',
    alters: alterCheck('receipt_age', ['fail → unknown']),
  },
]

/** The version of the deciding rules that this code decides by. The first is that of judgements which name none. */
export const DECIDING_VERSION = versionAfter(DECIDING_CHANGES)

export function versionAfter(changes: readonly DecidingChange[]): number {
  return changes.at(-1)?.version ?? 1
}

type Turn = `${Check['result']} → ${Check['result']}`

/** Declares a change by which a check may turn in these ways, and the entry with it. */
export function alterCheck(id: Check['id'], turns: readonly Turn[]): DecidingChange['alters'] {
  const resultOf = ({ checks }: Decision) => checks.find((check) => check.id === id)?.result
  return ({ then, now }) => {
    if (!turns.some((turn) => turn === `${resultOf(then)} → ${resultOf(now)}`)) return []
    const ending = ['outcome', 'points', 'lines', 'stamps'] as const
    return [`checks.${id}`, ...(then.outcome === now.outcome ? [] : ending)]
  }
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
