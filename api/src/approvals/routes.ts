import { createRoute } from '@hono/zod-openapi'
import { approvals } from '@tamaru/db'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { PLACES, pageQuery, toPageView } from '../http/paging.ts'
import { json, refusals } from '../http/responses.ts'
import { OpenApprovals } from './approval-view.ts'

const list = createRoute({
  method: 'get',
  path: '/api/staff/approvals',
  summary: 'What waits for the word of a second person, the oldest first',
  middleware: [requireStaff('see')] as const,
  request: { query: pageQuery(PLACES.moment) },
  responses: { 200: json(OpenApprovals, 'What waits'), ...refusals },
})

export const approvalRoutes = createRouter().openapi(list, async (c) => {
  const found = await approvals.listOpen(c.var.ports.db, c.var.account.id, c.req.valid('query'))
  const page = toPageView(found, ({ id, kind, subjectId, askedByName: askedBy, askedAt, authors }) => ({
    ...{ id, kind, subjectId, askedBy, authors },
    askedAt: askedAt.toISOString(),
  }))
  return c.json(page, 200)
})
