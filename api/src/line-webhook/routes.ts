import { validateSignature } from '@line/bot-sdk'
import { ProblemError } from '@tamaru/domain'
import { createRouter } from '../http/create-router.ts'
import { limitBody } from '../http/limit-body.ts'
import { receiveEvents } from './receive-events.ts'
import { WebhookBody } from './webhook-body.ts'

const BODY_MAX_BYTES = 2 * 1024 * 1024

const limit = limitBody(BODY_MAX_BYTES, 'invalid_request', 'the body is too large')

/** LINE's door. Signature over the raw bytes, events stored once, 200 at once; the work is done by jobs. */
export const webhookRoutes = createRouter()
webhookRoutes.post('/line/webhook', limit, async (c) => {
  const { db, env } = c.var.ports
  const raw = Buffer.from(await c.req.arrayBuffer())
  const signature = c.req.header('x-line-signature') ?? ''
  if (!validateSignature(raw, env.LINE_CHANNEL_SECRET, signature)) throw new ProblemError('signature_invalid')
  const body = WebhookBody.safeParse(parseJson(raw))
  if (!body.success) throw new ProblemError('invalid_request', 'not a webhook body')
  await receiveEvents(db, c.var.account.id, body.data.events)
  return c.json({}, 200)
})

function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'))
  } catch {
    return undefined
  }
}
