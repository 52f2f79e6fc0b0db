import { createRoute } from '@hono/zod-openapi'
import { hasRight, type Held, type InsightMonths } from '@tamaru/domain'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { json, refusals } from '../http/responses.ts'
import {
  FirstBasketsView,
  InsightQuery,
  PairsView,
  SalesQuery,
  SalesView,
  SwitchesView,
} from './insight-view.ts'
import { tellFirstBaskets, tellPairs, tellSales, tellSwitches, type Looker } from './tell-insight.ts'

const viewer = requireStaff('see')
const PATH = '/api/staff/insight'

const sales = createRoute({
  method: 'get',
  path: `${PATH}/sales`,
  summary: 'What people bought, by good, brand, shop, chain, weekday, hour or price',
  middleware: viewer,
  request: { query: SalesQuery },
  responses: { 200: json(SalesView, 'The largest 200 cells'), ...refusals },
})

const pairs = createRoute({
  method: 'get',
  path: `${PATH}/pairs`,
  summary: 'Which goods stand on the same receipts, how often, and how much more often than by chance',
  middleware: viewer,
  request: { query: InsightQuery },
  responses: { 200: json(PairsView, 'The 200 pairs on most receipts'), ...refusals },
})

const switches = createRoute({
  method: 'get',
  path: `${PATH}/switches`,
  summary: 'From which brand of a category to which people went',
  middleware: viewer,
  request: { query: InsightQuery },
  responses: { 200: json(SwitchesView, 'The 200 largest'), ...refusals },
})

const firstBaskets = createRoute({
  method: 'get',
  path: `${PATH}/first-baskets`,
  summary: 'What stands on people’s first receipts, and how many of them came back',
  middleware: viewer,
  request: { query: InsightQuery },
  responses: { 200: json(FirstBasketsView, 'The 200 goods of most people'), ...refusals },
})

export const insightRoutes = createRouter()
  .openapi(sales, async (c) => {
    const { by, months } = c.req.valid('query')
    return c.json(await tellSales(c.var.ports, lookerOf(c.var.staff, months), by), 200)
  })
  .openapi(pairs, async (c) =>
    c.json(await tellPairs(c.var.ports, lookerOf(c.var.staff, c.req.valid('query').months)), 200),
  )
  .openapi(switches, async (c) =>
    c.json(await tellSwitches(c.var.ports, lookerOf(c.var.staff, c.req.valid('query').months)), 200),
  )
  .openapi(firstBaskets, async (c) =>
    c.json(await tellFirstBaskets(c.var.ports, lookerOf(c.var.staff, c.req.valid('query').months)), 200),
  )

/** Who may open people sees exact numbers; for the others they are in steps. */
function lookerOf(staff: Held & { accountId: string }, months: `${InsightMonths}`): Looker {
  return {
    accountId: staff.accountId,
    months: Number(months) as InsightMonths,
    exact: hasRight(staff, 'names'),
  }
}
