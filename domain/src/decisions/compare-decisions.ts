import type { Check, Decision } from './decision.ts'

/** What of a decision a shopper's points hang on. Words may be put better without changing it. */
export type DecisionPlace =
  'outcome' | 'points' | 'lines' | 'stamps' | 'matched' | 'order of checks' | `checks.${Check['id']}`

export interface DecisionDifference {
  place: DecisionPlace
  then: unknown
  now: unknown
}

const WHOLE = ['outcome', 'points', 'lines', 'stamps', 'matched'] as const

/** Compares two decisions but for their words. A check that one of them lacks is `null` there. */
export function compareDecisions(then: Decision, now: Decision): DecisionDifference[] {
  const whole = WHOLE.map((place) => ({ place, then: then[place], now: now[place] }))
  const ids = [...new Set([...then.checks, ...now.checks].map(({ id }) => id))]
  const checks = ids.map((id) => ({
    place: `checks.${id}` as const,
    then: findingsOf(then, id),
    now: findingsOf(now, id),
  }))
  const differing = [...whole, ...checks].filter((pair) => !isEqual(pair.then, pair.now))
  const [before, after] = [then, now].map(({ checks }) => checks.map(({ id }) => id))
  return differing.length === 0 && !isEqual(before, after)
    ? [{ place: 'order of checks', then: before, now: after }]
    : differing
}

function findingsOf({ checks }: Decision, id: Check['id']): unknown {
  const found = checks
    .filter((check) => check.id === id)
    .map(({ result, value, version }) => ({ result, value, version }))
  return found.length > 1 ? found : (found[0] ?? null)
}

const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
