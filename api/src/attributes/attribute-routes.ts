import { createRoute, z } from '@hono/zod-openapi'
import { attributes, attributeValues, customers, shoppers } from '@tamaru/db'
import { AttributeKey, NewAttribute, ProblemError, tokyoDate } from '@tamaru/domain'
import type { Context } from 'hono'
import { requireStaff, requireStoreStaff } from '../auth/require-staff.ts'
import type { AppEnv } from '../http/app-env.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import {
  AttributeChange,
  AttributeList,
  AttributeQuery,
  AttributeView,
  cutPage,
  PersonAttributes,
  TellingOfValue,
  toAttributeView,
  toPersonAttributes,
} from './attribute-view.ts'
import { addAttribute, changeAttribute } from './define-attribute.ts'
import { tellAttribute } from './tell-attribute.ts'

const PATH = '/api/staff/attributes'
const writer = requireStaff('write')
const ofPerson = z.object({ id: z.uuid(), key: AttributeKey })

const list = createRoute({
  method: 'get',
  path: PATH,
  summary: 'What the account may know of its people: what is built in, then its own attributes',
  middleware: requireStaff('see'),
  request: { query: AttributeQuery },
  responses: { 200: json(AttributeList, 'The attributes'), ...refusals },
})
const add = createRoute({
  method: 'post',
  path: PATH,
  summary: 'Add an attribute: a choice out of a closed list, a number, a date, or yes or no',
  middleware: writer,
  request: { body: jsonBody(NewAttribute) },
  responses: { 201: json(AttributeView, 'The attribute'), ...refusals },
})
const change = createRoute({
  method: 'patch',
  path: `${PATH}/{key}`,
  summary: 'Change an attribute’s words, purpose or days, add choices, or archive it',
  middleware: writer,
  request: { params: z.object({ key: AttributeKey }), body: jsonBody(AttributeChange) },
  responses: { 200: json(AttributeView, 'The attribute as it is now'), ...refusals },
})
const known = createRoute({
  method: 'get',
  path: '/api/staff/shoppers/{id}/attributes',
  summary: 'What is known of a person, who told it and when; what follows from it included',
  middleware: requireStoreStaff('names'),
  request: { params: z.object({ id: z.uuid() }), query: AttributeQuery },
  responses: { 200: json(PersonAttributes, 'The values'), ...refusals },
})
const tell = createRoute({
  method: 'put',
  path: '/api/staff/shoppers/{id}/attributes/{key}',
  summary: 'Keep a value of a person, or take it back',
  middleware: writer,
  request: { params: ofPerson, body: jsonBody(TellingOfValue) },
  responses: { 204: { description: 'So it is' }, ...refusals },
})

export const attributeRoutes = createRouter()
  .openapi(list, async (c) => {
    const { db } = c.var.ports
    const defined = await attributes.list(db, c.var.account.id)
    const written = await attributes.listWritten(db, c.var.account.id)
    const page = cutPage(defined, ({ key }) => key, c.req.valid('query'))
    return c.json({ ...page, items: page.items.map((one) => toAttributeView(one, written)) }, 200)
  })
  .openapi(add, async (c) => {
    const attribute = c.req.valid('json')
    await addAttribute(c.var.ports, c.var.staff, attribute)
    return c.json(await detail(c, attribute.key), 201)
  })
  .openapi(change, async (c) => {
    const { key } = c.req.valid('param')
    await changeAttribute(c.var.ports, c.var.staff, key, c.req.valid('json'))
    return c.json(await detail(c, key), 200)
  })
  .openapi(known, async (c) => {
    const { id } = c.req.valid('param')
    const { db, now } = c.var.ports
    const accountId = c.var.account.id
    const isThere = await shoppers.find(db, accountId, id)
    if (!isThere || !(await customers.isWithinReach(db, c.var.staff, id))) throw new ProblemError('not_found')
    const defined = await attributes.list(db, accountId)
    const stored = await attributeValues.list(db, accountId, id)
    const known = toPersonAttributes(defined, stored, tokyoDate(now()))
    return c.json(
      cutPage(known, ({ attribute }) => attribute, c.req.valid('query')),
      200,
    )
  })
  .openapi(tell, async (c) => {
    const { id: shopperId, key } = c.req.valid('param')
    await tellAttribute(c.var.ports, c.var.staff, { shopperId, key }, c.req.valid('json').value)
    return c.body(null, 204)
  })

async function detail({ var: { ports, account } }: Context<AppEnv>, key: string) {
  const found = (await attributes.list(ports.db, account.id)).find((each) => each.key === key)
  if (!found) throw new ProblemError('not_found')
  return toAttributeView(found, await attributes.listWritten(ports.db, account.id))
}
