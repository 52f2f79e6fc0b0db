import type { messagingApi } from '@line/bot-sdk'
import { bubble, liffUrl } from '../messages/flex.ts'

/** Asks for the answer to the one question of NPS. */
export function surveyMessage(liffId: string): messagingApi.Message {
  return bubble({
    altText: '1分アンケートのお願い',
    headline: '1分アンケートのお願い',
    lines: ['この商品を、ご家族やお友だちにすすめたいと思いますか? 0〜10で教えてください。'],
    button: { label: '答える', uri: liffUrl(liffId, '/survey') },
  })
}
