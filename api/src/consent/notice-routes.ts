import { createRoute, z } from '@hono/zod-openapi'
import { notices } from '@tamaru/db'
import { Notice, ProblemError } from '@tamaru/domain'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { NoticeView, toNoticeView } from './notice-view.ts'
import { publishNotice } from './publish-notice.ts'

const show = createRoute({
  method: 'get',
  path: '/api/notice',
  summary: '規約, privacy notice, who runs this and how to reach them; without a login',
  request: { query: z.object({ version: z.coerce.number().int().min(1).max(1_000_000).optional() }) },
  responses: { 200: json(NoticeView, 'The notice that holds now, or one of before'), ...refusals },
})

const publish = createRoute({
  method: 'post',
  path: '/api/staff/notice',
  summary: 'Publish the next version of the notice; those of before stay readable',
  middleware: [requireStaff('settings')] as const,
  request: { body: jsonBody(Notice) },
  responses: { 200: json(NoticeView, 'The notice as it is published'), ...refusals },
})

export const noticeRoutes = createRouter()
  .openapi(show, async (c) => {
    const notice = await notices.find(c.var.ports.db, c.var.account.id, c.req.valid('query').version)
    if (!notice) throw new ProblemError('not_found')
    return c.json(toNoticeView(c.var.account.name, notice), 200)
  })
  .openapi(publish, async (c) => {
    const notice = await publishNotice(c.var.ports, c.var.staff, c.req.valid('json'))
    return c.json(toNoticeView(c.var.account.name, notice), 200)
  })
