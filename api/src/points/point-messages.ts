import type { messagingApi } from '@line/bot-sdk'
import type { Purse } from '@tamaru/domain'
import { AMBER, bubble, liffUrl } from '../messages/flex.ts'
import { fullDay, number, tellExpiry, tellPurse } from '../messages/tell-points.ts'

type Message = messagingApi.Message

/** Tells what a person can spend, and what comes. */
export function balanceMessage(told: { liffId: string; purse: Purse; nextExpiry: string | null }): Message {
  const [usable, ...rest] = tellPurse(told.purse)
  return bubble({
    altText: [usable, ...rest].join('、'),
    headline: 'つかえるポイント',
    figure: `${number(told.purse.usable)} pt`,
    lines: [...rest, told.nextExpiry ?? ''],
    button: { label: 'カードを見る', uri: liffUrl(told.liffId, '/points') },
  })
}

/** Reminds of points that are about to lapse. */
export function expiryMessage(lapsing: { liffId: string; points: number; expiresOn: string }): Message {
  return bubble({
    altText: tellExpiry(lapsing.points, lapsing.expiresOn),
    headline: 'もうすぐ有効期限です',
    figure: `${number(lapsing.points)} pt`,
    lines: [`${fullDay(lapsing.expiresOn)}を過ぎると使えなくなります。`],
    button: { label: 'カードを見る', uri: liffUrl(lapsing.liffId, '/points') },
    colour: AMBER,
  })
}
