import type { z } from 'zod'
import type { Known, Reference } from './known.ts'
import type { PersonFacts } from './person-facts.ts'
import type { RuleFault } from './rule-faults.ts'

/** The moment at which a rule is asked, and what the account has at it. */
export interface Moment {
  /** The Tokyo day. */
  today: string
  known: Known
  /** Tells whether a person is in another segment. */
  isIn: (segmentId: string, facts: PersonFacts) => boolean
}

export interface RuleWords {
  ja: string
  en: string
}

/** All that there is to a kind of condition, but for its SQL (db/src/segments/compile-condition.ts). */
export interface ConditionKind<Kind extends string, Schema extends z.ZodType<{ kind: Kind }>> {
  kind: Kind
  /** As it stands in a menu of conditions. */
  name: RuleWords
  schema: Schema
  /** It looks at what people bought: then it means only those who let that be looked at. */
  readsPurchases: boolean
  refersTo: (condition: z.infer<Schema>) => Reference[]
  /** What is wrong with it beside what is gone. */
  faultOf?: (condition: z.infer<Schema>, known: Known) => RuleFault | undefined
  words: (condition: z.infer<Schema>, known: Known) => RuleWords
  matches: (condition: z.infer<Schema>, facts: PersonFacts, moment: Moment) => boolean
  /** The facts by which it holds or does not. */
  shows: (condition: z.infer<Schema>, facts: PersonFacts, moment: Moment) => Record<string, unknown>
}

/** Makes a kind of condition, of which TypeScript learns the rest. */
export const conditionKind = <Kind extends string, Schema extends z.ZodType<{ kind: Kind }>>(
  kind: ConditionKind<Kind, Schema>,
): ConditionKind<Kind, Schema> => kind
