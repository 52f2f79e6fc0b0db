import { createRoute, z } from '@hono/zod-openapi'
import { accesses } from '@tamaru/db'
import { Language } from '@tamaru/domain'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { toPageView } from '../http/paging.ts'
import { json, refusals } from '../http/responses.ts'
import { streamOf } from '../http/stream-of.ts'
import { AccessList, AccessQuery, toWhich, WhichAccesses } from './access-view.ts'
import { writeAccessCsv } from './write-access-csv.ts'

const list = createRoute({
  method: 'get',
  path: '/api/staff/accesses',
  summary:
    'Who of the staff looked at whom, newest first: all of it, by person, at one shopper, or on one day',
  middleware: requireStaff('settings'),
  request: { query: AccessQuery },
  responses: { 200: json(AccessList, 'The accesses'), ...refusals },
})

const csv = createRoute({
  method: 'get',
  path: '/api/staff/accesses.csv',
  summary: 'The same as CSV',
  middleware: requireStaff('settings', 'export'),
  request: { query: WhichAccesses.extend({ language: Language.default('ja') }) },
  responses: {
    200: { description: 'The accesses', content: { 'text/csv': { schema: z.string() } } },
    ...refusals,
  },
})

export const accessRoutes = createRouter()
  .openapi(list, async (c) => {
    const { person, shopper, day, ...asked } = c.req.valid('query')
    const which = toWhich({ person, shopper, day })
    const found = await accesses.list(c.var.ports.db, c.var.account.id, which, asked)
    return c.json(
      toPageView(found, ({ id, at, staffId, staffName, route, shopperIds, shown }) => ({
        id,
        at: at.toISOString(),
        by: { id: staffId, displayName: staffName },
        route,
        shopperIds,
        shown,
      })),
      200,
    )
  })
  .openapi(csv, (c) => {
    const { language, ...which } = c.req.valid('query')
    c.header('content-type', 'text/csv; charset=utf-8')
    c.header('content-disposition', 'attachment; filename="accesses.csv"')
    const lines = writeAccessCsv(c.var.ports, c.var.account.id, toWhich(which), language)
    return c.body(streamOf(lines)) as never
  })
