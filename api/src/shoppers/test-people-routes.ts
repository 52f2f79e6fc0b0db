import { createRoute, z } from '@hono/zod-openapi'
import { shoppers } from '@tamaru/db'
import { ShownName, shownName, TestSide, type Held } from '@tamaru/domain'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { pageOf, pageQuery, PLACES, toPageView } from '../http/paging.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { setTestSide } from './set-test-side.ts'

const PATH = '/api/staff/test-people'
const params = z.object({ id: z.uuid() })
const TestPerson = z.object({
  id: z.uuid(),
  name: ShownName.nullable(),
  side: TestSide.nullable(),
  /** Since when they are set apart; null: they are not, or nobody noted it. */
  since: z.iso.datetime().nullable(),
})
/** As they stand in the list, with who of the staff set them apart; null: nobody noted it. */
const ListedPerson = TestPerson.extend({ addedBy: z.string().nullable() })

const list = createRoute({
  method: 'get',
  path: PATH,
  summary:
    'Who tries the account out: outside figures, draws, budgets of campaigns, caps and the month’s budget',
  middleware: [requireStaff('see')] as const,
  request: { query: pageQuery(PLACES.moment) },
  responses: { 200: json(pageOf(ListedPerson), 'The people'), ...refusals },
})

const add = createRoute({
  method: 'put',
  path: `${PATH}/{id}`,
  summary: 'Set a person apart who tries the account out, for the client or the agency',
  middleware: [requireStaff('settings')] as const,
  request: { params, body: jsonBody(z.strictObject({ side: TestSide })) },
  responses: { 200: json(TestPerson, 'The person'), ...refusals },
})

const remove = createRoute({
  method: 'delete',
  path: `${PATH}/{id}`,
  summary: 'Have them be a person who shops again',
  middleware: [requireStaff('settings')] as const,
  request: { params },
  responses: { 200: json(TestPerson, 'The person'), ...refusals },
})

const toView = (to: Held, { id, displayName, testSide, testSince }: shoppers.Shopper) => ({
  id,
  name: shownName(to, displayName),
  side: testSide,
  since: testSince?.toISOString() ?? null,
})

export const testPeopleRoutes = createRouter()
  .openapi(list, async (c) => {
    const found = await shoppers.listTests(c.var.ports.db, c.var.account.id, c.req.valid('query'))
    return c.json(
      toPageView(found, ({ addedBy, ...shopper }) => ({ ...toView(c.var.staff, shopper), addedBy })),
      200,
    )
  })
  .openapi(add, async (c) => {
    const { side } = c.req.valid('json')
    const person = await setTestSide(c.var.ports, c.var.staff, c.req.valid('param').id, side)
    return c.json(toView(c.var.staff, person), 200)
  })
  .openapi(remove, async (c) => {
    const person = await setTestSide(c.var.ports, c.var.staff, c.req.valid('param').id, null)
    return c.json(toView(c.var.staff, person), 200)
  })
