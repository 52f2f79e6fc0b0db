import { z } from '@hono/zod-openapi'
import type { segments } from '@tamaru/db'
import {
  conditionsOf,
  REFERENCE_KINDS,
  refersTo,
  Rule,
  RULE_FAULTS,
  smallestLift,
  wordsOfRule,
  type Known,
  type RuleFaultKind,
  type Understood,
  type Why,
  conditionWords,
} from '@tamaru/domain'
import { pageOf } from '../http/paging.ts'
import { MoveView } from './move-view.ts'
import { RULE_COMPONENT } from './rule-document.ts'
import { Labelled } from '../labels/label-view.ts'

/** As it is written; docs/segments.md says how. What cannot be read is told of as a fault, and means nobody. */
export const WrittenRule = z.record(z.string(), z.unknown()).openapi({
  description: 'A tree of { all | any | none: [...] } and conditions { kind, … }; see docs/segments.md',
  allOf: [RULE_COMPONENT],
  example: {
    all: [
      { kind: 'friend', is: true },
      { kind: 'receipts', atLeast: 2, within: { days: 90 } },
    ],
  },
})

const BothLanguages = z.object({ ja: z.string(), en: z.string() })
const Fault = z.object({
  fault: z.enum(Object.keys(RULE_FAULTS) as [RuleFaultKind, ...RuleFaultKind[]]),
  /** What is gone, or what cannot be read. */
  of: z.string(),
  words: BothLanguages,
})
const Said = z.object({
  sentence: BothLanguages.nullable(),
  faults: z.array(Fault),
  /** What the things that the rule names are called now; what is gone is not in it. */
  names: z.array(z.object({ of: z.enum(REFERENCE_KINDS), id: z.string(), name: z.string() })),
})
const Counted = z.object({
  count: z.int(),
  /**
   * The least effect that so many people, halved into two arms, can show on the share who buy within 30 days: 0.1 is a tenth
   * more buyers. Null where they are too few, or nobody buys.
   */
  smallestLift: z.number().nullable(),
  computedAt: z.iso.datetime(),
})

export const countedOf = ({ people, buyers }: { people: number; buyers: number }, at: Date) => ({
  count: people,
  smallestLift: people === 0 ? null : smallestLift(people, buyers / people),
  computedAt: at.toISOString(),
})

export const CountView = Counted.extend(Said.shape)
export const SegmentView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    rule: z.unknown(),
    createdAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
    archivedAt: z.iso.datetime().nullable(),
    /** Each change of the rule is another. */
    version: z.int(),
    /** Whether its members are those of the rule as it is now; if not, they are those of before, until it is sound. */
    isKept: z.boolean(),
    /** When its members were last looked at as a whole, or by the day; what happens to somebody is seen within seconds. */
    keptAt: z.iso.datetime().nullable(),
  })
  .extend(Said.shape)
export type SegmentView = z.infer<typeof SegmentView>
const Moved = z.object({ entered: z.int(), left: z.int() })
export const SegmentDetail = SegmentView.extend(Counted.shape).extend({
  /** Its members as they are kept, and who came and left within 24 hours, seven and thirty days. */
  membership: z.object({ count: z.int(), day: Moved, week: Moved, month: Moved }),
  /** The segments whose rules name this one. */
  usedIn: z.array(z.string()),
})
export const SegmentList = pageOf(SegmentView.extend(Labelled.shape))

const Name = z.string().trim().min(1).max(100)
export const NewSegment = z.object({ name: Name, rule: WrittenRule })
/** What is left out stays. */
export const SegmentChange = z
  .strictObject({ name: Name, rule: WrittenRule, archived: z.boolean() })
  .partial()

export const PartView = z.object({
  depth: z.int(),
  join: z.enum(['all', 'any', 'none']).nullable(),
  words: BothLanguages.nullable(),
  holds: z.boolean(),
  /** The facts that were looked at. */
  facts: z.record(z.string(), z.unknown()).nullable(),
})

/** The rule's tree, part by part as it is written, each as deep as it stands. */
export const WhyView = z.object({
  shopperId: z.uuid(),
  isIn: z.boolean(),
  /** Purchases count only of who agreed to their being looked at. */
  analysis: z.boolean(),
  computedAt: z.iso.datetime(),
  faults: z.array(Fault),
  /** By what they came last, or left; null: they never were in it. */
  lastMove: MoveView.nullable(),
  parts: z.array(PartView),
})

export function saidOf(understood: Understood, written: unknown): z.infer<typeof Said> {
  const names = namesIn(written, understood.known)
  if ('rule' in understood)
    return { sentence: wordsOfRule(understood.rule, understood.known), faults: [], names }
  return {
    ...{ sentence: null, names },
    faults: understood.faults.map(({ fault, of }) => ({ fault, of, words: RULE_FAULTS[fault] })),
  }
}

function namesIn(written: unknown, known: Known) {
  const { data: rule } = Rule.safeParse(written)
  const named = rule ? conditionsOf(rule).flatMap(refersTo) : []
  const once = new Map(named.map((each) => [`${each.of} ${each.id}`, each]))
  return [...once.values()].flatMap(({ of, id }) => {
    const thing = known[of].get(id)
    return thing ? [{ of, id, name: thing.name }] : []
  })
}

export function toSegmentView(segment: segments.Segment, understood: Understood): SegmentView {
  const { createdAt, changedAt, archivedAt, keptAt, id, name, rule, version, isKept } = segment
  return {
    ...{ id, name, rule, version, isKept },
    keptAt: keptAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
    archivedAt: archivedAt?.toISOString() ?? null,
    ...saidOf(understood, rule),
  }
}

type Part = z.infer<typeof PartView>

export function partsOfWhy(why: Why, understood: Extract<Understood, { rule: unknown }>, depth = 0): Part[] {
  if ('condition' in why) {
    const { condition, holds, facts } = why
    return [{ depth, join: null, words: conditionWords(condition, understood.known), holds, facts }]
  }
  const { join, holds, parts } = why
  const node: Part = { depth, join, words: null, holds, facts: null }
  return [node, ...parts.flatMap((part) => partsOfWhy(part, understood, depth + 1))]
}
