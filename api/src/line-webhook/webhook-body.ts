import { z } from 'zod'

/**
 * What we use of LINE's webhook, and so what is kept of an event until it is handled. LINE adds properties, event types and
 * enum values without notice: all else is let pass, and dropped.
 */
export const WebhookEvent = z.object({
  type: z.string(),
  webhookEventId: z.string().min(1).max(64),
  timestamp: z.number(),
  /** `standby`: another module answers, so we must not. */
  mode: z.string().optional(),
  replyToken: z.string().optional(),
  source: z.object({ type: z.string(), userId: z.string().optional() }).optional(),
  message: z
    .object({
      type: z.string(),
      id: z.string(),
      text: z.string().optional(),
      /** Of a file, its name with its extension. */
      fileName: z.string().optional(),
      contentProvider: z.object({ type: z.string() }).optional(),
    })
    .optional(),
  /** Whoever sent a message took it back. */
  unsend: z.object({ messageId: z.string() }).optional(),
  /** A button was pressed that carries data of ours. */
  postback: z.object({ data: z.string() }).optional(),
  /** An account link came to its end, at LINE. */
  link: z.object({ result: z.string(), nonce: z.string() }).optional(),
  follow: z.object({ isUnblocked: z.boolean() }).optional(),
})
export type WebhookEvent = z.infer<typeof WebhookEvent>

/** `events` is empty when the console's Verify button is pressed. An event that we cannot name is left out. */
export const WebhookBody = z.object({ events: z.array(z.unknown()) })
