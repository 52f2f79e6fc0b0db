import { HTTPFetchError, type LineBotClient } from '@line/bot-sdk'

export interface WebhookState {
  endpoint: string
  /** Whether it was another one before. */
  changed: boolean
  /** "Use webhook" in the LINE Developers console; only there it can be switched on. */
  active: boolean
  /** What LINE says of its own test call: null where all is well. */
  fault: string | null
}

/** Points the channel's webhook here and has LINE try it. */
export async function pointWebhook(client: LineBotClient, publicUrl: string): Promise<WebhookState> {
  const endpoint = `${publicUrl}/line/webhook`
  const before = await findEndpoint(client)
  const changed = before !== endpoint
  if (changed) await client.setWebhookEndpoint({ endpoint })
  const test = await client.testWebhookEndpoint({ endpoint })
  const { active } = await client.getWebhookEndpoint()
  const fault = test.success ? null : `${test.statusCode} ${test.reason}: ${test.detail}`
  return { endpoint, changed, active, fault }
}

async function findEndpoint(client: LineBotClient): Promise<string | null> {
  try {
    return (await client.getWebhookEndpoint()).endpoint
  } catch (error) {
    // A channel that never had a webhook.
    if (error instanceof HTTPFetchError && error.status === 404) return null
    throw error
  }
}
