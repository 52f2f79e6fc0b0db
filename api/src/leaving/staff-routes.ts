import { createRoute, z } from '@hono/zod-openapi'
import { erasures, shoppers } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { PLACES, pageQuery, toPageView } from '../http/paging.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { erasePerson } from './erase-person.ts'
import { exportPerson } from './export-person.ts'
import {
  ErasureList,
  ErasureRequest,
  ExportView,
  KeptErasureView,
  PersonView,
  toKeptErasureView,
  UseChange,
} from './leaving-view.ts'
import { findPerson } from './find-person.ts'
import { setUse } from './set-use.ts'

const middleware = requireStaff('settings')
const params = z.object({ id: z.uuid() })

const list = createRoute({
  method: 'get',
  path: '/api/staff/erasures',
  summary: 'The receipts of deletions, newest first',
  middleware,
  request: { query: pageQuery(PLACES.moment) },
  responses: { 200: json(ErasureList, 'The receipts'), ...refusals },
})

const look = createRoute({
  method: 'get',
  path: '/api/staff/people',
  summary: 'A person by their id, or by that of an entry of theirs, also where they have left',
  middleware,
  request: { query: z.object({ id: z.uuid() }) },
  responses: { 200: json(PersonView, 'The person'), ...refusals },
})

const use = createRoute({
  method: 'put',
  path: '/api/staff/people/{id}/use',
  summary: 'Stop the use of a person who asks for it, or resume it: no messages, no entries',
  middleware,
  request: { params, body: jsonBody(UseChange) },
  responses: { 200: json(PersonView, 'The person'), ...refusals },
})

const download = createRoute({
  method: 'get',
  path: '/api/staff/people/{id}/export',
  summary: 'All that is kept of a person who asks for it; by whoever may see names',
  middleware: requireStaff('export', 'names'),
  request: { params },
  responses: { 200: json(ExportView, 'What is kept'), ...refusals },
})

const erase = createRoute({
  method: 'post',
  path: '/api/staff/people/{id}/erasure',
  summary: 'Delete everything that leads to a person who asks for it, for good; LINE is not told',
  middleware,
  request: { params, body: jsonBody(ErasureRequest.omit({ accessToken: true })) },
  responses: { 200: json(KeptErasureView, 'The receipt of the deletion'), ...refusals },
})

export const staffLeavingRoutes = createRouter()
  .openapi(list, async (c) => {
    const found = await erasures.list(c.var.ports.db, c.var.account.id, c.req.valid('query'))
    return c.json(toPageView(found, toKeptErasureView), 200)
  })
  .openapi(look, async (c) =>
    c.json(await findPerson(c.var.ports, c.var.staff, c.req.valid('query').id), 200),
  )
  .openapi(use, async (c) => {
    const { id } = c.req.valid('param')
    await setUse(c.var.ports, c.var.staff, id, c.req.valid('json').stopped)
    return c.json(await findPerson(c.var.ports, c.var.staff, id), 200)
  })
  .openapi(download, async (c) => {
    const whose = { accountId: c.var.account.id, shopperId: c.req.valid('param').id }
    if (!(await shoppers.find(c.var.ports.db, whose.accountId, whose.shopperId)))
      throw new ProblemError('not_found')
    const by = { askedBy: 'staff', staffId: c.var.staff.id } as const
    c.header('content-disposition', `attachment; filename="person-${whose.shopperId}.json"`)
    return c.json(ExportView.parse(await exportPerson(c.var.ports, whose, by)), 200)
  })
  .openapi(erase, async (c) => {
    const whose = { accountId: c.var.account.id, shopperId: c.req.valid('param').id }
    const by = { askedBy: 'staff', staffId: c.var.staff.id } as const
    const receipt = await erasePerson(c.var.ports, whose, by)
    if (!receipt) throw new ProblemError('not_found')
    return c.json(toKeptErasureView(receipt), 200)
  })
