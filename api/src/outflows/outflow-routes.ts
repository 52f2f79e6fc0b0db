import { createRoute, z } from '@hono/zod-openapi'
import { lineAudiences, outflows } from '@tamaru/db'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { pageQuery, PLACES, toPageView } from '../http/paging.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { deleteLineAudience, makeLineAudience } from './make-line-audience.ts'
import {
  LineAudienceList,
  NewLineAudience,
  OutflowList,
  toLineAudienceView,
  toOutflowView,
} from './outflow-view.ts'

const PATH = '/api/staff/line-audiences'
const exporter = requireStaff('export')

const register = createRoute({
  method: 'get',
  path: '/api/staff/outflows',
  summary:
    'What left the house of people, the newest first: to whom, on what ground, which fields, by whom, of how many',
  middleware: requireStaff('approve'),
  request: { query: pageQuery(PLACES.moment) },
  responses: { 200: json(OutflowList, 'The register'), ...refusals },
})
const list = createRoute({
  method: 'get',
  path: PATH,
  summary: 'The audiences that were made at LINE, the newest first, and how far each is',
  middleware: requireStaff('see'),
  request: { query: pageQuery(PLACES.moment) },
  responses: { 200: json(LineAudienceList, 'The audiences at LINE'), ...refusals },
})
const make = createRoute({
  method: 'post',
  path: PATH,
  summary: 'Have LINE make an audience of the friends in a segment or an uploaded list, as they are now',
  middleware: exporter,
  request: { body: jsonBody(NewLineAudience) },
  responses: {
    202: json(z.object({ id: z.uuid() }), 'It is being made; the list says how far it is'),
    ...refusals,
  },
})
const take = createRoute({
  method: 'delete',
  path: `${PATH}/{id}`,
  summary: 'Have LINE delete an audience',
  middleware: exporter,
  request: { params: z.object({ id: z.uuid() }) },
  responses: { 204: { description: 'It is being deleted' }, ...refusals },
})

export const outflowRoutes = createRouter()
  .openapi(register, async (c) =>
    c.json(
      toPageView(await outflows.list(c.var.ports.db, c.var.account.id, c.req.valid('query')), toOutflowView),
      200,
    ),
  )
  .openapi(list, async (c) => {
    const found = await lineAudiences.list(c.var.ports.db, c.var.account.id, c.req.valid('query'))
    return c.json(toPageView(found, toLineAudienceView), 200)
  })
  .openapi(make, async (c) =>
    c.json({ id: await makeLineAudience(c.var.ports, c.var.staff, c.req.valid('json')) }, 202),
  )
  .openapi(take, async (c) => {
    await deleteLineAudience(c.var.ports, c.var.staff, c.req.valid('param').id)
    return c.body(null, 204)
  })
