import { z } from 'zod'
import type { ConditionKind, Moment, RuleWords } from './condition-kind.ts'
import type { Known, Reference } from './known.ts'
import type { PersonFacts } from './person-facts.ts'
import type { RuleFault } from './rule-faults.ts'
import { attribute } from './rules/attribute.ts'
import { audience } from './rules/audience.ts'
import { basket } from './rules/basket.ts'
import { bought } from './rules/bought.ts'
import { brand } from './rules/brand.ts'
import { category } from './rules/category.ts'
import { chain } from './rules/chain.ts'
import { consent } from './rules/consent.ts'
import { friend } from './rules/friend.ts'
import { happened } from './rules/happened.ts'
import { member } from './rules/member.ts'
import { nps } from './rules/nps.ts'
import { people } from './rules/people.ts'
import { points } from './rules/points.ts'
import { price } from './rules/price.ts'
import { rank } from './rules/rank.ts'
import { receipts } from './rules/receipts.ts'
import { recency } from './rules/recency.ts'
import { rhythm } from './rules/rhythm.ts'
import { segment } from './rules/segment.ts'
import { ownShop } from './rules/own-shop.ts'
import { spent } from './rules/spent.ts'
import { stage } from './rules/stage.ts'
import { store } from './rules/store.ts'
import { tag } from './rules/tag.ts'

/** Every kind of condition there is: the union, its schema, sentences and faults come from this list. */
export const CONDITIONS = {
  ...{ bought, brand, category, price, spent, receipts, recency, rhythm, basket, store, chain },
  ...{ own_shop: ownShop },
  ...{
    stage,
    friend,
    member,
    rank,
    points,
    tag,
    consent,
    nps,
    happened,
    segment,
    people,
    attribute,
    audience,
  },
} as const

export type ConditionKindName = keyof typeof CONDITIONS
export const CONDITION_KINDS = Object.keys(CONDITIONS) as ConditionKindName[]
export type ConditionOf<Kind extends ConditionKindName> = z.infer<(typeof CONDITIONS)[Kind]['schema']>
export type Condition = { [Kind in ConditionKindName]: ConditionOf<Kind> }[ConditionKindName]

const schemas = CONDITION_KINDS.map((kind) => CONDITIONS[kind].schema)
export const Condition = z.discriminatedUnion('kind', schemas as never) as z.ZodType<Condition>

const kindOf = ({ kind }: Condition) => CONDITIONS[kind] as unknown as ConditionKind<string, z.ZodType<never>>

/** What a kind of condition is called in a menu. */
export const conditionName = (kind: ConditionKindName): RuleWords => CONDITIONS[kind].name
export const readsPurchases = (condition: Condition): boolean => kindOf(condition).readsPurchases
export const refersTo = (condition: Condition): Reference[] => kindOf(condition).refersTo(condition as never)
export const faultOf = (condition: Condition, known: Known): RuleFault | undefined =>
  kindOf(condition).faultOf?.(condition as never, known)
export const conditionWords = (condition: Condition, known: Known): RuleWords =>
  kindOf(condition).words(condition as never, known)
export const conditionMatches = (condition: Condition, facts: PersonFacts, moment: Moment): boolean =>
  kindOf(condition).matches(condition as never, facts, moment)
export const conditionShows = (condition: Condition, facts: PersonFacts, moment: Moment) =>
  kindOf(condition).shows(condition as never, facts, moment)
