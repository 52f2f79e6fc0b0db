import { createRoute, z } from '@hono/zod-openapi'
import { consents, contacts, shoppers } from '@tamaru/db'
import { CONTACT_KINDS, consentStands, ProblemError } from '@tamaru/domain'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { holdBody } from '../http/hold-body.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { contactKeys } from './contact-keys.ts'
import { ContactImport, ContactImported, PersonContacts, ContactTelling } from './contact-view.ts'
import { importContacts, tellContact } from './tell-contacts.ts'

const writer = requireStaff('write')
const ofPerson = z.object({ id: z.uuid() })

const list = createRoute({
  method: 'get',
  path: '/api/staff/shoppers/{id}/contacts',
  summary: 'A person’s e-mail address, phone number and member number, and whether they may be sent to',
  middleware: requireStaff('names'),
  request: { params: ofPerson },
  responses: { 200: json(PersonContacts, 'The contacts'), ...refusals },
})
const tell = createRoute({
  method: 'put',
  path: '/api/staff/shoppers/{id}/contacts/{kind}',
  summary: 'Keep a contact of a person, or let it go; it is no consent to anything',
  middleware: writer,
  request: { params: ofPerson.extend({ kind: z.enum(CONTACT_KINDS) }), body: jsonBody(ContactTelling) },
  responses: { 204: { description: 'So it is' }, ...refusals },
})
const take = createRoute({
  method: 'post',
  path: '/api/staff/contacts/import',
  summary: 'Take contacts in, of up to 1,000 people at once, by our ids or LINE’s',
  middleware: [writer, holdBody] as const,
  request: { body: jsonBody(ContactImport) },
  responses: { 200: json(ContactImported, 'How many were taken in, and which were not'), ...refusals },
})

export const contactRoutes = createRouter()
  .openapi(list, async (c) => {
    const { db, env } = c.var.ports
    const [accountId, { id }] = [c.var.account.id, c.req.valid('param')]
    const shopper = await shoppers.find(db, accountId, id)
    if (!shopper) throw new ProblemError('not_found')
    const kept = await contacts.list(db, accountId, id)
    const [said, policy] = await Promise.all([
      consents.said(db, accountId, id),
      consents.policy(db, accountId),
    ])
    const agreed = consentStands('email', { said, policy, isFriend: shopper.isFriend })
    const keys = kept.length > 0 ? await contactKeys(env, accountId) : undefined
    const opened = await Promise.all(
      kept.map(async (each) => ({
        ...{ kind: each.kind, origin: each.origin, toldAt: each.toldAt.toISOString() },
        value: await keys!.open(each, each.sealed),
        maySend: each.kind === 'email' && agreed,
      })),
    )
    return c.json({ contacts: opened }, 200)
  })
  .openapi(tell, async (c) => {
    const { id: shopperId, kind } = c.req.valid('param')
    await tellContact(c.var.ports, c.var.staff, { shopperId, kind }, c.req.valid('json'))
    return c.body(null, 204)
  })
  .openapi(take, async (c) => {
    return c.json(await importContacts(c.var.ports, c.var.staff, c.req.valid('json')), 200)
  })
