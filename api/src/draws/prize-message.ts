import type { messagingApi } from '@line/bot-sdk'
import type { InstantPrize } from '@tamaru/domain'
import { card, liffUrl } from '../messages/flex.ts'

const RED = '#C0392B'

/** "You have won", for the chat, beside the result of the entry. */
export function prizeMessage(win: {
  liffId: string
  entryId: string
  prize: InstantPrize
}): messagingApi.Message {
  const { name, points } = win.prize
  return card({
    altText: `その場で当たり!「${name}」が当選しました`,
    headline: 'その場で当たり!',
    figure: name,
    lines: [
      points === null
        ? '賞品の受け取り方法は、このトークでご案内します。'
        : `${points.toLocaleString('ja-JP')}ポイントを加えました。`,
    ],
    button: { label: 'くわしく見る', uri: liffUrl(win.liffId, `/entries/${win.entryId}`) },
    colour: RED,
  })
}
