import { CONDITION_KINDS, CONDITIONS, JOINS } from '@tamaru/domain'
import { z } from '@hono/zod-openapi'

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const nameOf = (kind: string) => `Condition_${kind}`

/** The name under which the API's document has the shape of a rule. */
export const RULE_COMPONENT = refTo('SegmentRule')

/**
 * Writes the shape of a rule for the API's document: a node of the tree, which names itself, and each kind of condition, from
 * the schemas by which rules are read. How deep a tree may be is said in words.
 */
export function describeRule(): Record<string, object> {
  const conditions = CONDITION_KINDS.map((kind) => {
    const { $schema: _, ...shape } = z.toJSONSchema(CONDITIONS[kind].schema, { io: 'input' })
    const { ja, en } = CONDITIONS[kind].name
    return [nameOf(kind), { ...shape, description: `${en} (${ja})` }] as const
  })
  const nodes = JOINS.map((join) => ({
    type: 'object',
    properties: { [join]: { type: 'array', items: RULE_COMPONENT, minItems: 1, maxItems: 50 } },
    required: [join],
    additionalProperties: false,
  }))
  const SegmentRule = {
    description: 'At most five deep, and a hundred conditions; see docs/segments.md',
    oneOf: [...CONDITION_KINDS.map((kind) => refTo(nameOf(kind))), ...nodes],
  }
  return { SegmentRule, ...Object.fromEntries(conditions) }
}
