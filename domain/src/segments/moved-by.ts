import type { HappeningKind } from '../happenings/happening.ts'
import type { Condition, ConditionKindName } from './conditions.ts'
import { conditionsOf, type Rule } from './rule.ts'
import type { Understood } from './understand-rule.ts'

const PURCHASES = ['goods_bought', 'entry_approved', 'entry_revoked', 'entry_reopened'] as const
const ANALYSIS = ['consent_given', 'consent_withdrawn'] as const
const OF_PURCHASES = [...PURCHASES, ...ANALYSIS]

/** By what each kind of condition usually begins to hold or ceases, what says the most first. */
const MOVED_BY: Record<Exclude<ConditionKindName, 'happened'>, readonly HappeningKind[]> = {
  bought: OF_PURCHASES,
  brand: OF_PURCHASES,
  category: OF_PURCHASES,
  price: OF_PURCHASES,
  spent: OF_PURCHASES,
  receipts: OF_PURCHASES,
  recency: OF_PURCHASES,
  rhythm: OF_PURCHASES,
  basket: OF_PURCHASES,
  store: OF_PURCHASES,
  chain: OF_PURCHASES,
  own_shop: ANALYSIS,
  stage: ['entry_approved', 'mini_app_opened', 'friend_added', 'friend_unblocked', 'friend_blocked'],
  friend: ['friend_added', 'friend_unblocked', 'friend_blocked'],
  member: ['member_linked', 'member_unlinked'],
  rank: ['rank_changed'],
  points: [
    ...(['points_credited', 'points_released', 'points_spent', 'points_returned'] as const),
    ...(['points_taken_back', 'points_lapsed'] as const),
  ],
  tag: ['tag_added', 'tag_removed'],
  consent: ANALYSIS,
  nps: ['survey_answered'],
  attribute: ['attribute_set'],
  segment: [],
  people: [],
  audience: [],
}
const movedBy = (condition: Condition): readonly HappeningKind[] =>
  condition.kind === 'happened' ? [condition.of] : MOVED_BY[condition.kind]

/**
 * Chooses, of what happened to somebody since a rule was asked of them, what moved them in or out: the last of a kind that its
 * conditions look at, else the last of all; undefined where nothing did. In their order.
 */
export function moverOf<H extends { kind: HappeningKind }>(
  understood: Extract<Understood, { rule: Rule }>,
  happened: readonly H[],
): H | undefined {
  const rules = [understood.rule, ...understood.segments.values()]
  const kinds = new Set(rules.flatMap(conditionsOf).flatMap(movedBy))
  return happened.findLast(({ kind }) => kinds.has(kind)) ?? happened.at(-1)
}
