import { createRoute } from '@hono/zod-openapi'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { AccountChange, AccountView } from './account-view.ts'
import { changeAccount } from './change-account.ts'
import { showAccount } from './show-account.ts'

const PATH = '/api/staff/account'

const show = createRoute({
  method: 'get',
  path: PATH,
  summary: 'What the account holds for consent, and how many people agreed to what',
  middleware: [requireStaff('see')] as const,
  responses: { 200: json(AccountView, 'The account'), ...refusals },
})

const change = createRoute({
  method: 'patch',
  path: PATH,
  summary: 'Change what the account holds for consent; what is left out stays',
  middleware: [requireStaff('settings')] as const,
  request: { body: jsonBody(AccountChange) },
  responses: { 200: json(AccountView, 'The account as it is now'), ...refusals },
})

export const accountRoutes = createRouter()
  .openapi(show, async (c) => c.json(await showAccount(c.var.ports, c.var.account), 200))
  .openapi(change, async (c) => {
    await changeAccount(c.var.ports, c.var.staff, c.req.valid('json'))
    return c.json(await showAccount(c.var.ports, c.var.account), 200)
  })
