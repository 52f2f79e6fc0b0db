import { createRoute, z } from '@hono/zod-openapi'
import { customers, shoppers } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { toPageView } from '../http/paging.ts'
import { json, refusals } from '../http/responses.ts'
import { CustomerList, CustomerQuery, TimelineList, TimelineQuery, toTimelineView } from './customer-view.ts'
import { listCustomers } from './list-customers.ts'

const viewer = requireStaff('see')

const list = createRoute({
  method: 'get',
  path: '/api/staff/shoppers',
  summary:
    'The people of the account or of a segment, by what they bought and spent, how lately, or their last answer',
  middleware: viewer,
  request: { query: CustomerQuery },
  responses: { 200: json(CustomerList, 'The people'), ...refusals },
})

const timeline = createRoute({
  method: 'get',
  path: '/api/staff/shoppers/{id}/timeline',
  summary: 'What happened to a person, the newest first; purchases as far as they let them be looked at',
  middleware: viewer,
  request: { params: z.object({ id: z.uuid() }), query: TimelineQuery },
  responses: { 200: json(TimelineList, 'What happened'), ...refusals },
})

export const staffCustomerRoutes = createRouter()
  .openapi(list, async (c) => {
    const { order, segment, ...asked } = c.req.valid('query')
    return c.json(await listCustomers(c.var.ports, c.var.staff, { order, segment }, asked), 200)
  })
  .openapi(timeline, async (c) => {
    const { id: shopperId } = c.req.valid('param')
    const { db } = c.var.ports
    const accountId = c.var.account.id
    if (!(await shoppers.find(db, accountId, shopperId))) throw new ProblemError('not_found')
    const found = await customers.timeline(db, { accountId, shopperId }, c.req.valid('query'))
    return c.json(toPageView(found, toTimelineView), 200)
  })
