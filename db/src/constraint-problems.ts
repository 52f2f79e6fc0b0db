import type { ProblemKind } from '@tamaru/domain'

/** Which refusal a broken constraint means. Any other violation is a bug. */
const kinds: Record<string, ProblemKind> = {
  approval_by_another: 'approval_own_work',
  attribute_key_once: 'attribute_key_taken',
  audience_name_once: 'audience_name_taken',
  batch_pkey: 'import_taken',
  budget_name_once: 'budget_name_taken',
  budget_owner_is_known: 'staff_unknown',
  point_grant_of_points: 'budget_unit_differs',
  reward_of_yen: 'budget_unit_differs',
  campaign_account_id_slug_key: 'campaign_slug_taken',
  campaign_version_within_law: 'prize_over_cap',
  entry_decided_once: 'entry_already_decided',
  point_grant_once: 'grant_key_reused',
  label_name_once: 'label_name_taken',
  shopper_has_left: 'unauthenticated',
  product_jan_once: 'product_jan_taken',
  segment_name_once: 'segment_name_taken',
  staff_keeps_an_owner: 'last_owner',
  staff_store_is_known: 'store_unknown',
  store_name_once: 'store_name_taken',
  tag_name_once: 'tag_name_taken',
  survey_answer_pkey: 'survey_already_answered',
}

/** Tells whether a write was refused because its person has left. */
export function hasLeft(error: unknown): boolean {
  return (error as { constraint_name?: unknown } | null)?.constraint_name === 'shopper_has_left'
}

/** Finds the problem behind a database error, by the constraint's name; undefined where it is none of ours. */
export function problemOfConstraint(error: unknown): ProblemKind | undefined {
  const name = (error as { constraint_name?: unknown } | null)?.constraint_name
  return typeof name === 'string' ? kinds[name] : undefined
}
