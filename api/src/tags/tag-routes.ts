import { createRoute, z } from '@hono/zod-openapi'
import { tags } from '@tamaru/db'
import { MOST_CHOSEN } from '@tamaru/domain'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { pageOf, PLACES, pageQuery, toPageView } from '../http/paging.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { askToUndo } from '../batches/undo-batch.ts'
import { RunView, toRunView } from '../runs/run-view.ts'
import { mergeTag, renameTag } from './merge-tags.ts'
import { askToTag, ManyToTag } from './tag-many.ts'
import { addTag, tagPeople, tagPerson } from './set-tags.ts'

const writer = requireStaff('write')
const TagView = z.object({
  id: z.uuid(),
  name: z.string(),
  ownerId: z.uuid(),
  endsOn: z.iso.date().nullable(),
})
const TagInUse = TagView.extend({ ownerName: z.string(), people: z.int() })
const NewTag = z.object({
  name: z.string().min(1).max(200),
  /** The last Tokyo day on which it counts; null: until somebody ends it. */
  endsOn: z.iso.date().nullable().default(null),
})
const params = z.object({ id: z.uuid(), tagId: z.uuid() })
const ofTag = z.object({ id: z.uuid() })
const done = { 204: { description: 'So it is' }, ...refusals }

const list = createRoute({
  method: 'get',
  path: '/api/staff/tags',
  summary: 'The tags of the account by name, with how many people have each',
  middleware: requireStaff('see'),
  request: { query: pageQuery(PLACES.name) },
  responses: { 200: json(pageOf(TagInUse), 'The tags'), ...refusals },
})
const add = createRoute({
  method: 'post',
  path: '/api/staff/tags',
  summary: 'Add a tag, called group/name; a bad name is refused with the reason and another',
  middleware: writer,
  request: { body: jsonBody(NewTag) },
  responses: { 201: json(TagView, 'The tag'), ...refusals },
})
const tagMany = createRoute({
  method: 'post',
  path: '/api/staff/tags/{id}/people',
  summary: 'Put a tag to people who were chosen, or take it off them',
  middleware: writer,
  request: {
    params: z.object({ id: z.uuid() }),
    body: jsonBody(z.object({ shopperIds: z.array(z.uuid()).min(1).max(MOST_CHOSEN), is: z.boolean() })),
  },
  responses: { 200: json(z.object({ changed: z.int() }), 'For how many it was not so before'), ...refusals },
})
const rename = createRoute({
  method: 'post',
  path: '/api/staff/tags/{id}/rename',
  summary: 'Call a tag otherwise; whatever names it goes on',
  middleware: writer,
  request: { params: ofTag, body: jsonBody(z.strictObject({ name: z.string().min(1).max(200) })) },
  responses: { 200: json(TagView, 'The tag'), ...refusals },
})
const merge = createRoute({
  method: 'post',
  path: '/api/staff/tags/{id}/merge',
  summary: 'Say that a tag is another from now on: who had it has that one, and segments mean that one',
  middleware: writer,
  request: { params: ofTag, body: jsonBody(z.strictObject({ into: z.uuid() })) },
  responses: { 200: json(TagView, 'The other tag'), ...refusals },
})
const bulk = createRoute({
  method: 'post',
  path: '/api/staff/tags/{id}/bulk',
  summary: 'Put a tag to all of a segment, or to people by their ids, or take it off them',
  middleware: writer,
  request: { params: ofTag, body: jsonBody(ManyToTag) },
  responses: { 202: json(RunView, 'The run, to be polled'), ...refusals },
})
const undo = createRoute({
  method: 'post',
  path: '/api/staff/tags/{id}/bulk/{run}/undo',
  summary: 'Take back what such a run changed, where nobody tagged the person otherwise since',
  middleware: writer,
  request: { params: ofTag.extend({ run: z.uuid() }) },
  responses: { 202: json(RunView, 'The run, to be polled'), ...refusals },
})
const put = createRoute({
  method: 'put',
  path: '/api/staff/shoppers/{id}/tags/{tagId}',
  summary: 'Put a tag to a person',
  middleware: writer,
  request: { params },
  responses: done,
})
const take = createRoute({
  method: 'delete',
  path: '/api/staff/shoppers/{id}/tags/{tagId}',
  summary: 'Take a tag off a person',
  middleware: writer,
  request: { params },
  responses: done,
})

export const tagRoutes = createRouter()
  .openapi(list, async (c) => {
    const found = await tags.list(c.var.ports.db, c.var.account.id, c.req.valid('query'))
    return c.json(
      toPageView(found, (tag) => tag),
      200,
    )
  })
  .openapi(add, async (c) => c.json(await addTag(c.var.ports, c.var.staff, c.req.valid('json')), 201))
  .openapi(tagMany, async (c) => {
    const { shopperIds, is } = c.req.valid('json')
    const whom = { shopperIds, tagId: c.req.valid('param').id }
    return c.json({ changed: await tagPeople(c.var.ports, c.var.staff, whom, is) }, 200)
  })
  .openapi(rename, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await renameTag(c.var.ports, c.var.staff, id, c.req.valid('json').name), 200)
  })
  .openapi(merge, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await mergeTag(c.var.ports, c.var.staff, id, c.req.valid('json').into), 200)
  })
  .openapi(bulk, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(toRunView(await askToTag(c.var.ports, c.var.staff, id, c.req.valid('json')), c), 202)
  })
  .openapi(undo, async (c) => {
    const { id, run: batchId } = c.req.valid('param')
    const what = { batchId, kind: 'tag', subject: `tag:${id}:batch:${batchId}` } as const
    const run = await askToUndo(c.var.ports, c.var.staff, what)
    return c.json(toRunView(run, c), 202)
  })
  .openapi(put, async (c) => {
    const { id: shopperId, tagId } = c.req.valid('param')
    await tagPerson(c.var.ports, c.var.staff, { shopperId, tagId }, true)
    return c.body(null, 204)
  })
  .openapi(take, async (c) => {
    const { id: shopperId, tagId } = c.req.valid('param')
    await tagPerson(c.var.ports, c.var.staff, { shopperId, tagId }, false)
    return c.body(null, 204)
  })
