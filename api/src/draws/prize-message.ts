import type { messagingApi } from '@line/bot-sdk'
import type { Arrival, InstantPrize, PrizeDraw, Purse } from '@tamaru/domain'
import { bubble, liffUrl } from '../messages/flex.ts'
import { number, tellArrival, tellPurse } from '../messages/tell-points.ts'

const RED = '#C0392B'

/** Nothing here can send what was won: the campaign says how it is received, or who can tell. */
const howToGetIt = ({ receiving }: { receiving: string | null }, sponsor: string) =>
  receiving ?? `受け取り方法は、主催者(${sponsor})にお問い合わせください。`

/** "You have won", for the chat, beside the result of the entry. `arrival` is what became of the prize's points, if it has any. */
export function prizeMessage(win: {
  liffId: string
  entryId: string
  prize: InstantPrize
  sponsor: string
  arrival: Arrival | null
  purse: Purse
}): messagingApi.Message {
  const { name, points } = win.prize
  const told =
    points === null
      ? [howToGetIt(win.prize, win.sponsor)]
      : [
          `${number(points)}ポイントを加えました。`,
          ...(win.arrival ? tellArrival(win.arrival) : []),
          ...tellPurse(win.purse),
        ]
  return bubble({
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
  draw: Pick<PrizeDraw, 'name' | 'receiving'>
  sponsor: string
}): messagingApi.Message {
  const { name } = win.draw
  return bubble({
    altText: `抽選で「${name}」が当選しました`,
    headline: '抽選で当選しました!',
    figure: name,
    lines: [howToGetIt(win.draw, win.sponsor)],
    button: { label: '当選した応募を見る', uri: liffUrl(win.liffId, `/entries/${win.entryId}`) },
    colour: RED,
  })
}
