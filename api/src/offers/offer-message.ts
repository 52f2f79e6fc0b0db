import type { messagingApi } from '@line/bot-sdk'
import type { OfferRule } from '@tamaru/domain'
import { bubble, liffUrl } from '../messages/flex.ts'

/** Makes an offer, and says how to have no more. */
export function offerMessage(liffId: string, rule: OfferRule): messagingApi.Message {
  return bubble({
    altText: rule.title,
    headline: rule.title,
    lines: [rule.body, '配信の停止は、アプリの「設定」からいつでもできます。'],
    button: {
      label: '見てみる',
      uri: rule.link.startsWith('/') ? liffUrl(liffId, rule.link) : new URL(rule.link).href,
    },
  })
}
