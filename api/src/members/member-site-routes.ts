import { createRoute } from '@hono/zod-openapi'
import { inTransaction } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import { contactKeys } from '../contacts/contact-keys.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { linkByLogin } from './link-by-login.ts'
import { unlinkMember } from './link-member.ts'
import { makeNonce } from './make-nonce.ts'
import { findingHash } from './member-number.ts'
import { LinkMade, LoginLink, NonceAsked, NonceMade, Unlinking } from './member-view.ts'
import { requireMemberSite } from './require-member-site.ts'

const PATH = '/api/member-site'
const middleware = requireMemberSite

const nonce = createRoute({
  method: 'post',
  path: `${PATH}/nonces`,
  summary: 'For the brand’s site: who came with LINE’s link token is this member; where they go next',
  middleware,
  request: { body: jsonBody(NonceAsked) },
  responses: { 200: json(NonceMade, 'LINE’s page that asks the person'), ...refusals },
})
const login = createRoute({
  method: 'post',
  path: `${PATH}/links`,
  summary: 'For the brand’s site: who logged in with LINE there is this member',
  middleware,
  request: { body: jsonBody(LoginLink) },
  responses: { 200: json(LinkMade, 'They are linked'), ...refusals },
})
const unlink = createRoute({
  method: 'post',
  path: `${PATH}/unlinkings`,
  summary: 'For the brand’s site: this member number is nobody’s any more',
  middleware,
  request: { body: jsonBody(Unlinking) },
  responses: { 204: { description: 'Nobody is linked with it' }, ...refusals },
})

export const memberSiteRoutes = createRouter()
  .openapi(nonce, async (c) => {
    const made = await makeNonce(c.var.ports, c.var.account.id, c.req.valid('json'))
    return c.json({ url: made.url, expiresAt: made.expiresAt.toISOString() }, 200)
  })
  .openapi(login, async (c) => {
    const { link, isNew } = await linkByLogin(c.var.ports, c.var.account.id, c.req.valid('json'))
    return c.json({ since: link.since.toISOString(), isNew }, 200)
  })
  .openapi(unlink, async (c) => {
    const { db, env, now } = c.var.ports
    const accountId = c.var.account.id
    const keyedHash = await findingHash(await contactKeys(env, accountId), c.req.valid('json').memberNumber)
    const ended = await inTransaction(db, (sql) =>
      unlinkMember(sql, accountId, { keyedHash }, { by: 'shop' }, now()),
    )
    if (!ended) throw new ProblemError('not_found')
    return c.body(null, 204)
  })
