import { refersTo } from './conditions.ts'
import type { Known, ReferenceKind } from './known.ts'
import { conditionsOf, Rule } from './rule.ts'

/** What may be wrong with a rule, in words for whoever wrote it. */
export const RULE_FAULTS = {
  not_a_rule: { ja: '読めない条件があります', en: 'There is a condition that cannot be read' },
  product_gone: { ja: 'この商品はありません', en: 'There is no such product' },
  brand_gone: { ja: 'このブランドの商品はありません', en: 'There is no product of this brand' },
  category_gone: { ja: 'この分類の商品はありません', en: 'There is no product of this category' },
  store_gone: { ja: 'この店舗はありません', en: 'There is no such store' },
  tag_gone: { ja: 'このタグはないか、期限が過ぎています', en: 'There is no such tag, or it has ended' },
  segment_gone: { ja: 'このセグメントはありません', en: 'There is no such segment' },
  segment_in_itself: {
    ja: 'セグメントが自分自身を条件にしています',
    en: 'The segment is a condition of itself',
  },
} as const
export type RuleFaultKind = keyof typeof RULE_FAULTS

/** Why a rule means nobody. */
export interface RuleFault {
  fault: RuleFaultKind
  /** What is gone, or the segment whose rule is none; of the rule itself, what the parser says. */
  of: string
}

/** A rule that can be asked, or what is wrong with it: then it means nobody. */
export type Understood =
  { rule: Rule; segments: ReadonlyMap<string, Rule>; known: Known } | { faults: RuleFault[]; known: Known }

const GONE: Record<ReferenceKind, RuleFaultKind> = {
  product: 'product_gone',
  brand: 'brand_gone',
  category: 'category_gone',
  store: 'store_gone',
  tag: 'tag_gone',
  segment: 'segment_gone',
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
      const issue = error!.issues[0]!
      const said = `${issue.path.join('.')}: ${issue.message}`
      faults.push({ fault: 'not_a_rule', of: text === written ? said : within.at(-1)! })
      return undefined
    }
    for (const { of, id } of conditionsOf(rule).flatMap(refersTo)) {
      const thing = known[of].get(id)
      if (!thing) faults.push({ fault: GONE[of], of: id })
      else if (of === 'segment' && within.includes(id)) faults.push({ fault: 'segment_in_itself', of: id })
      else if (of === 'segment' && !segments.has(id)) {
        const inner = read(thing.rule, [...within, id])
        if (inner) segments.set(id, inner)
      }
    }
    return rule
  }
  const rule = read(written, segmentId === undefined ? [] : [segmentId])
  return rule && faults.length === 0 ? { rule, segments, known } : { faults, known }
}
