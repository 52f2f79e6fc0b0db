import { createRoute, z } from '@hono/zod-openapi'
import { labels } from '@tamaru/db'
import { LABELLED_THINGS } from '@tamaru/domain'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { PLACES, pageQuery, sortedQuery, toPageView } from '../http/paging.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { LabelChange, LabelList, LabelUses, LabelView, NewLabel, Wearing } from './label-view.ts'
import { addLabel, changeLabel, wearLabel } from './set-labels.ts'

const ORDERS = { name: PLACES.name, used: PLACES.moment } satisfies Record<labels.LabelOrder, unknown>
const params = z.object({ id: z.uuid() })
const viewer = requireStaff('see')
const writer = requireStaff('write')
const done = { 204: { description: 'So it is' }, ...refusals }

const list = createRoute({
  method: 'get',
  path: '/api/staff/labels',
  summary: 'The labels of the account, with how many things wear each and when it was put last',
  middleware: viewer,
  request: { query: sortedQuery(ORDERS, 'name') },
  responses: { 200: json(LabelList, 'The labels'), ...refusals },
})
const uses = createRoute({
  method: 'get',
  path: '/api/staff/labels/{id}/uses',
  summary: 'What wears a label',
  middleware: viewer,
  request: { params, query: pageQuery(z.tuple([z.enum(LABELLED_THINGS), z.string().max(200)])) },
  responses: { 200: json(LabelUses, 'The things'), ...refusals },
})
const add = createRoute({
  method: 'post',
  path: '/api/staff/labels',
  summary: 'Add a label: a short name and a colour',
  middleware: writer,
  request: { body: jsonBody(NewLabel) },
  responses: { 201: json(LabelView, 'The label'), ...refusals },
})
const change = createRoute({
  method: 'patch',
  path: '/api/staff/labels/{id}',
  summary: 'Change how a label is called or looks',
  middleware: writer,
  request: { params, body: jsonBody(LabelChange) },
  responses: done,
})
const remove = createRoute({
  method: 'delete',
  path: '/api/staff/labels/{id}',
  summary: 'Delete a label: nothing wears it any more',
  middleware: writer,
  request: { params },
  responses: done,
})
const wear = createRoute({
  method: 'post',
  path: '/api/staff/labels/{id}/wear',
  summary: 'Put a label on things of one kind, up to 200 at once, or take it off them',
  middleware: writer,
  request: { params, body: jsonBody(Wearing) },
  responses: done,
})

export const labelRoutes = createRouter()
  .openapi(list, async (c) => {
    const found = await labels.list(c.var.ports.db, c.var.account.id, c.req.valid('query'))
    const page = toPageView(found, ({ lastPutAt, ...label }) => ({
      ...label,
      lastPutAt: lastPutAt?.toISOString() ?? null,
    }))
    return c.json(page, 200)
  })
  .openapi(uses, async (c) => {
    const { id } = c.req.valid('param')
    const found = await labels.listUses(c.var.ports.db, c.var.account.id, id, c.req.valid('query'))
    const page = toPageView(found, ({ putAt, ...use }) => ({ ...use, putAt: putAt.toISOString() }))
    return c.json(page, 200)
  })
  .openapi(add, async (c) => {
    const label = await addLabel(c.var.ports, c.var.staff, c.req.valid('json'))
    return c.json({ ...label, lastPutAt: null, uses: {} }, 201)
  })
  .openapi(change, async (c) => {
    await changeLabel(c.var.ports, c.var.staff, c.req.valid('param').id, c.req.valid('json'))
    return c.body(null, 204)
  })
  .openapi(remove, async (c) => {
    await changeLabel(c.var.ports, c.var.staff, c.req.valid('param').id, null)
    return c.body(null, 204)
  })
  .openapi(wear, async (c) => {
    await wearLabel(c.var.ports, c.var.staff, c.req.valid('param').id, c.req.valid('json'))
    return c.body(null, 204)
  })
