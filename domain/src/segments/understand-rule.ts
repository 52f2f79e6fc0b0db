import { CONDITION_KINDS, faultOf, refersTo } from './conditions.ts'
import type { Known, ReferenceKind } from './known.ts'
import type { RuleFault, RuleFaultKind } from './rule-faults.ts'
import { conditionsOf, isShallow, JOINS, Rule } from './rule.ts'

/** A rule that can be asked, or what is wrong with it: then it means nobody. */
export type Understood =
  { rule: Rule; segments: ReadonlyMap<string, Rule>; known: Known } | { faults: RuleFault[]; known: Known }

const GONE: Record<ReferenceKind, RuleFaultKind> = {
  product: 'product_gone',
  brand: 'brand_gone',
  category: 'category_gone',
  store: 'store_gone',
  chain: 'chain_gone',
  tag: 'tag_gone',
  segment: 'segment_gone',
  attribute: 'attribute_gone',
  audience: 'audience_gone',
}

/**
 * Reads a rule as it was written, with those of the segments that it names, against what the account has. `segmentId`: the
 * segment whose rule it is, or is to be.
 */
export function understandRule(written: unknown, known: Known, segmentId?: string): Understood {
  const segments = new Map<string, Rule>()
  const faults: RuleFault[] = []
  function read(text: unknown, within: readonly string[]): Rule | undefined {
    const { data: rule, error } = Rule.safeParse(text)
    if (!rule) {
      const isInner = text !== written
      const kind = isInner ? undefined : unknownKindIn(text)
      const issue = error!.issues[0]!
      const said = `${issue.path.join('.')}: ${issue.message}`
      if (kind !== undefined) faults.push({ fault: 'kind_unknown', of: kind.slice(0, LONGEST_KIND) })
      else faults.push({ fault: 'not_a_rule', of: isInner ? within.at(-1)! : said })
      return undefined
    }
    const conditions = conditionsOf(rule)
    for (const { of, id } of conditions.flatMap(refersTo)) {
      const thing = known[of].get(id)
      if (!thing) faults.push({ fault: GONE[of], of: id })
      else if (of === 'segment' && within.includes(id)) faults.push({ fault: 'segment_in_itself', of: id })
      else if (of === 'segment' && !segments.has(id)) {
        const inner = read(thing.rule, [...within, id])
        if (inner) segments.set(id, inner)
      }
    }
    faults.push(...conditions.flatMap((condition) => faultOf(condition, known) ?? []))
    return rule
  }
  const rule = read(written, segmentId === undefined ? [] : [segmentId])
  return rule && faults.length === 0 ? { rule, segments, known } : { faults, known }
}

/** So much of a kind that is not known is said again. */
const LONGEST_KIND = 40

/** Finds the first kind of condition in a tree, as it was written, that is none: one of before, or one that does not exist yet. */
function unknownKindIn(written: unknown): string | undefined {
  if (typeof written !== 'object' || written === null || !isShallow(written)) return undefined
  const { kind, ...node } = written as Record<string, unknown>
  if (typeof kind === 'string') return (CONDITION_KINDS as string[]).includes(kind) ? undefined : kind
  const parts = JOINS.flatMap((join) => node[join] ?? []) as unknown[]
  return parts.map(unknownKindIn).find((each) => each !== undefined)
}
