import { createRoute } from '@hono/zod-openapi'
import { campaigns } from '@tamaru/db'
import type { Context } from 'hono'
import { requireShopper } from '../auth/require-shopper.ts'
import type { AppEnv } from '../http/app-env.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { AdmissionView, Birthday } from './admission-view.ts'
import { findAdmission } from './find-admission.ts'
import { tellBirthday } from './tell-birthday.ts'

const show = createRoute({
  method: 'get',
  path: '/api/me/admission',
  summary: 'Whether the campaign that is in force is for me, and if not, why',
  middleware: [requireShopper] as const,
  responses: { 200: json(AdmissionView, 'Whether I am let in'), ...refusals },
})

const tell = createRoute({
  method: 'put',
  path: '/api/me/birthday',
  summary: 'Say when I was born, once, for campaigns and rewards with a least age',
  middleware: [requireShopper] as const,
  request: { body: jsonBody(Birthday) },
  responses: { 200: json(AdmissionView, 'Whether I am let in now'), ...refusals },
})

export const admissionRoutes = createRouter()
  .openapi(show, async (c) => c.json(await admissionOf(c), 200))
  .openapi(tell, async (c) => {
    const { id: shopperId, accountId } = c.var.shopper
    await tellBirthday(c.var.ports, { accountId, shopperId }, c.req.valid('json').birthday)
    return c.json(await admissionOf(c), 200)
  })

async function admissionOf({ var: { ports, shopper } }: Context<AppEnv>): Promise<AdmissionView> {
  const { id: shopperId, accountId } = shopper
  const now = ports.now()
  const campaign = await campaigns.findInForce(ports.db, accountId, now)
  if (!campaign) return { admission: 'admitted', leastAge: null }
  const admission = await findAdmission(ports.db, { accountId, shopperId }, campaign.rules, now)
  return { admission, leastAge: campaign.rules.leastAge }
}
