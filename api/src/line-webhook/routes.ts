import { validateSignature } from '@line/bot-sdk'
import { ProblemError } from '@tamaru/domain'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../http/app-env.ts'
import { createRouter } from '../http/create-router.ts'
import { holdBody } from '../http/hold-body.ts'
import { receiveEvents } from './receive-events.ts'
import { WebhookBody } from './webhook-body.ts'

/** An HMAC-SHA256 in base64. */
const SIGNATURE = /^[A-Za-z0-9+/]{43}=$/

/** Whoever brings nothing that could be a signature is not listened to. */
const requireSignature = createMiddleware<AppEnv>(async function requireSignature(c, next) {
  if (!SIGNATURE.test(c.req.header('x-line-signature') ?? '')) throw new ProblemError('signature_invalid')
  await next()
})

/** LINE's door. Signature over the raw bytes, events stored once, 200 at once; the work is done by jobs. */
export const webhookRoutes = createRouter()
webhookRoutes.post('/line/webhook', requireSignature, holdBody, async (c) => {
  const { env } = c.var.ports
  const raw = Buffer.from(await c.req.arrayBuffer())
  const signature = c.req.header('x-line-signature') ?? ''
  if (!validateSignature(raw, env.LINE_CHANNEL_SECRET, signature)) throw new ProblemError('signature_invalid')
  const body = WebhookBody.safeParse(parseJson(raw))
  if (!body.success) throw new ProblemError('invalid_request', 'not a webhook body')
  await receiveEvents(c.var.ports, c.var.account.id, body.data.events)
  return c.json({}, 200)
})

function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'))
  } catch {
    return undefined
  }
}
