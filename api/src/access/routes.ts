import { createRoute } from '@hono/zod-openapi'
import { accesses } from '@tamaru/db'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { toPageView } from '../http/paging.ts'
import { json, refusals } from '../http/responses.ts'
import { AccessList, AccessQuery } from './access-view.ts'

const list = createRoute({
  method: 'get',
  path: '/api/staff/accesses',
  summary: 'Who of the staff looked at whom, newest first: all of it, by person, or at one shopper',
  middleware: requireStaff('settings'),
  request: { query: AccessQuery },
  responses: { 200: json(AccessList, 'The accesses'), ...refusals },
})

export const accessRoutes = createRouter().openapi(list, async (c) => {
  const { person: staffId, shopper: shopperId, ...asked } = c.req.valid('query')
  const found = await accesses.list(c.var.ports.db, c.var.account.id, { staffId, shopperId }, asked)
  return c.json(
    toPageView(found, ({ at, staffId, staffName, route, shopperIds, shown }) => ({
      at: at.toISOString(),
      by: { id: staffId, displayName: staffName },
      route,
      shopperIds,
      shown,
    })),
    200,
  )
})
