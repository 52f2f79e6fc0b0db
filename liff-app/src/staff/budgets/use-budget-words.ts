import { addDays, tokyoDate, whyNotDraw } from '@tamaru/domain'
import type { Budget } from '../../api/staff-views.ts'
import { useFormat } from '../../ui/use-format.ts'
import { useWords } from '../words.ts'

export type BudgetState = 'open' | 'later' | 'over' | 'closed'
const today = () => tokyoDate(new Date())

/** Tells how a budget stands today. */
export function stateOfBudget({ closedAt, ...days }: Budget): BudgetState {
  if (closedAt) return 'closed'
  const refusal = whyNotDraw({ ...days, closedAt: null }, today())
  return refusal === null ? 'open' : refusal === 'budget_closed' ? 'over' : 'later'
}

/** How budgets are said. */
export function useBudgetWords() {
  const words = useWords()
  const format = useFormat()
  const amount = (unit: Budget['unit'], value: number) =>
    unit === 'yen' ? format.yen(value) : words.value.budgets.points(format.number(value))
  const parts = ({ unit, limit, drawn, held }: Budget) => ({
    used: amount(unit, drawn - held),
    held: amount(unit, held),
    left: amount(unit, limit - drawn),
  })

  /** How all of them stand, in a sentence. */
  function standing(budgets: readonly Budget[]): string {
    const { count, left, ending } = words.value.budgets
    const open = budgets.filter((budget) => stateOfBudget(budget) === 'open')
    const amounts = (['points', 'yen'] as const)
      .filter((unit) => open.some((budget) => budget.unit === unit))
      .map((unit) =>
        amount(
          unit,
          open
            .filter((budget) => budget.unit === unit)
            .reduce((sum, { limit, drawn }) => sum + limit - drawn, 0),
        ),
      )
    const soon = open.filter(({ endsOn }) => endsOn <= addDays(today(), 30)).length
    return [
      count(format.number(budgets.length)),
      amounts.length > 0 ? left(amounts.join('・')) : '',
      soon > 0 ? ending(format.number(soon)) : '',
    ].join('')
  }

  return {
    amount,
    standing,
    parts,
    meter(budget: Budget) {
      const { used, held, left } = parts(budget)
      const { meter, meterOfPoints } = words.value.budgets
      return budget.unit === 'yen' ? meter(used, held, left) : meterOfPoints(used, left)
    },
  }
}
