import type { messagingApi } from '@line/bot-sdk'
import type { Arrival, Decision, EntryState, Purse, Taken } from '@tamaru/domain'
import { AMBER, bubble, liffUrl, SLATE } from '../messages/flex.ts'
import { number, tellArrival, tellCaps, tellPurse, tellTaken } from '../messages/tell-points.ts'

type Message = messagingApi.Message

/**
 * Says how an entry ended, for the chat. `arrival` is what became of its points, `taken` where they were taken back
 * from; `purse` what the shopper has since.
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
    return bubble({
      altText: `応募を受け付けました(${told.join('、')})`,
      headline: '応募を受け付けました',
      lines: [...goods.slice(0, 6), decision.message.ja, ...told],
      button,
    })
  }
  if (decision.outcome === 'approved') {
    const told = [...tellCaps(decision), ...(arrival ? tellArrival(arrival) : []), ...tellPurse(purse)]
    return bubble({
      altText: `${number(decision.points)}ポイントたまりました(${told.join('、')})`,
      headline: 'ポイントがたまりました',
      figure: `+${number(decision.points)} pt`,
      lines: [...goods.slice(0, 6), ...told],
      button,
    })
  }
  if (decision.outcome === 'needs_review') {
    return bubble({
      altText: 'レシートを確認しています',
      headline: 'スタッフが確認しています',
      lines: [decision.message.ja],
      button,
      colour: AMBER,
    })
  }
  if (decision.outcome === 'revoked') {
    const told = [...(taken ? tellTaken(taken) : []), ...tellPurse(purse)]
    return bubble({
      altText: `ポイントを取り消しました(${told.join('、')})`,
      headline: 'ポイントを取り消しました',
      lines: [decision.message.ja, ...told],
      button,
      colour: SLATE,
    })
  }
  return bubble({
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
  return bubble({
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
  return bubble({
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
