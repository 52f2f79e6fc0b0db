import type { messagingApi } from '@line/bot-sdk'
import { bubble, liffUrl } from '../messages/flex.ts'
import { photoQuickReply } from './photo-quick-reply.ts'

type Message = messagingApi.Message

/** Welcomes who has just become a friend, or is one again. */
export function greetingMessage(account: { name: string; liffId: string; returning: boolean }): Message {
  return {
    ...bubble({
      altText: `${account.name}です。レシートでポイントがたまります`,
      headline: account.returning ? 'おかえりなさい!' : '友だち追加ありがとうございます!',
      lines: [
        `${account.name}のレシートキャンペーンです。対象商品を買ったレシートを撮るだけで、ポイントがたまります。`,
        'このトークに写真を送っても応募できます。',
      ],
      button: { label: 'はじめる', uri: liffUrl(account.liffId) },
    }),
    quickReply: photoQuickReply(),
  }
}

/** Says what can be said in the chat, to what was not understood. */
export function helpMessage(): Message {
  return {
    type: 'text',
    text: 'レシートの写真を送ると、ポイントがたまります。「ポイント」と送ると、残高をお知らせします。',
    quickReply: photoQuickReply(),
  }
}
