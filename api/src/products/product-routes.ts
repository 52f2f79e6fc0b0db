import { createRoute, z } from '@hono/zod-openapi'
import { products, productUses } from '@tamaru/db'
import { ProblemError, ProductFacts, tokyoDate } from '@tamaru/domain'
import type { Context } from 'hono'
import { requireStaff } from '../auth/require-staff.ts'
import type { AppEnv } from '../http/app-env.ts'
import { createRouter } from '../http/create-router.ts'
import { PLACES, sortedQuery, toPageView } from '../http/paging.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { labelQuery } from '../labels/label-view.ts'
import { withLabels } from '../labels/with-labels.ts'
import { addProduct } from './add-product.ts'
import { changeProduct } from './change-product.ts'
import { mergeProduct, undoMerge } from './merge-products.ts'
import {
  ChangedProduct,
  Merging,
  ProductDetail,
  ProductList,
  ProductState,
  toProductView,
} from './product-view.ts'

const params = z.object({ id: z.uuid() })
const viewer = requireStaff('see')
const manager = requireStaff('write')
const answers = { 200: json(ProductDetail, 'The product as it is now'), ...refusals }

const ORDERS = {
  name: PLACES.name,
  price: PLACES.amount,
  category: PLACES.name,
  made: PLACES.moment,
} satisfies Record<products.ProductOrder, unknown>

const list = createRoute({
  method: 'get',
  path: '/api/staff/products',
  summary: 'The products of the account',
  middleware: viewer,
  request: {
    query: sortedQuery(ORDERS, 'name').extend({
      ...labelQuery,
      state: ProductState.default('offered'),
      text: z.string().max(200).optional().openapi({
        description: 'Words that stand in name, kana, aliases, JAN, brand or category',
      }),
    }),
  },
  responses: { 200: json(ProductList, 'The products'), ...refusals },
})

const show = createRoute({
  method: 'get',
  path: '/api/staff/products/{id}',
  summary: 'A product, with what it is used in and what was merged into it',
  middleware: viewer,
  request: { params },
  responses: answers,
})

const add = createRoute({
  method: 'post',
  path: '/api/staff/products',
  summary: 'Add a product that campaigns can choose',
  middleware: manager,
  request: { body: jsonBody(ProductFacts) },
  responses: { 201: json(ProductDetail, 'The product'), ...refusals },
})

const change = createRoute({
  method: 'patch',
  path: '/api/staff/products/{id}',
  summary: 'Change what is known of a product, or archive it, unless something uses it',
  middleware: manager,
  request: { params, body: jsonBody(ChangedProduct) },
  responses: answers,
})

const merge = createRoute({
  method: 'post',
  path: '/api/staff/products/{id}/merge',
  summary: 'Say that it is the same good as another product, and counts as that one from now on',
  middleware: manager,
  request: { params, body: jsonBody(Merging) },
  responses: answers,
})

const unmerge = createRoute({
  method: 'post',
  path: '/api/staff/products/{id}/unmerge',
  summary: 'Undo its merge: it counts as itself again',
  middleware: manager,
  request: { params },
  responses: answers,
})

export const productRoutes = createRouter()
  .openapi(list, async (c) => {
    const { state, text, ...asked } = c.req.valid('query')
    const found = await products.list(c.var.ports.db, c.var.account.id, { state, text }, asked)
    const page = toPageView(found, toProductView)
    return c.json(await withLabels(c.var.ports.db, c.var.account.id, 'product', page), 200)
  })
  .openapi(show, async (c) => c.json(await detail(c, c.req.valid('param').id), 200))
  .openapi(add, async (c) => {
    const { id } = await addProduct(c.var.ports, c.var.staff, c.req.valid('json'))
    return c.json(await detail(c, id), 201)
  })
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    await changeProduct(c.var.ports, c.var.staff, id, c.req.valid('json'))
    return c.json(await detail(c, id), 200)
  })
  .openapi(merge, async (c) => {
    const { id } = c.req.valid('param')
    await mergeProduct(c.var.ports, c.var.staff, id, c.req.valid('json').into)
    return c.json(await detail(c, id), 200)
  })
  .openapi(unmerge, async (c) => {
    const { id } = c.req.valid('param')
    await undoMerge(c.var.ports, c.var.staff, id)
    return c.json(await detail(c, id), 200)
  })

async function detail({ var: { ports, account } }: Context<AppEnv>, id: string) {
  const product = await products.find(ports.db, account.id, id)
  if (!product) throw new ProblemError('not_found')
  const [usedIn, merged] = await Promise.all([
    productUses.list(ports.db, account.id, id, tokyoDate(ports.now())),
    products.listMerged(ports.db, account.id, id),
  ])
  return { ...toProductView(product), usedIn, merged }
}
