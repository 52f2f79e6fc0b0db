import { accountBudgets, audit, inTransaction, type staff } from '@tamaru/db'
import { ProblemError, type BudgetChange, type NewBudget } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

type Given = Pick<Ports, 'db' | 'now'>

/** Sets a budget of the account up. */
export function addBudget(
  { db, now }: Given,
  { accountId, id: staffId }: staff.Staff,
  budget: NewBudget,
): Promise<accountBudgets.Budget> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const id = await accountBudgets.add(sql, accountId, budget, { staffId, now: at })
    const subject = `budget:${id}`
    await audit.record(sql, { accountId, staffId, act: 'budget.add', subject, after: budget, now: at })
    return (await accountBudgets.find(sql, accountId, id))!
  })
}

/** Raises or lowers a budget, gives it to somebody else, or ends it earlier or later. */
export function changeBudget(
  { db, now }: Given,
  { accountId, id: staffId }: staff.Staff,
  budgetId: string,
  change: BudgetChange,
): Promise<accountBudgets.Budget> {
  return inTransaction(db, async (sql) => {
    const before = await accountBudgets.lock(sql, accountId, budgetId, 'change')
    if (!before) throw new ProblemError('not_found')
    if (before.closedAt) throw new ProblemError('budget_closed')
    if ((change.endsOn ?? before.endsOn) < before.startsOn)
      throw new ProblemError('invalid_request', 'endsOn lies before startsOn')
    await accountBudgets.change(sql, accountId, before, change)
    const after = (await accountBudgets.find(sql, accountId, budgetId))!
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'budget.change',
      subject: `budget:${budgetId}`,
      before: termsOf(before),
      after: termsOf(after),
      now: now(),
    })
    return after
  })
}

/** Closes a budget for good. What was drawn stays. */
export function closeBudget(
  { db, now }: Given,
  { accountId, id: staffId }: staff.Staff,
  budgetId: string,
): Promise<accountBudgets.Budget> {
  return inTransaction(db, async (sql) => {
    const budget = await accountBudgets.lock(sql, accountId, budgetId, 'change')
    if (!budget) throw new ProblemError('not_found')
    if (budget.closedAt) return budget
    const at = now()
    await accountBudgets.close(sql, accountId, budgetId, at)
    const after = { drawn: budget.drawn }
    const subject = `budget:${budgetId}`
    await audit.record(sql, { accountId, staffId, act: 'budget.close', subject, after, now: at })
    return (await accountBudgets.find(sql, accountId, budgetId))!
  })
}

function termsOf({ purpose, limit, ownerId, endsOn }: accountBudgets.Budget) {
  return { purpose, limit, ownerId, endsOn }
}
