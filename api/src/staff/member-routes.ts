import { createRoute, z } from '@hono/zod-openapi'
import { staff } from '@tamaru/db'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { PLACES, pageQuery, toPageView } from '../http/paging.ts'
import { changeMember } from './change-member.ts'
import { inviteMember } from './invite-member.ts'
import { Invitation, MemberChange, MemberList, MemberView } from './staff-view.ts'

const list = createRoute({
  method: 'get',
  path: '/api/staff/members',
  summary: 'The staff, with role and stores',
  middleware: [requireStaff('manager')] as const,
  request: { query: pageQuery(PLACES.activeMoment) },
  responses: { 200: json(MemberList, 'The staff'), ...refusals },
})

const invite = createRoute({
  method: 'post',
  path: '/api/staff/members',
  summary: 'Make a person a staff member by the LINE user ID that the console shows them',
  middleware: [requireStaff('owner')] as const,
  request: { body: jsonBody(Invitation) },
  responses: { 201: json(MemberView, 'The staff member'), ...refusals },
})

const change = createRoute({
  method: 'put',
  path: '/api/staff/members/{id}',
  summary: 'Set role and stores, or end the membership',
  middleware: [requireStaff('owner')] as const,
  request: { params: z.object({ id: z.uuid() }), body: jsonBody(MemberChange) },
  responses: { 200: json(MemberView, 'The staff member as they are now'), ...refusals },
})

export const memberRoutes = createRouter()
  .openapi(list, async (c) => {
    const members = await staff.list(c.var.ports.db, c.var.account.id, c.req.valid('query'))
    return c.json(
      toPageView(members, (member) => MemberView.parse(member)),
      200,
    )
  })
  .openapi(invite, async (c) => {
    const member = await inviteMember(c.var.ports, c.var.staff, c.req.valid('json'))
    return c.json(MemberView.parse(member), 201)
  })
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    const member = await changeMember(c.var.ports, c.var.staff, id, c.req.valid('json'))
    return c.json(MemberView.parse(member), 200)
  })
