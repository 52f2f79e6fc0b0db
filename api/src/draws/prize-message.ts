import type { Arrival, InstantPrize, PrizeDraw, Purse, Words } from '@tamaru/domain'
import { tellArrival, tellPurse } from '../messages/tell-points.ts'
import type { Said } from '../templates/said.ts'

/** Nothing here can send what was won: the campaign says how it is received, or who can tell. */
const howToGetIt = ({ receiving }: { receiving: string | null }, sponsor: string): Words => ({
  ja: receiving ?? `受け取り方法は、主催者(${sponsor})にお問い合わせください。`,
  en: receiving ?? `Please ask ${sponsor} how to receive it.`,
})

/** "You have won", for the chat, beside the result of the entry. `arrival` is what became of the prize's points, if it has any. */
export function prizeMessage(win: {
  entryId: string
  prize: InstantPrize
  sponsor: string
  arrival: Arrival | null
  purse: Purse
}): Said {
  const { name: prize, points } = win.prize
  const how =
    points === null
      ? [howToGetIt(win.prize, win.sponsor)]
      : [tellPrizePoints(points), ...(win.arrival ? tellArrival(win.arrival) : []), ...tellPurse(win.purse)]
  return { kind: 'prize_won', values: { prize, how }, link: `/entries/${win.entryId}` }
}

const tellPrizePoints = (points: number): Words => ({
  ja: `${points.toLocaleString('ja-JP')}ポイントを加えました。`,
  en: `${points.toLocaleString('en-US')} points were added.`,
})

/** "You have won", for the chat, when a draw was drawn. */
export function drawMessage(win: {
  entryId: string
  draw: Pick<PrizeDraw, 'name' | 'receiving'>
  sponsor: string
}): Said {
  const values = { prize: win.draw.name, how: [howToGetIt(win.draw, win.sponsor)] }
  return { kind: 'draw_won', values, link: `/entries/${win.entryId}` }
}
