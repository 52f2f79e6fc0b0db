import { createRoute, z } from '@hono/zod-openapi'
import { staff } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { StaffView } from './staff-member-view.ts'
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
  summary: 'The logged-in staff member',
  middleware: [requireStoreStaff('viewer')] as const,
  responses: { 200: json(StaffView, 'The staff member'), ...refusals },
})

export const staffSessionRoutes = createRouter()
  .openapi(open, async (c) => {
    const { db } = c.var.ports
    const { lineUserId } = await identify(c, c.req.valid('json'))
    const member = await staff.findByLineUser(db, c.var.account.id, lineUserId)
    // The verified id is the person's own: they hand it to an owner, who gives them a role.
    if (!member?.active) throw new ProblemError('forbidden', 'no role in this account', { lineUserId })
    const session = await openSession(c, db, 'tamaru_staff', {
      accountId: member.accountId,
      staffId: member.id,
    })
    return c.json({ ...session, staff: StaffView.parse(member) }, 200)
  })
  .openapi(close, async (c) => {
    await closeSession(c, 'tamaru_staff')
    return c.body(null, 204)
  })
  .openapi(me, (c) => c.json(StaffView.parse(c.var.staff), 200))
