import { createRoute, z } from '@hono/zod-openapi'
import { staff } from '@tamaru/db'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { PLACES, pageQuery, toPageView } from '../http/paging.ts'
import { changeStaff } from './change-staff.ts'
import { inviteStaff } from './invite-staff.ts'
import { Invitation, StaffChange, StaffList, StaffView, toStaffView } from './staff-view.ts'

const list = createRoute({
  method: 'get',
  path: '/api/staff',
  summary: 'The staff, with what they may do, where, and until when',
  middleware: [requireStaff('approve')] as const,
  request: { query: pageQuery(PLACES.activeMoment) },
  responses: { 200: json(StaffList, 'The staff'), ...refusals },
})

const invite = createRoute({
  method: 'post',
  path: '/api/staff',
  summary: 'Make a person one of the staff by the LINE user ID that the console shows them',
  middleware: [requireStaff('settings')] as const,
  request: { body: jsonBody(Invitation) },
  responses: { 201: json(StaffView, 'The person'), ...refusals },
})

const change = createRoute({
  method: 'put',
  path: '/api/staff/{id}',
  summary: 'Set role or rights, stores and last day, or let the person in no more',
  middleware: [requireStaff('settings')] as const,
  request: { params: z.object({ id: z.uuid() }), body: jsonBody(StaffChange) },
  responses: { 200: json(StaffView, 'The person as they are now'), ...refusals },
})

export const staffRoutes = createRouter()
  .openapi(list, async (c) => {
    const found = await staff.list(c.var.ports.db, c.var.account.id, c.req.valid('query'))
    return c.json(toPageView(found, toStaffView), 200)
  })
  .openapi(invite, async (c) => {
    return c.json(toStaffView(await inviteStaff(c.var.ports, c.var.staff, c.req.valid('json'))), 201)
  })
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(toStaffView(await changeStaff(c.var.ports, c.var.staff, id, c.req.valid('json'))), 200)
  })
