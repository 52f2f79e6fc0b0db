import { createRoute } from '@hono/zod-openapi'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { json, refusals } from '../http/responses.ts'
import { AuditList, AuditQuery } from './audit-view.ts'
import { listAudit } from './list-audit.ts'

const list = createRoute({
  method: 'get',
  path: '/api/staff/audit',
  summary: 'What staff did, newest first: all of it, or by subject or member',
  middleware: [requireStaff('manager')] as const,
  request: { query: AuditQuery },
  responses: { 200: json(AuditList, 'The acts'), ...refusals },
})

export const auditRoutes = createRouter().openapi(list, async (c) =>
  c.json(await listAudit(c.var.ports.db, c.var.account.id, c.req.valid('query')), 200),
)
