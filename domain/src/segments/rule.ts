import { z } from 'zod'
import { Condition } from './conditions.ts'

const DEEPEST = 5
const MOST_CONDITIONS = 100
const MOST_BESIDE = 50

/** Whom a segment means: a tree of conditions. A list in it is never empty, so that no rule means everybody by leaving out. */
export type Rule = Condition | { all: Rule[] } | { any: Rule[] } | { none: Rule[] }

/** Names the three ways in which a node of the tree puts its parts together. */
export const JOINS = ['all', 'any', 'none'] as const
export type Join = (typeof JOINS)[number]

/** Reads a node of the tree: how it puts its parts together, and the parts; undefined for a condition. */
export function partsOfRule(rule: Rule): { join: Join; parts: Rule[] } | undefined {
  if ('all' in rule) return { join: 'all', parts: rule.all }
  if ('any' in rule) return { join: 'any', parts: rule.any }
  if ('none' in rule) return { join: 'none', parts: rule.none }
  return undefined
}

/** Lists all conditions of a tree, in their order. */
export function conditionsOf(rule: Rule): Condition[] {
  return partsOfRule(rule)?.parts.flatMap(conditionsOf) ?? [rule as Condition]
}

const depthOf = (rule: Rule): number => 1 + Math.max(0, ...(partsOfRule(rule)?.parts ?? []).map(depthOf))

const Node: z.ZodType<Rule> = z.lazy(() => {
  const parts = z.array(Node).min(1).max(MOST_BESIDE)
  return z.union([
    Condition,
    z.strictObject({ all: parts }),
    z.strictObject({ any: parts }),
    z.strictObject({ none: parts }),
  ])
})

/** Guards the way into the tree: nobody makes the parser descend without end. */
export const isShallow = (written: unknown, left = DEEPEST): boolean => {
  if (typeof written !== 'object' || written === null) return true
  const parts = JOINS.flatMap((join) => (written as Record<string, unknown>)[join] ?? [])
  return parts.length === 0 || (left > 1 && parts.every((part) => isShallow(part, left - 1)))
}

export const Rule: z.ZodType<Rule> = z
  .unknown()
  .refine((written) => isShallow(written), `at most ${DEEPEST} deep`)
  .pipe(Node)
  .refine((rule) => depthOf(rule) <= DEEPEST, `at most ${DEEPEST} deep`)
  .refine((rule) => conditionsOf(rule).length <= MOST_CONDITIONS, `at most ${MOST_CONDITIONS} conditions`)
