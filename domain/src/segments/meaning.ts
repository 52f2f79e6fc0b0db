import { refersTo } from './conditions.ts'
import { conditionsOf } from './rule.ts'
import type { Understood } from './understand-rule.ts'

/**
 * Writes down what a rule means beside its words: itself, the rules of the segments that it names, and what counts as each
 * thing that they name. Two that are equal mean the same people, by the same facts, on the same day. Null where it means nobody
 * because of a fault.
 */
export function meaningOf(understood: Understood): string | null {
  if (!('rule' in understood)) return null
  const { rule, segments, known } = understood
  const inner = [...segments].sort(([one], [other]) => (one < other ? -1 : 1))
  const named = [rule, ...segments.values()].flatMap(conditionsOf).flatMap(refersTo)
  const things = named
    .filter(({ of }) => of !== 'segment')
    .map(({ of, id }) => [of, id, [...known[of].get(id)!.ids].sort()])
  return JSON.stringify([rule, inner, things])
}
