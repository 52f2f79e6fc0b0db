import { createRoute, z } from '@hono/zod-openapi'
import { audiences } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { Context } from 'hono'
import { requireStaff } from '../auth/require-staff.ts'
import type { AppEnv } from '../http/app-env.ts'
import { createRouter } from '../http/create-router.ts'
import { holdBody } from '../http/hold-body.ts'
import { pageQuery, PLACES, toPageView } from '../http/paging.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { AudienceDetail, AudienceListView, NewAudience, toAudienceView } from './audience-view.ts'
import { endAudience, uploadAudience } from './upload-audience.ts'

const PATH = '/api/staff/audiences'
const params = z.object({ id: z.uuid() })
const writer = requireStaff('write')

const list = createRoute({
  method: 'get',
  path: PATH,
  summary: 'The uploaded lists, the newest first: how many people were found, and how many are waited for',
  middleware: requireStaff('see'),
  request: { query: pageQuery(PLACES.moment) },
  responses: { 200: json(AudienceListView, 'The audiences'), ...refusals },
})
const upload = createRoute({
  method: 'post',
  path: PATH,
  summary:
    'Keep a list of people by SHA-256 of their numbers and addresses, with where it comes from and on what ground',
  middleware: [writer, holdBody] as const,
  request: { body: jsonBody(NewAudience) },
  responses: { 201: json(AudienceDetail, 'The audience, and how many were found'), ...refusals },
})
const show = createRoute({
  method: 'get',
  path: `${PATH}/{id}`,
  summary: 'An uploaded list, and which segments name it',
  middleware: requireStaff('see'),
  request: { params },
  responses: { 200: json(AudienceDetail, 'The audience'), ...refusals },
})
const end = createRoute({
  method: 'delete',
  path: `${PATH}/{id}`,
  summary: 'Let a list go with its hashes and whom it found, unless a segment names it',
  middleware: writer,
  request: { params },
  responses: { 204: { description: 'So it is' }, ...refusals },
})

export const audienceRoutes = createRouter()
  .openapi(list, async (c) => {
    const found = await audiences.list(c.var.ports.db, c.var.account.id, c.req.valid('query'))
    return c.json(toPageView(found, toAudienceView), 200)
  })
  .openapi(upload, async (c) => {
    const id = await uploadAudience(c.var.ports, c.var.staff, c.req.valid('json'))
    return c.json(await detail(c, id), 201)
  })
  .openapi(show, async (c) => c.json(await detail(c, c.req.valid('param').id), 200))
  .openapi(end, async (c) => {
    await endAudience(c.var.ports, c.var.staff, c.req.valid('param').id)
    return c.body(null, 204)
  })

async function detail({ var: { ports, account } }: Context<AppEnv>, id: string) {
  const audience = await audiences.find(ports.db, account.id, id)
  if (!audience) throw new ProblemError('not_found')
  return { ...toAudienceView(audience), usedIn: await audiences.usesOf(ports.db, account.id, id) }
}
