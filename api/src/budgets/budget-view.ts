import type { accountBudgets } from '@tamaru/db'
import { PrizeLaw } from '@tamaru/domain'
import { z } from 'zod'
import { pageOf } from '../http/paging.ts'

/** A budget of the account, with what was drawn from it. */
export const BudgetView = z.object({
  id: z.uuid(),
  name: z.string(),
  purpose: z.string(),
  limit_points: z.int(),
  drawn_points: z.int(),
  /** Who answers for it. */
  owner: z.object({ id: z.uuid(), displayName: z.string() }),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  pointsLiveForDays: z.int(),
  closedAt: z.iso.datetime().nullable(),
})
export const BudgetList = pageOf(BudgetView)

export function toBudgetView(budget: accountBudgets.Budget): z.infer<typeof BudgetView> {
  const { id, name, purpose, ownerId, ownerName, startsOn, endsOn, pointsLiveForDays, closedAt } = budget
  return {
    ...{ id, name, purpose, startsOn, endsOn, pointsLiveForDays },
    limit_points: budget.limitPoints,
    drawn_points: budget.drawnPoints,
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
