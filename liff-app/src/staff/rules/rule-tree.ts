import { CONDITIONS, type ConditionKindName, type Join, partsOfRule, type Rule } from '@tamaru/domain'
import { reactive } from 'vue'

/** A condition while it is written: some of its blanks may be empty yet. */
export interface Written {
  kind: ConditionKindName
  [member: string]: unknown
}
export interface ConditionNode {
  key: number
  condition: Written
}
export interface GroupNode {
  key: number
  join: Join
  parts: RuleNode[]
}
export type RuleNode = ConditionNode | GroupNode

let lastKey = 0
const nextKey = () => ++lastKey

/** What a new condition begins with. What has to be chosen is empty. */
const BEGINNINGS: Readonly<Partial<Record<ConditionKindName, object>>> = {
  bought: { products: [], within: { days: 60 } },
  brand: { brands: [], within: { days: 60 } },
  category: { categories: [], within: { days: 60 } },
  chain: { chains: [], within: { days: 60 } },
  store: { stores: [], within: { days: 60 } },
  tag: { tags: [] },
  segment: { segment: '' },
  audience: { audience: '', is: true },
  attribute: { attribute: '' },
  spent: { atLeast: 1000 },
  receipts: { atLeast: 2 },
  price: { atLeast: 100, atMost: 200 },
  recency: { atMost: 30 },
  rhythm: { atLeast_intervals: 2 },
  basket: { atLeast: 500 },
  own_shop: { atLeast: 1000, within: { days: 90 } },
  points: { atLeast: 100 },
  nps: { atLeast: 9 },
  friend: { is: true },
  member: { is: true },
  rank: { ranks: ['gold'] },
  stage: { stages: ['repeat'] },
  consent: { purpose: 'offers', is: true },
  happened: { of: 'mini_app_opened', within: { days: 30 } },
}

export const makeCondition = (kind: ConditionKindName): ConditionNode =>
  reactive({ key: nextKey(), condition: { kind, ...structuredClone(BEGINNINGS[kind]) } })

export const makeGroup = (join: Join, parts: RuleNode[] = []): GroupNode =>
  reactive({ key: nextKey(), join, parts })

/** Reads a rule into a tree that can be written in; its root is always a group. */
export function readTree(rule: unknown): GroupNode {
  if (rule === null || rule === undefined) return makeGroup('all')
  const node = readNode(rule as Rule)
  return 'join' in node ? node : makeGroup('all', [node])
}

function readNode(rule: Rule): RuleNode {
  const node = partsOfRule(rule)
  if (node) return makeGroup(node.join, node.parts.map(readNode))
  return reactive({ key: nextKey(), condition: JSON.parse(JSON.stringify(rule)) as Written })
}

/** Writes the tree as a rule; null where nothing stands in it. Groups without a condition are left out. */
export function writeTree(node: RuleNode): Rule | null {
  if (!('join' in node)) return { ...node.condition } as unknown as Rule
  const parts = node.parts.map(writeTree).filter((part) => part !== null)
  return parts.length === 0 ? null : ({ [node.join]: parts } as Rule)
}

export const conditionNodesOf = (node: RuleNode): ConditionNode[] =>
  'join' in node ? node.parts.flatMap(conditionNodesOf) : [node]

/** Tells whether a condition is of a kind that there is: what is stored may be of one that is gone, or not there yet. */
export const isOfAKind = ({ kind }: Written): boolean => kind in CONDITIONS

/** Tells whether nothing is left to be filled in. */
export const isWhole = ({ condition }: ConditionNode): boolean =>
  isOfAKind(condition) && CONDITIONS[condition.kind].schema.safeParse(condition).success

/** What there is to fill in in a kind of condition, in the order in which it is read. A range is one blank. */
export function blanksOf(kind: ConditionKindName): string[] {
  if (!isOfAKind({ kind })) return []
  // What it is to be hangs on which it is: they are asked together.
  if (kind === 'attribute') return ['attribute']
  const { shape } = CONDITIONS[kind].schema as unknown as { shape: Record<string, unknown> }
  return Object.keys(shape)
    .filter((member) => member !== 'kind' && member !== 'atMost')
    .map((member) => (member === 'atLeast' ? 'range' : member))
}
