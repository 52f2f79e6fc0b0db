import { createRoute } from '@hono/zod-openapi'
import { inTransaction, memberLinks } from '@tamaru/db'
import { requireShopper } from '../auth/require-shopper.ts'
import { contactKeys } from '../contacts/contact-keys.ts'
import { createRouter } from '../http/create-router.ts'
import { json, refusals } from '../http/responses.ts'
import { requirePresent } from '../leaving/require-present.ts'
import { beginLink, canBegin } from './begin-link.ts'
import { unlinkMember } from './link-member.ts'
import { openNumber } from './member-number.ts'
import { LinkBegun, OwnLink } from './member-view.ts'

const PATH = '/api/me/member-link'
const middleware = requireShopper

const show = createRoute({
  method: 'get',
  path: PATH,
  summary: 'With which member number of the brand’s I am linked',
  middleware,
  responses: { 200: json(OwnLink, 'The link'), ...refusals },
})
const begin = createRoute({
  method: 'post',
  path: PATH,
  summary: 'Begin to be linked: where I log in as a member',
  middleware,
  responses: { 200: json(LinkBegun, 'The brand’s site, with LINE’s link token'), ...refusals },
})
const end = createRoute({
  method: 'delete',
  path: PATH,
  summary: 'End the link with my member number',
  middleware,
  responses: { 204: { description: 'There is none any more' }, ...refusals },
})

export const ownLinkRoutes = createRouter()
  .openapi(show, async (c) => {
    const { db, env } = c.var.ports
    const { accountId, id } = c.var.shopper
    const link = await memberLinks.find(db, accountId, id)
    const canLink = canBegin(env)
    if (!link) return c.json({ canLink, link: null }, 200)
    const { since, source } = link
    const number = await openNumber(await contactKeys(env, accountId), link)
    return c.json({ canLink, link: { number, since: since.toISOString(), source } }, 200)
  })
  .openapi(begin, async (c) => c.json(await beginLink(c.var.ports, c.var.shopper), 200))
  .openapi(end, async (c) => {
    const { accountId, id: shopperId } = c.var.shopper
    await inTransaction(c.var.ports.db, async (sql) => {
      await requirePresent(sql, accountId, shopperId)
      await unlinkMember(sql, accountId, { shopperId }, { by: 'person' }, c.var.ports.now())
    })
    return c.body(null, 204)
  })
