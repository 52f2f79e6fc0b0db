import type { messagingApi } from '@line/bot-sdk'
import {
  tellProblem,
  type Arrival,
  type Decision,
  type EntryState,
  type OfferRule,
  type ProblemKind,
  type Purse,
  type Taken,
} from '@tamaru/domain'
import { card, liffUrl } from './flex.ts'
import { fullDay, number, tellArrival, tellCaps, tellExpiry, tellPurse, tellTaken } from './tell-points.ts'

type Message = messagingApi.Message

const AMBER = '#B26A00'
const SLATE = '#4A5A63'

/**
 * How an entry ended, for the chat. `arrival` is what became of its points, `taken` where they were taken back from; `purse`
 * what the shopper has since.
 */
export function resultMessage(entry: {
  liffId: string
  entryId: string
  decision: Decision
  arrival?: Arrival | null
  taken?: Taken
  purse: Purse
  /** Whether staff had told another result before, which this one takes the place of. */
  again?: boolean
}): Message {
  const { decision, arrival, taken, purse } = entry
  if (entry.again) return correctedMessage(entry)
  const button = { label: 'くわしく見る', uri: liffUrl(entry.liffId, `/entries/${entry.entryId}`) }
  const goods = decision.matched.map((match) => `・${match.name} ×${match.quantity}`)
  if (decision.outcome === 'approved' && decision.points === 0) {
    const told = [...tellCaps(decision), ...tellPurse(purse)]
    return card({
      altText: `応募を受け付けました(${told.join('、')})`,
      headline: '応募を受け付けました',
      lines: [...goods.slice(0, 6), decision.message.ja, ...told],
      button,
    })
  }
  if (decision.outcome === 'approved') {
    const told = [...tellCaps(decision), ...(arrival ? tellArrival(arrival) : []), ...tellPurse(purse)]
    return card({
      altText: `${number(decision.points)}ポイントたまりました(${told.join('、')})`,
      headline: 'ポイントがたまりました',
      figure: `+${number(decision.points)} pt`,
      lines: [...goods.slice(0, 6), ...told],
      button,
    })
  }
  if (decision.outcome === 'needs_review') {
    return card({
      altText: 'レシートを確認しています',
      headline: 'スタッフが確認しています',
      lines: [decision.message.ja],
      button,
      colour: AMBER,
    })
  }
  if (decision.outcome === 'revoked') {
    const told = [...(taken ? tellTaken(taken) : []), ...tellPurse(purse)]
    return card({
      altText: `ポイントを取り消しました(${told.join('、')})`,
      headline: 'ポイントを取り消しました',
      lines: [decision.message.ja, ...told],
      button,
      colour: SLATE,
    })
  }
  return card({
    altText: '今回はポイントの対象になりませんでした',
    headline: 'ポイントの対象になりませんでした',
    lines: [decision.message.ja],
    button,
    colour: SLATE,
  })
}

/** How an entry ended that staff looked at again: whose slip it was, and that nothing is held against the shopper. */
function correctedMessage(entry: Parameters<typeof resultMessage>[0]): Message {
  const { liffId, entryId, decision, arrival, purse } = entry
  const approved = decision.outcome === 'approved'
  const told = [...tellCaps(decision), ...(arrival ? tellArrival(arrival) : []), ...tellPurse(purse)]
  return card({
    altText: `結果を見直しました(${told.join('、')})`,
    headline: '結果を見直しました',
    figure: approved ? `+${number(decision.points)} pt` : undefined,
    lines: [
      'スタッフがもう一度確認し、結果を改めました。ご心配をおかけしました。',
      decision.message.ja,
      ...told,
    ],
    button: { label: 'くわしく見る', uri: liffUrl(liffId, `/entries/${entryId}`) },
    colour: approved ? undefined : SLATE,
  })
}

/** The photo came, in the chat; the result follows. */
export function receivedMessage(): Message {
  return {
    type: 'text',
    text: 'レシートを受け取りました。結果は、このトークか、アプリの「応募」でご覧いただけます。',
  }
}

interface Received {
  id: string
  state: EntryState
  decision: Decision | null
}

/** The very same photo again. */
export function alreadyReceivedMessage({ liffId, entry }: { liffId: string; entry: Received }): Message {
  const { state, decision } = entry
  return card({
    altText: 'この写真はすでに受け付けています',
    headline: 'この写真はすでに受け付けています',
    // A photo that was turned down may come again one day, and its words say when.
    lines: [
      state === 'rejected'
        ? decision!.message.ja
        : '結果はアプリで確認できます。別のレシートの写真をお送りください。',
    ],
    button: { label: '結果を見る', uri: liffUrl(liffId, `/entries/${entry.id}`) },
    colour: SLATE,
  })
}

/** A refusal, in the words that the mini-app has for it. */
export function refusalMessage(kind: ProblemKind, wait_s?: number): Message {
  const { title, detail } = tellProblem(kind, 'ja', wait_s)
  return { type: 'text', text: `${title}。${detail}`, quickReply: photoQuickReply() }
}

/** Another app has shown a picture in the chat; LINE has not got it, and nobody may be sent to fetch it elsewhere. */
export function sentFromElsewhereMessage(): Message {
  return {
    type: 'text',
    text: 'ほかのアプリから送られた画像は受け取れません。レシートの写真を、このトークからお送りください。',
    quickReply: photoQuickReply(),
  }
}

export function greetingMessage(account: { name: string; liffId: string; returning: boolean }): Message {
  return {
    ...card({
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

export function balanceMessage(card_: { liffId: string; purse: Purse; nextExpiry: string | null }): Message {
  const [usable, ...rest] = tellPurse(card_.purse)
  return card({
    altText: [usable, ...rest].join('、'),
    headline: 'つかえるポイント',
    figure: `${number(card_.purse.usable)} pt`,
    lines: [...rest, card_.nextExpiry ?? ''],
    button: { label: 'カードを見る', uri: liffUrl(card_.liffId, '/points') },
  })
}

export function expiryMessage(lapsing: { liffId: string; points: number; expiresOn: string }): Message {
  return card({
    altText: tellExpiry(lapsing.points, lapsing.expiresOn),
    headline: 'もうすぐ有効期限です',
    figure: `${number(lapsing.points)} pt`,
    lines: [`${fullDay(lapsing.expiresOn)}を過ぎると使えなくなります。`],
    button: { label: 'カードを見る', uri: liffUrl(lapsing.liffId, '/points') },
    colour: AMBER,
  })
}

export function helpMessage(): Message {
  return {
    type: 'text',
    text: 'レシートの写真を送ると、ポイントがたまります。「ポイント」と送ると、残高をお知らせします。',
    quickReply: photoQuickReply(),
  }
}

/** What cannot be read, by LINE's name for it. */
const OTHER_CONTENT = {
  video: '動画は読み取れません。',
  audio: '音声は読み取れません。',
  file: 'ファイルは読み取れません(PDFも読み取れません)。',
  location: '位置情報では応募できません。',
  sticker: 'スタンプをありがとうございます!',
}

type OtherContent = keyof typeof OTHER_CONTENT

/** Tells the kinds that have words; what LINE adds tomorrow is passed over in silence. */
export const isOtherContent = (kind: string | undefined): kind is OtherContent =>
  kind !== undefined && Object.hasOwn(OTHER_CONTENT, kind)

/** To a video, a voice message, a file, a location or a sticker in the chat. */
export function otherContentMessage(kind: OtherContent): Message {
  return {
    type: 'text',
    text: `${OTHER_CONTENT[kind]}応募には、レシートの写真を撮って、このトークにお送りください。`,
    quickReply: photoQuickReply(),
  }
}

export function surveyMessage(liffId: string): Message {
  return card({
    altText: '1分アンケートのお願い',
    headline: '1分アンケートのお願い',
    lines: ['この商品を、ご家族やお友だちにすすめたいと思いますか? 0〜10で教えてください。'],
    button: { label: '答える', uri: liffUrl(liffId, '/survey') },
  })
}

export function offerMessage(liffId: string, rule: OfferRule): Message {
  return card({
    altText: rule.title,
    headline: rule.title,
    lines: [rule.body, '配信の停止は、アプリの「設定」からいつでもできます。'],
    button: {
      label: '見てみる',
      uri: rule.link.startsWith('/') ? liffUrl(liffId, rule.link) : new URL(rule.link).href,
    },
  })
}

function photoQuickReply(): messagingApi.QuickReply {
  return {
    items: [
      { type: 'action', action: { type: 'camera', label: 'レシートを撮る' } },
      { type: 'action', action: { type: 'cameraRoll', label: '写真を選ぶ' } },
      { type: 'action', action: { type: 'message', label: 'ポイント', text: 'ポイント' } },
    ],
  }
}
