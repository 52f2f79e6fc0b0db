import { createRoute, z } from '@hono/zod-openapi'
import { staff } from '@tamaru/db'
import { isLetIn, ProblemError, tokyoDate } from '@tamaru/domain'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { StaffView, toStaffView } from './staff-view.ts'
import { Credentials, identify } from '../auth/identify.ts'
import { requireStoreStaff } from '../auth/require-staff.ts'
import { closeSession, openSession } from '../auth/session-token.ts'

const open = createRoute({
  method: 'post',
  path: '/api/staff/session',
  summary: 'Trade a LIFF token for a staff session',
  request: { body: jsonBody(Credentials) },
  responses: {
    200: json(z.object({ token: z.string(), expiresAt: z.iso.datetime(), staff: StaffView }), 'Logged in'),
    ...refusals,
  },
})

const close = createRoute({
  method: 'delete',
  path: '/api/staff/session',
  summary: 'Log out',
  responses: { 204: { description: 'Logged out' } },
})

const me = createRoute({
  method: 'get',
  path: '/api/staff/me',
  summary: 'The logged-in person of the staff',
  middleware: [requireStoreStaff('see')] as const,
  responses: { 200: json(StaffView, 'The person of the staff'), ...refusals },
})

export const staffSessionRoutes = createRouter()
  .openapi(open, async (c) => {
    const { db, now } = c.var.ports
    const { lineUserId } = await identify(c, c.req.valid('json'))
    const person = await staff.findByLineUser(db, c.var.account.id, lineUserId)
    // The verified id is the person's own: they hand it to whoever has the settings, who gives them a role.
    if (!person || !isLetIn(person, tokyoDate(now())))
      throw new ProblemError('forbidden', 'no role in this account', { lineUserId })
    const session = await openSession(c, db, 'tamaru_staff', {
      accountId: person.accountId,
      staffId: person.id,
    })
    return c.json({ ...session, staff: toStaffView(person) }, 200)
  })
  .openapi(close, async (c) => {
    await closeSession(c, 'tamaru_staff')
    return c.body(null, 204)
  })
  .openapi(me, (c) => c.json(toStaffView(c.var.staff), 200))
