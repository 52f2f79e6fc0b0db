import {
  accountBudgets,
  audit,
  campaigns,
  entries,
  inTransaction,
  ledger,
  pointGrants,
  shoppers,
  type Sql,
  type staff,
} from '@tamaru/db'
import { addDays, hasRight, ProblemError, requireWithinLaw, tokyoDate, whyNotDraw } from '@tamaru/domain'
import { requireAdmitted } from '../admission/find-admission.ts'
import type { Ports } from '../ports.ts'
import type { GrantView, NewGrant } from './budget-view.ts'
import { holdAgainstLaw } from './hold-against-law.ts'

/**
 * Gives a person points by hand, from a budget of the account, once for a key. Refuses what `whyNotDraw` names,
 * `budget_used_up`, `grant_key_reused`, a purchase that is not approved or whose campaign is for older people, and `prize_over_cap` and `prize_cap_unknown` without
 * an override, which takes who has the settings.
 */
export function grantPoints(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  by: staff.Staff,
  shopperId: string,
  given: NewGrant & { idempotencyKey: string },
): Promise<GrantView> {
  const { accountId } = by
  const { points, override } = given
  if (override && !hasRight(by, 'settings'))
    throw new ProblemError('forbidden', 'an override needs the settings')
  return inTransaction(db, async (sql) => {
    // One person's grants take turns: so the key holds, and what a purchase has brought is all of it.
    if (!(await shoppers.lock(sql, accountId, shopperId))) throw new ProblemError('not_found')
    const known = await findKnown(sql, accountId, shopperId, given)
    const prizeLaw = await holdAgainstLaw(sql, accountId, {
      ...{ shopperId, entryId: given.entryId },
      points: known ? 0 : points,
    })
    if (known) return { id: known.id, points, prizeLaw }
    requireWithinLaw(prizeLaw, override, 'refused')
    const at = now()
    await requireOldEnough(sql, { accountId, shopperId }, given.entryId, at)
    const id = crypto.randomUUID()
    await draw(sql, by, { id, shopperId, at, ...given })
    await audit.record(sql, {
      accountId,
      staffId: by.id,
      act: 'points.grant',
      subject: `shopper:${shopperId}`,
      after: { grantId: id, budgetId: given.budgetId, points, reason: given.reason, override },
      now: at,
    })
    return { id, points, prizeLaw }
  })
}

/** What a purchase of a campaign brings by hand is for whom the campaign's points are: refuses as `admit`, for want of years. */
async function requireOldEnough(
  sql: Sql,
  whose: { accountId: string; shopperId: string },
  entryId: string | null,
  now: Date,
): Promise<void> {
  const entry = entryId === null ? undefined : await entries.find(sql, whose.accountId, entryId)
  if (!entry?.campaignVersionId) return
  const campaign = await campaigns.findVersion(sql, whose.accountId, entry.campaignVersionId)
  await requireAdmitted(sql, whose, { leastAge: campaign!.rules.leastAge, onlyFor: null }, now)
}

/** The grant of this key, if it was made. */
async function findKnown(
  sql: Sql,
  accountId: string,
  shopperId: string,
  { idempotencyKey, budgetId, points, entryId }: NewGrant & { idempotencyKey: string },
): Promise<pointGrants.PointGrant | undefined> {
  const known = await pointGrants.findByKey(sql, accountId, idempotencyKey)
  const isSame =
    !known ||
    (known.shopperId === shopperId &&
      known.budgetId === budgetId &&
      known.points === points &&
      known.entryId === entryId)
  if (!isSame) throw new ProblemError('grant_key_reused')
  return known
}

/** Draws the points from the budget and credits them, in one call. */
async function draw(
  sql: Sql,
  { accountId, id: staffId }: staff.Staff,
  grant: NewGrant & { id: string; shopperId: string; idempotencyKey: string; at: Date },
): Promise<void> {
  const { id, shopperId, budgetId, points, entryId, at } = grant
  const today = tokyoDate(at)
  const budget = await accountBudgets.lock(sql, accountId, budgetId, 'draw')
  if (!budget) throw new ProblemError('not_found')
  if (budget.pointsLiveForDays === null) throw new ProblemError('budget_unit_differs')
  const refusal = whyNotDraw(budget, today)
  if (refusal) throw new ProblemError(refusal)
  await pointGrants.record(sql, accountId, { ...grant, staffId, grantedAt: at })
  const credit = {
    naturalKey: `grant:${id}`,
    reason: 'grant' as const,
    ...{ entryId, shopperId, issuerId: budgetId, points },
    expiresOn: addDays(today, budget.pointsLiveForDays),
    releaseOn: null,
  }
  const { inBudget } = await ledger.creditWithinBudget(sql, accountId, credit, at)
  if (!inBudget) throw new ProblemError('budget_used_up')
}
