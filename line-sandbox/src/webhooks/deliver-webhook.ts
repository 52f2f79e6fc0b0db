import { createHmac } from 'node:crypto'
import { newUlid } from '../ids.ts'
import type { World } from '../world.ts'
import type { WebhookEvent, Delivery } from './delivery.ts'

/** LINE gives up waiting after two seconds. */
const patienceMs = 2_000
const remembered = 200

type Manner = {
  endpoint?: string
  /** Send again while the answer is not 2xx. Default: yes. */
  redeliver?: boolean
  /** A wrong signature on purpose. */
  signature?: string
}

/**
 * Posts the events, signed over the bytes that are sent, and resolves with the first attempt.
 * Further attempts follow on their own, with the same event IDs and `isRedelivery: true`.
 */
export async function deliverWebhook(
  world: World,
  events: WebhookEvent[],
  manner: Manner = {},
): Promise<Delivery> {
  const endpoint = manner.endpoint ?? world.state.webhook.endpoint
  const delivery = await post(world, { events, endpoint, attempt: 1, signature: manner.signature })
  if (manner.redeliver !== false && !isAnswered(delivery)) void redeliver(world, events, endpoint)
  return delivery
}

const isAnswered = ({ status }: Delivery) => status !== undefined && status >= 200 && status < 300

async function redeliver(world: World, events: WebhookEvent[], endpoint: string): Promise<void> {
  const again = events.map((event) => ({ ...event, deliveryContext: { isRedelivery: true } }))
  let attempt = 1
  for (const delayMs of world.options.redeliveryDelaysMs) {
    // An unreferenced timer: a sandbox that is closed does not wait for the rest.
    await new Promise((resolve) => setTimeout(resolve, delayMs).unref())
    if (isAnswered(await post(world, { events: again, endpoint, attempt: ++attempt }))) return
  }
}

async function post(
  world: World,
  {
    events,
    endpoint,
    attempt,
    signature,
  }: { events: WebhookEvent[]; endpoint: string; attempt: number; signature?: string },
): Promise<Delivery> {
  const body = Buffer.from(JSON.stringify({ destination: world.state.account.userId, events }))
  const signed = createHmac('sha256', world.options.channelSecret).update(body).digest('base64')
  for (const { replyToken } of events) {
    const token = replyToken ? world.state.replyTokens[replyToken] : undefined
    if (token) token.receivedAt = Date.now()
  }
  const startedAt = Date.now()
  const delivery: Delivery = { id: newUlid(), at: startedAt, attempt, endpoint, events, ms: 0 }
  try {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'LineBotWebhook/2.0',
        'x-line-signature': signature ?? signed,
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    })
    await answer.body?.cancel()
    delivery.status = answer.status
  } catch (cause) {
    delivery.reason = (cause as Error).name === 'TimeoutError' ? 'REQUEST_TIMEOUT' : 'COULD_NOT_CONNECT'
  }
  delivery.ms = Date.now() - startedAt
  world.deliveries.push(delivery)
  if (world.deliveries.length > remembered) world.deliveries.shift()
  if (isAnswered(delivery)) markRead(world, events)
  world.publish({ type: 'webhook', delivery })
  return delivery
}

/** With "Chat" off in the response settings, LINE marks what the bot received as read. */
function markRead(world: World, events: WebhookEvent[]): void {
  for (const event of events) {
    const message = event.message as { id?: string } | undefined
    const item = world.state.chats[event.source?.userId ?? '']?.find(({ id }) => id === message?.id)
    if (!item) continue
    item.read = true
    world.publish({ type: 'chat', userId: event.source!.userId! })
  }
}
