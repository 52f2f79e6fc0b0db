import { createRoute, z } from '@hono/zod-openapi'
import { shoppers } from '@tamaru/db'
import { closeSession } from '../auth/session-token.ts'
import { requireShopper } from '../auth/require-shopper.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { streamOf } from '../http/stream-of.ts'
import { toShopperView } from '../shoppers/to-shopper-view.ts'
import { ShopperView } from '../shoppers/shopper-view.ts'
import { exportPerson } from './export-person.ts'
import { leave } from './leave.ts'
import { zipPerson } from './zip-person.ts'
import {
  ErasureRequest,
  ErasureView,
  ExportView,
  NameChange,
  toErasureView,
  UseChange,
} from './leaving-view.ts'

const middleware = requireShopper

const download = createRoute({
  method: 'get',
  path: '/api/me/export',
  summary: 'All that is kept of me, as a file',
  middleware,
  responses: { 200: json(ExportView, 'What is kept'), ...refusals },
})

const downloadAll = createRoute({
  method: 'get',
  path: '/api/me/export.zip',
  summary: 'All that is kept of me with my photos, as a zip',
  middleware,
  responses: {
    200: { description: 'What is kept', content: { 'application/zip': { schema: z.string() } } },
    ...refusals,
  },
})

const rename = createRoute({
  method: 'patch',
  path: '/api/me',
  summary: 'Correct the name by which I am called',
  middleware,
  request: { body: jsonBody(NameChange) },
  responses: { 200: json(ShopperView, 'The shopper'), ...refusals },
})

const use = createRoute({
  method: 'put',
  path: '/api/me/use',
  summary: 'Stop my use without deleting anything, or resume it: no messages, no entries',
  middleware,
  request: { body: jsonBody(UseChange) },
  responses: { 200: json(ShopperView, 'The shopper'), ...refusals },
})

const erase = createRoute({
  method: 'post',
  path: '/api/me/erasure',
  summary: 'Delete everything that leads to me, for good',
  middleware,
  request: { body: jsonBody(ErasureRequest) },
  responses: { 200: json(ErasureView, 'The receipt of the deletion'), ...refusals },
})

export const leavingRoutes = createRouter()
  .openapi(download, async (c) => {
    const whose = { accountId: c.var.account.id, shopperId: c.var.shopper.id }
    c.header('content-disposition', 'attachment; filename="tamaru-my-data.json"')
    return c.json(ExportView.parse(await exportPerson(c.var.ports, whose, { askedBy: 'person' })), 200)
  })
  .openapi(downloadAll, async (c) => {
    const { ports, account, shopper } = c.var
    const whose = { accountId: account.id, shopperId: shopper.id }
    const exported = await exportPerson(ports, whose, { askedBy: 'person' })
    c.header('content-type', 'application/zip')
    c.header('content-disposition', 'attachment; filename="tamaru-my-data.zip"')
    return c.body(streamOf(zipPerson(ports, account.id, exported))) as never
  })
  .openapi(rename, async (c) => {
    const { accountId, id } = c.var.shopper
    await shoppers.setOwnName(c.var.ports.db, accountId, id, c.req.valid('json').displayName)
    return c.json(toShopperView((await shoppers.find(c.var.ports.db, accountId, id)) ?? c.var.shopper), 200)
  })
  .openapi(use, async (c) => {
    const { accountId, id } = c.var.shopper
    const stoppedAt = c.req.valid('json').stopped ? c.var.ports.now() : null
    await shoppers.setStopped(c.var.ports.db, accountId, id, stoppedAt)
    return c.json(toShopperView((await shoppers.find(c.var.ports.db, accountId, id)) ?? c.var.shopper), 200)
  })
  .openapi(erase, async (c) => {
    const receipt = await leave(c.var.ports, c.var.shopper, c.req.valid('json').accessToken)
    await closeSession(c, 'tamaru_session')
    return c.json(toErasureView(receipt), 200)
  })
