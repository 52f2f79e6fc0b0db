import { z } from 'zod'
import { isDay, MOST } from '../numbers/bounds.ts'

const Text = z.string().trim().min(1).max(200)
const Day = z.string().refine(isDay, 'a day, YYYY-MM-DD')
const Limit = z.int().min(1).max(MOST.budget_points!)

/** What a budget holds: points, which are given to people, or yen, which the rewards that people exchange for cost. */
export const BudgetUnit = z.enum(['points', 'yen'])
export type BudgetUnit = z.infer<typeof BudgetUnit>

/** A budget of the account as it is set up: so much, by a name, answered for by somebody, for a time. */
export const NewBudget = z
  .object({
    name: Text,
    purpose: Text,
    unit: BudgetUnit.default('points'),
    /** In its unit. */
    limit: Limit,
    /** Staff id of who answers for it. */
    ownerId: z.uuid(),
    /** The Tokyo days between which, both included, something may be drawn. */
    startsOn: Day,
    endsOn: Day,
    /** How long points that are drawn can be used; of yen it says nothing. */
    pointsLiveForDays: z.int().min(1).max(MOST.pointsLiveForDays!).default(365),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, { path: ['endsOn'], message: 'lies before startsOn' })
export type NewBudget = z.infer<typeof NewBudget>

/** What may be changed later; what is left out stays. */
export const BudgetChange = z
  .strictObject({ purpose: Text, limit: Limit, ownerId: z.uuid(), endsOn: Day })
  .partial()
export type BudgetChange = z.infer<typeof BudgetChange>

/** When something may be drawn from a budget. */
export interface BudgetDays {
  startsOn: string
  endsOn: string
  closedAt: Date | null
}

/** Tells why nothing may be drawn on a Tokyo day; null where it may. */
export function whyNotDraw(
  { startsOn, endsOn, closedAt }: BudgetDays,
  today: string,
): 'budget_closed' | 'budget_not_open' | null {
  if (closedAt !== null || today > endsOn) return 'budget_closed'
  return today < startsOn ? 'budget_not_open' : null
}
