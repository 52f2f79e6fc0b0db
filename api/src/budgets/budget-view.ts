import type { accountBudgets } from '@tamaru/db'
import { BudgetUnit, PrizeLaw, ShownName } from '@tamaru/domain'
import { z } from 'zod'
import { pageOf } from '../http/paging.ts'

/** A budget of the account, with what was drawn from it. */
export const BudgetView = z.object({
  id: z.uuid(),
  name: z.string(),
  purpose: z.string(),
  unit: BudgetUnit,
  /** In its unit, as the two below. */
  limit: z.int(),
  drawn: z.int(),
  /** Of what was drawn: for coupons that nobody has used yet. */
  held: z.int(),
  /** Who answers for it. */
  owner: z.object({ id: z.uuid(), displayName: z.string() }),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  /** Null of yen. */
  pointsLiveForDays: z.int().nullable(),
  closedAt: z.iso.datetime().nullable(),
})
export const BudgetList = pageOf(BudgetView)

export function toBudgetView(budget: accountBudgets.Budget): z.infer<typeof BudgetView> {
  const { ownerId, ownerName, closedAt, createdAt: _, ...view } = budget
  return {
    ...view,
    owner: { id: ownerId, displayName: ownerName },
    closedAt: closedAt?.toISOString() ?? null,
  }
}

const Text = z.string().trim().min(1).max(500)
/** Points for one person by hand. */
export const NewGrant = z.object({
  budgetId: z.uuid(),
  points: z.int().min(1).max(1_000_000),
  /** For the record; the person is not told. */
  reason: Text,
  /** The purchase that they are given for, once it is approved: then the prize law counts all that it brings. */
  entryId: z.uuid().nullable().default(null),
  /** For more than a cap of the prize law, or where it cannot be told: who answers for it, and why. It takes who has the settings. */
  override: z.object({ name: Text, reason: Text }).nullable().default(null),
})
export type NewGrant = z.infer<typeof NewGrant>

export const GrantView = z.object({ id: z.uuid(), points: z.int(), prizeLaw: PrizeLaw })
export type GrantView = z.infer<typeof GrantView>

/** What drew from a budget: points that were given by hand, or an exchange whose reward it pays for. */
export const BudgetDraw = z.object({
  id: z.uuid(),
  kind: z.enum(['grant', 'exchange']),
  /** In the budget's unit. */
  amount: z.int(),
  at: z.iso.datetime(),
  shopper: z.object({ shopperId: z.uuid(), name: ShownName.nullable() }),
  /** Who of the staff gave it; null: the person exchanged it themselves. */
  by: z.string().nullable(),
  /** The name of the reward. */
  reward: z.object({ ja: z.string(), en: z.string() }).nullable(),
  /** What became of it: it went back, is not used yet, or stays drawn. */
  state: z.enum(['drawn', 'held', 'back']),
})
export const BudgetDrawList = pageOf(BudgetDraw)
