import type { messagingApi } from '@line/bot-sdk'
import type { Arrival, InstantPrize, PrizeDraw, Purse } from '@tamaru/domain'
import { card, liffUrl } from '../messages/flex.ts'
import { number, tellArrival, tellPurse } from '../messages/tell-points.ts'

const RED = '#C0392B'
const HOW_TO_GET_IT = '賞品の受け取り方法は、このトークでご案内します。'

/** "You have won", for the chat, beside the result of the entry. `arrival` is what became of the prize's points, if it has any. */
export function prizeMessage(win: {
  liffId: string
  entryId: string
  prize: InstantPrize
  arrival: Arrival | null
  purse: Purse
}): messagingApi.Message {
  const { name, points } = win.prize
  const told =
    points === null
      ? [HOW_TO_GET_IT]
      : [
          `${number(points)}ポイントを加えました。`,
          ...(win.arrival ? tellArrival(win.arrival) : []),
          ...tellPurse(win.purse),
        ]
  return card({
    altText: `その場で当たり!「${name}」が当選しました`,
    headline: 'その場で当たり!',
    figure: name,
    lines: told,
    button: { label: 'くわしく見る', uri: liffUrl(win.liffId, `/entries/${win.entryId}`) },
    colour: RED,
  })
}

/** "You have won", for the chat, when a draw was drawn. */
export function drawMessage(win: {
  liffId: string
  entryId: string
  draw: Pick<PrizeDraw, 'name'>
}): messagingApi.Message {
  const { name } = win.draw
  return card({
    altText: `抽選で「${name}」が当選しました`,
    headline: '抽選で当選しました!',
    figure: name,
    lines: [HOW_TO_GET_IT],
    button: { label: '当選した応募を見る', uri: liffUrl(win.liffId, `/entries/${win.entryId}`) },
    colour: RED,
  })
}
