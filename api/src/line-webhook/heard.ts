import type { outbox, shoppers } from '@tamaru/db'
import type { WebhookEvent } from './webhook-body.ts'

/** Who wrote what to the account, once the event is known to be for us. */
export interface Heard {
  event: WebhookEvent
  shopper: shoppers.Shopper
  /** Undefined where the event has none: then the answer is pushed. */
  reply: outbox.ReplyToken | undefined
  /** If it cannot be done now, it never will. */
  isLastTry: boolean
  isFirstTry: boolean
}
