import { createRoute } from '@hono/zod-openapi'
import { requireShopper } from '../auth/require-shopper.ts'
import { createRouter } from '../http/create-router.ts'
import { json, refusals } from '../http/responses.ts'
import { PointsView } from './points-view.ts'
import { showPoints } from './show-points.ts'

const show = createRoute({
  method: 'get',
  path: '/api/points',
  summary: 'The mileage card: balance, lots with expiry, history with reasons',
  middleware: [requireShopper] as const,
  responses: { 200: json(PointsView, 'The card'), ...refusals },
})

export const pointRoutes = createRouter().openapi(show, async (c) =>
  c.json(await showPoints(c.var.ports.db, c.var.shopper.accountId, c.var.shopper.id, c.var.ports.now()), 200),
)
