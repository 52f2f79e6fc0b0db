import { createRoute, z } from '@hono/zod-openapi'
import { AskedPurpose } from '@tamaru/domain'
import { requireShopper } from '../auth/require-shopper.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { answerConsent } from './answer-consent.ts'
import { ConsentAnswer, ConsentsView } from './consent-view.ts'
import { showConsents } from './show-consents.ts'

const show = createRoute({
  method: 'get',
  path: '/api/me/consents',
  summary: 'What I am asked to agree to, by purpose, and all that I ever said',
  middleware: [requireShopper] as const,
  responses: { 200: json(ConsentsView, 'The purposes and the history'), ...refusals },
})

const answer = createRoute({
  method: 'put',
  path: '/api/me/consents/{purpose}',
  summary: 'Agree to a purpose under the words of now, or no longer',
  middleware: [requireShopper] as const,
  request: { params: z.object({ purpose: AskedPurpose }), body: jsonBody(ConsentAnswer) },
  responses: { 200: json(ConsentsView, 'The purposes and the history'), ...refusals },
})

export const consentRoutes = createRouter()
  .openapi(show, async (c) => c.json(await showConsents(c.var.ports.db, c.var.shopper), 200))
  .openapi(answer, async (c) => {
    await answerConsent(c.var.ports, c.var.shopper, c.req.valid('param').purpose, c.req.valid('json'))
    return c.json(await showConsents(c.var.ports.db, c.var.shopper), 200)
  })
