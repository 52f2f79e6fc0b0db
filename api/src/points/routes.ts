import { createRoute } from '@hono/zod-openapi'
import { ledger } from '@tamaru/db'
import { requireShopper } from '../auth/require-shopper.ts'
import { createRouter } from '../http/create-router.ts'
import { json, refusals } from '../http/responses.ts'
import { PLACES, pageQuery, toPageView } from '../http/paging.ts'
import { PointHistory, PointsView } from './points-view.ts'
import { showPoints } from './show-points.ts'
import { tellReason } from './tell-reason.ts'

const show = createRoute({
  method: 'get',
  path: '/api/points',
  summary: 'The mileage card: balance, lots with expiry',
  middleware: [requireShopper] as const,
  responses: { 200: json(PointsView, 'The card'), ...refusals },
})

const history = createRoute({
  method: 'get',
  path: '/api/points/history',
  summary: 'What moved on my card, newest first, with reasons',
  middleware: [requireShopper] as const,
  request: { query: pageQuery(PLACES.number) },
  responses: { 200: json(PointHistory, 'The movements'), ...refusals },
})

export const pointRoutes = createRouter()
  .openapi(show, async (c) =>
    c.json(
      await showPoints(c.var.ports.db, c.var.shopper.accountId, c.var.shopper.id, c.var.ports.now()),
      200,
    ),
  )
  .openapi(history, async (c) => {
    const { accountId, id } = c.var.shopper
    const found = await ledger.history(c.var.ports.db, accountId, id, c.req.valid('query'))
    const page = toPageView(found, ({ journalId, reason, at, ...moved }) => ({
      ...moved,
      id: journalId,
      reason: tellReason({ reason, pending: moved.pending }),
      at: at.toISOString(),
    }))
    return c.json(page, 200)
  })
