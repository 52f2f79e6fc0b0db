import { createRoute, z } from '@hono/zod-openapi'
import { accountBudgets, budgetDraws } from '@tamaru/db'
import { BudgetChange, NewBudget, ProblemError, shownName } from '@tamaru/domain'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { PLACES, pageQuery, toPageView } from '../http/paging.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { BudgetDrawList, BudgetList, BudgetView, GrantView, NewGrant, toBudgetView } from './budget-view.ts'
import { grantPoints } from './grant-points.ts'
import { addBudget, changeBudget, closeBudget } from './set-up-budget.ts'

const params = z.object({ id: z.uuid() })
const points = requireStaff('points')
const answers = { 200: json(BudgetView, 'The budget as it is now'), ...refusals }

const list = createRoute({
  method: 'get',
  path: '/api/staff/budgets',
  summary: 'The budgets of the account, with what was drawn from them',
  middleware: [requireStaff('see')] as const,
  request: { query: pageQuery(PLACES.moment) },
  responses: { 200: json(BudgetList, 'The budgets'), ...refusals },
})

const add = createRoute({
  method: 'post',
  path: '/api/staff/budgets',
  summary: 'Set up a budget: so many points or yen, by a name, answered for by somebody, for a time',
  middleware: points,
  request: { body: jsonBody(NewBudget) },
  responses: { 201: json(BudgetView, 'The budget'), ...refusals },
})

const show = createRoute({
  method: 'get',
  path: '/api/staff/budgets/{id}',
  summary: 'A budget of the account',
  middleware: [requireStaff('see')] as const,
  request: { params },
  responses: answers,
})

const draws = createRoute({
  method: 'get',
  path: '/api/staff/budgets/{id}/draws',
  summary: 'What drew from a budget, to whom, the newest first; with what went back',
  middleware: points,
  request: { params, query: pageQuery(PLACES.moment) },
  responses: { 200: json(BudgetDrawList, 'The draws'), ...refusals },
})

const change = createRoute({
  method: 'patch',
  path: '/api/staff/budgets/{id}',
  summary: 'Raise or lower a budget, give it to somebody else, or end it earlier or later',
  middleware: points,
  request: { params, body: jsonBody(BudgetChange) },
  responses: answers,
})

const close = createRoute({
  method: 'post',
  path: '/api/staff/budgets/{id}/close',
  summary: 'Close a budget for good',
  middleware: points,
  request: { params },
  responses: answers,
})

const grant = createRoute({
  method: 'post',
  path: '/api/staff/shoppers/{id}/points',
  summary: 'Give a person points by hand, from a budget, with a reason; once for an Idempotency-Key',
  middleware: points,
  request: {
    params,
    headers: z.object({ 'idempotency-key': z.string().min(1).max(200).optional() }),
    body: jsonBody(NewGrant),
  },
  responses: { 200: json(GrantView, 'The grant, and how it stands by the prize law'), ...refusals },
})

export const budgetRoutes = createRouter()
  .openapi(list, async (c) => {
    const found = await accountBudgets.list(c.var.ports.db, c.var.account.id, c.req.valid('query'))
    return c.json(toPageView(found, toBudgetView), 200)
  })
  .openapi(add, async (c) =>
    c.json(toBudgetView(await addBudget(c.var.ports, c.var.staff, c.req.valid('json'))), 201),
  )
  .openapi(show, async (c) => {
    const budget = await accountBudgets.find(c.var.ports.db, c.var.account.id, c.req.valid('param').id)
    if (!budget) throw new ProblemError('not_found')
    return c.json(toBudgetView(budget), 200)
  })
  .openapi(draws, async (c) => {
    const { id } = c.req.valid('param')
    const found = await budgetDraws.list(c.var.ports.db, c.var.account.id, id, c.req.valid('query'))
    return c.json(
      toPageView(found, ({ shopperId, shopperName, staffName, rewardName, at, ...draw }) => ({
        ...draw,
        at: at.toISOString(),
        shopper: { shopperId, name: shownName(c.var.staff, shopperName) },
        by: staffName,
        reward: rewardName,
      })),
      200,
    )
  })
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    const changed = await changeBudget(c.var.ports, c.var.staff, id, c.req.valid('json'))
    return c.json(toBudgetView(changed), 200)
  })
  .openapi(close, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(toBudgetView(await closeBudget(c.var.ports, c.var.staff, id)), 200)
  })
  .openapi(grant, async (c) => {
    const { id } = c.req.valid('param')
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    if (!idempotencyKey) throw new ProblemError('idempotency_key_missing')
    const given = { ...c.req.valid('json'), idempotencyKey }
    return c.json(await grantPoints(c.var.ports, c.var.staff, id, given), 200)
  })
