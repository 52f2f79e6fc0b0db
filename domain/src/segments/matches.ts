import { tokyoDate } from '../time/tokyo-time.ts'
import type { Moment } from './condition-kind.ts'
import { conditionMatches, conditionShows, readsPurchases, type Condition } from './conditions.ts'
import type { PersonFacts } from './person-facts.ts'
import { conditionsOf, partsOfRule, type Join, type Rule } from './rule.ts'
import type { Understood } from './understand-rule.ts'

type Asked = Extract<Understood, { rule: Rule }>

/** Tells whether a rule, or a segment that it names, looks at what people bought: then it means only who agreed to that. */
export function looksAtPurchases(rule: Rule, segments: Asked['segments']): boolean {
  return conditionsOf(rule).some(
    (condition) =>
      readsPurchases(condition) ||
      (condition.kind === 'segment' && looksAtPurchases(segments.get(condition.segment)!, segments)),
  )
}

/**
 * Tells whether a rule means a person at an instant. Written beside the SQL of the same rule (compile-segment.ts in db), which
 * a test holds against it. A rule with faults means nobody.
 */
export function matches(facts: PersonFacts, understood: Understood, now: Date): boolean {
  if (!('rule' in understood)) return false
  return isMeant(understood.rule, facts, momentOf(understood, now), understood.segments)
}

function isMeant(rule: Rule, facts: PersonFacts, moment: Moment, segments: Asked['segments']): boolean {
  return (facts.analysis || !looksAtPurchases(rule, segments)) && holds(rule, facts, moment)
}

function momentOf({ known, segments }: Asked, now: Date): Moment {
  const moment: Moment = {
    today: tokyoDate(now),
    known,
    isIn: (id, facts) => isMeant(segments.get(id)!, facts, moment, segments),
  }
  return moment
}

function holds(rule: Rule, facts: PersonFacts, moment: Moment): boolean {
  const node = partsOfRule(rule)
  if (!node) return conditionMatches(rule as Condition, facts, moment)
  const hold = (part: Rule) => holds(part, facts, moment)
  if (node.join === 'all') return node.parts.every(hold)
  return node.parts.some(hold) === (node.join === 'any')
}

/** Why somebody is in a segment, or is not: the tree of the rule, each part with whether it holds. */
export type Why =
  | { join: Join; holds: boolean; parts: Why[] }
  | { condition: Condition; holds: boolean; facts: Record<string, unknown> }

/** Explains `matches`, part by part, with the facts that were looked at. Null where the rule has faults. */
export function explain(facts: PersonFacts, understood: Understood, now: Date): Why | null {
  if (!('rule' in understood)) return null
  const moment = momentOf(understood, now)
  function why(rule: Rule): Why {
    const node = partsOfRule(rule)
    if (node) return { join: node.join, holds: holds(rule, facts, moment), parts: node.parts.map(why) }
    const condition = rule as Condition
    return { condition, holds: holds(rule, facts, moment), facts: conditionShows(condition, facts, moment) }
  }
  return why(understood.rule)
}
