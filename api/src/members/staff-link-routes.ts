import { createRoute, z } from '@hono/zod-openapi'
import { audit, inTransaction, memberLinks, shoppers } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import { requireStaff } from '../auth/require-staff.ts'
import { contactKeys } from '../contacts/contact-keys.ts'
import { createRouter } from '../http/create-router.ts'
import { holdBody } from '../http/hold-body.ts'
import { pageQuery, PLACES, toPageView } from '../http/paging.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { requirePresent } from '../leaving/require-present.ts'
import { importLinks } from './import-links.ts'
import { unlinkMember } from './link-member.ts'
import { findingHash, openNumber } from './member-number.ts'
import { Holder, HolderAsked, LinkEnding, LinkHistory, LinksTaken } from './member-view.ts'

const writer = requireStaff('write')
const params = z.object({ id: z.uuid() })

const list = createRoute({
  method: 'get',
  path: '/api/staff/shoppers/{id}/member-links',
  summary: 'With which member numbers a person is and was linked, the newest first',
  middleware: requireStaff('names'),
  request: { params, query: pageQuery(PLACES.moment) },
  responses: { 200: json(LinkHistory, 'The links'), ...refusals },
})
const end = createRoute({
  method: 'post',
  path: '/api/staff/shoppers/{id}/member-links/end',
  summary: 'End the link of a person with their member number, in a dispute, say',
  middleware: writer,
  request: { params, body: jsonBody(LinkEnding) },
  responses: { 204: { description: 'There is none any more' }, ...refusals },
})
const holder = createRoute({
  method: 'post',
  path: '/api/staff/member-links/holder',
  summary: 'Who is linked with a member number; in the body, so that no log has it',
  middleware: requireStaff('names'),
  request: { body: jsonBody(HolderAsked) },
  responses: { 200: json(Holder, 'Whoever is'), ...refusals },
})
const take = createRoute({
  method: 'post',
  path: '/api/staff/member-links/import',
  summary: 'Take links in that came about elsewhere: CSV or NDJSON of up to 1,000 people',
  middleware: [writer, holdBody] as const,
  request: {
    query: z.object({ origin: z.string().trim().min(1).max(200) }),
    body: {
      required: true,
      content: { 'text/csv': { schema: z.string() }, 'application/x-ndjson': { schema: z.string() } },
    },
  },
  responses: { 200: json(LinksTaken, 'What came of it'), ...refusals },
})

const toLinkView = (link: memberLinks.ToldLink, number: string | null) => ({
  ...{ id: link.id, number, source: link.source, origin: link.origin, linkedBy: link.linkedByName },
  ...{ since: link.since.toISOString(), until: link.until?.toISOString() ?? null },
  ...{ endedBy: link.endedBy, endedByName: link.endedByName, why: link.why },
})

export const staffLinkRoutes = createRouter()
  .openapi(list, async (c) => {
    const { db, env } = c.var.ports
    const [accountId, { id }] = [c.var.account.id, c.req.valid('param')]
    if (!(await shoppers.find(db, accountId, id))) throw new ProblemError('not_found')
    const found = await memberLinks.history(db, accountId, id, c.req.valid('query'))
    if (found.items.length === 0) return c.json({ items: [], next: null }, 200)
    const keys = await contactKeys(env, accountId)
    const numbers = await Promise.all(found.items.map((link) => openNumber(keys, link)))
    const items = found.items.map((link, n) => toLinkView(link, numbers[n]!))
    return c.json({ ...toPageView(found, () => null), items }, 200)
  })
  .openapi(end, async (c) => {
    const { db, now } = c.var.ports
    const { accountId, id: staffId } = c.var.staff
    const { id: shopperId } = c.req.valid('param')
    const { why } = c.req.valid('json')
    await inTransaction(db, async (sql) => {
      const at = now()
      await requirePresent(sql, accountId, shopperId)
      const ended = await unlinkMember(sql, accountId, { shopperId }, { by: 'staff', staffId, why }, at)
      if (!ended) throw new ProblemError('not_found')
      const subject = `shopper:${shopperId}:member_link`
      await audit.record(sql, { accountId, staffId, act: 'member_link.end', subject, now: at })
    })
    return c.body(null, 204)
  })
  .openapi(holder, async (c) => {
    const { db, env } = c.var.ports
    const accountId = c.var.account.id
    const keyedHash = await findingHash(await contactKeys(env, accountId), c.req.valid('json').memberNumber)
    const link = await memberLinks.findByNumber(db, accountId, keyedHash)
    return c.json({ shopperId: link?.shopperId ?? null, since: link?.since.toISOString() ?? null }, 200)
  })
  .openapi(take, async (c) => {
    const format = c.req.header('content-type')?.includes('ndjson') ? 'ndjson' : 'csv'
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const { origin } = c.req.valid('query')
    return c.json(await importLinks(c.var.ports, c.var.staff, { bytes, format, origin }), 200)
  })
