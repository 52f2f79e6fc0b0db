import { z } from 'zod'
import { isDay, MOST } from '../numbers/bounds.ts'

const Text = z.string().trim().min(1).max(200)
const Day = z.string().refine(isDay, 'a day, YYYY-MM-DD')
const Limit = z.int().min(1).max(MOST.budget_points!)

/** A budget of the account as it is set up: so many points, by a name, answered for by somebody, for a time. */
export const NewBudget = z
  .object({
    name: Text,
    purpose: Text,
    limit_points: Limit,
    /** Staff id of who answers for it. */
    ownerId: z.uuid(),
    /** The Tokyo days between which, both included, points may be drawn. */
    startsOn: Day,
    endsOn: Day,
    /** How long points that are drawn can be used. */
    pointsLiveForDays: z.int().min(1).max(MOST.pointsLiveForDays!).default(365),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, { path: ['endsOn'], message: 'lies before startsOn' })
export type NewBudget = z.infer<typeof NewBudget>

/** What may be changed later; what is left out stays. */
export const BudgetChange = z
  .strictObject({ purpose: Text, limit_points: Limit, ownerId: z.uuid(), endsOn: Day })
  .partial()
export type BudgetChange = z.infer<typeof BudgetChange>

/** Tells why nothing may be drawn on a Tokyo day; null where it may. */
export function whyNotDraw(
  { startsOn, endsOn, closedAt }: { startsOn: string; endsOn: string; closedAt: Date | null },
  today: string,
): 'budget_closed' | 'budget_not_open' | null {
  if (closedAt !== null || today > endsOn) return 'budget_closed'
  return today < startsOn ? 'budget_not_open' : null
}
