import { z } from 'zod'

/**
 * What we use of LINE's webhook. LINE adds properties, event types and enum values without notice: all else passes
 * through unread.
 */
export const WebhookEvent = z.looseObject({
  type: z.string(),
  webhookEventId: z.string().min(1).max(64),
  timestamp: z.number(),
  /** `standby`: another module answers, so we must not. */
  mode: z.string().optional(),
  replyToken: z.string().optional(),
  source: z.looseObject({ type: z.string(), userId: z.string().optional() }).optional(),
  message: z
    .looseObject({
      type: z.string(),
      id: z.string(),
      text: z.string().optional(),
      contentProvider: z.looseObject({ type: z.string() }).optional(),
    })
    .optional(),
  follow: z.looseObject({ isUnblocked: z.boolean() }).optional(),
})
export type WebhookEvent = z.infer<typeof WebhookEvent>

/** `events` is empty when the console's Verify button is pressed. An event that we cannot name is left out. */
export const WebhookBody = z.looseObject({ destination: z.string().optional(), events: z.array(z.unknown()) })
