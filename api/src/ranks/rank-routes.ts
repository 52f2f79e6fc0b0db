import { createRoute } from '@hono/zod-openapi'
import { ranks } from '@tamaru/db'
import { RankThresholds } from '@tamaru/domain'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { changeRanks } from './change-ranks.ts'
import { previewRanks } from './preview-ranks.ts'
import { RankChangeView, RankSettings } from './rank-view.ts'

const PATH = '/api/staff/settings/ranks'

const show = createRoute({
  method: 'get',
  path: PATH,
  summary: 'The points earned in twelve months from which a shopper is silver or gold',
  middleware: [requireStaff('see')] as const,
  responses: { 200: json(RankSettings, 'The thresholds'), ...refusals },
})

const preview = createRoute({
  method: 'post',
  path: `${PATH}/preview`,
  summary: 'How many shoppers are at each rank, and would be by these thresholds; nothing is changed',
  middleware: [requireStaff('see')] as const,
  request: { body: jsonBody(RankThresholds) },
  responses: { 200: json(RankChangeView, 'Shoppers at each rank'), ...refusals },
})

const change = createRoute({
  method: 'put',
  path: PATH,
  summary: 'Set the thresholds; every person has their rank by them at once',
  middleware: [requireStaff('points')] as const,
  request: { body: jsonBody(RankThresholds) },
  responses: { 200: json(RankSettings, 'The thresholds as they are now'), ...refusals },
})

export const rankRoutes = createRouter()
  .openapi(show, async (c) => c.json(await ranks.thresholds(c.var.ports.db, c.var.account.id), 200))
  .openapi(preview, async (c) => {
    const { db, now } = c.var.ports
    return c.json(await previewRanks(db, c.var.account.id, c.req.valid('json'), now()), 200)
  })
  .openapi(change, async (c) => c.json(await changeRanks(c.var.ports, c.var.staff, c.req.valid('json')), 200))
