import { createRoute } from '@hono/zod-openapi'
import { verifyAuditChain } from '@tamaru/db'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { json, refusals } from '../http/responses.ts'
import { AuditChainQuery, AuditChainView, AuditList, AuditQuery } from './audit-view.ts'
import { listAudit } from './list-audit.ts'

const list = createRoute({
  method: 'get',
  path: '/api/staff/audit',
  summary: 'What staff did, newest first: all of it, or by subject or person',
  middleware: [requireStaff('approve')] as const,
  request: { query: AuditQuery },
  responses: { 200: json(AuditList, 'The acts'), ...refusals },
})

const chain = createRoute({
  method: 'get',
  path: '/api/staff/audit/chain',
  summary: 'Walk the log from its first event and recompute every hash',
  middleware: [requireStaff('approve')] as const,
  request: { query: AuditChainQuery },
  responses: { 200: json(AuditChainView, 'Whether the log hangs together'), ...refusals },
})

export const auditRoutes = createRouter()
  .openapi(list, async (c) =>
    c.json(await listAudit(c.var.ports.db, c.var.account.id, c.req.valid('query')), 200),
  )
  .openapi(chain, async (c) =>
    c.json(await verifyAuditChain(c.var.ports.db, c.var.account.id, c.req.valid('query').head), 200),
  )
