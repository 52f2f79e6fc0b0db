import { createRoute, z } from '@hono/zod-openapi'
import { customers, namedThings, shoppers } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import { requireStoreStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { toPageView } from '../http/paging.ts'
import { json, refusals } from '../http/responses.ts'
import { streamOf } from '../http/stream-of.ts'
import { CustomerDetail } from './customer-detail.ts'
import { CsvQuery, CustomerCount, CustomerList, CustomerQuery, WhomQuery } from './customer-view.ts'
import { countCustomers, listCustomers } from './list-customers.ts'
import { showCustomer } from './show-customer.ts'
import { thingsOf, TimelineList, TimelineQuery, toTimelineView } from './timeline-view.ts'
import { writeCustomerCsv } from './write-customer-csv.ts'

const viewer = requireStoreStaff('see')
const PATH = '/api/staff/shoppers'
const params = z.object({ id: z.uuid() })

const list = createRoute({
  method: 'get',
  path: PATH,
  summary:
    'The people of the account, of a segment or of a rule, by what they bought and spent, how lately, or their last answer',
  middleware: viewer,
  request: { query: CustomerQuery },
  responses: { 200: json(CustomerList, 'The people'), ...refusals },
})

const count = createRoute({
  method: 'get',
  path: '/api/staff/shopper-count',
  summary: 'How many people that are at this moment, and how many of them are new',
  middleware: viewer,
  request: { query: WhomQuery },
  responses: { 200: json(CustomerCount, 'The count'), ...refusals },
})

const csv = createRoute({
  method: 'get',
  path: '/api/staff/shoppers.csv',
  summary: 'The same people as CSV; whom each page of it shows is noted before it goes out',
  middleware: requireStoreStaff('export'),
  request: { query: CsvQuery },
  responses: {
    200: { description: 'The people', content: { 'text/csv': { schema: z.string() } } },
    ...refusals,
  },
})

const show = createRoute({
  method: 'get',
  path: `${PATH}/{id}`,
  summary: 'A person: who they are, what they agreed to, their tags, and what the books tell of them',
  middleware: viewer,
  request: { params },
  responses: { 200: json(CustomerDetail, 'The person'), ...refusals },
})

const timeline = createRoute({
  method: 'get',
  path: `${PATH}/{id}/timeline`,
  summary: 'What happened to a person, the newest first; purchases as far as they let them be looked at',
  middleware: viewer,
  request: { params, query: TimelineQuery },
  responses: { 200: json(TimelineList, 'What happened'), ...refusals },
})

export const staffCustomerRoutes = createRouter()
  .openapi(list, async (c) => {
    const { order, segment, rule, ...asked } = c.req.valid('query')
    return c.json(await listCustomers(c.var.ports, c.var.staff, { order, segment, rule }, asked), 200)
  })
  .openapi(count, async (c) =>
    c.json(await countCustomers(c.var.ports, c.var.staff, c.req.valid('query')), 200),
  )
  .openapi(csv, async (c) => {
    const { ports, staff } = c.var
    const pages = await writeCustomerCsv(ports, staff, c.req.valid('query'), `GET ${csv.path}`)
    c.header('content-type', 'text/csv; charset=utf-8')
    c.header('content-disposition', 'attachment; filename="customers.csv"')
    return c.body(streamOf(pages)) as never
  })
  .openapi(show, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await showCustomer(c.var.ports, c.var.staff, id), 200)
  })
  .openapi(timeline, async (c) => {
    const { id: shopperId } = c.req.valid('param')
    const { kinds = null, ...asked } = c.req.valid('query')
    const { db } = c.var.ports
    const accountId = c.var.account.id
    const isThere = await shoppers.find(db, accountId, shopperId)
    if (!isThere || !(await customers.isWithinReach(db, c.var.staff, shopperId)))
      throw new ProblemError('not_found')
    const found = await customers.timeline(db, { ...c.var.staff, shopperId }, kinds, asked)
    const things = await namedThings.list(db, accountId, thingsOf(found.items))
    return c.json({ ...toPageView(found, toTimelineView), things }, 200)
  })
