export type WebhookEvent = {
  type: string
  webhookEventId: string
  timestamp: number
  mode: string
  deliveryContext: { isRedelivery: boolean }
  source?: { type: string; userId?: string }
  replyToken?: string
  [property: string]: unknown
}

/** One attempt to post a webhook, as the phone page and tests see it. */
export type Delivery = {
  id: string
  at: number
  attempt: number
  endpoint: string
  events: WebhookEvent[]
  /** Undefined when no answer came. */
  status?: number
  reason?: string
  ms: number
}
