import { createRoute, z } from '@hono/zod-openapi'
import { stores } from '@tamaru/db'
import { requireStaff, requireStoreStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { PLACES, sortedQuery, toPageView } from '../http/paging.ts'
import { labelQuery } from '../labels/label-view.ts'
import { withLabels } from '../labels/with-labels.ts'
import { addStore } from './add-store.ts'
import { changeStore } from './change-store.ts'
import { NewStore, StoreChange, StoreList, StoreView } from './store-view.ts'

const ORDERS = { name: PLACES.name, made: PLACES.moment } satisfies Record<stores.StoreOrder, unknown>

const list = createRoute({
  method: 'get',
  path: '/api/staff/stores',
  summary: 'The stores, or those that I am bound to',
  middleware: [requireStoreStaff('see')] as const,
  request: { query: sortedQuery(ORDERS, 'name').extend(labelQuery) },
  responses: { 200: json(StoreList, 'The stores'), ...refusals },
})

const add = createRoute({
  method: 'post',
  path: '/api/staff/stores',
  summary: 'Add a store; what waits and is its own is given to it',
  middleware: [requireStaff('write')] as const,
  request: { body: jsonBody(NewStore) },
  responses: { 201: json(StoreView, 'The store'), ...refusals },
})

const change = createRoute({
  method: 'patch',
  path: '/api/staff/stores/{id}',
  summary: 'Change how a store is called and known, or whether it is active',
  middleware: [requireStaff('write')] as const,
  request: { params: z.object({ id: z.uuid() }), body: jsonBody(StoreChange) },
  responses: { 200: json(StoreView, 'The store as it is now'), ...refusals },
})

export const storeRoutes = createRouter()
  .openapi(list, async (c) => {
    const { accountId, storeIds } = c.var.staff
    const found = await stores.list(c.var.ports.db, accountId, storeIds, c.req.valid('query'))
    const page = toPageView(found, (store) => store)
    return c.json(await withLabels(c.var.ports.db, accountId, 'store', page), 200)
  })
  .openapi(add, async (c) => c.json(await addStore(c.var.ports, c.var.staff, c.req.valid('json')), 201))
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await changeStore(c.var.ports, c.var.staff, id, c.req.valid('json')), 200)
  })
