import type { JournalReason } from '@tamaru/domain'

type Words = { ja: string; en: string }

const REASONS: Record<JournalReason, Words> = {
  entry_credit: { ja: 'レシートでためました', en: 'Earned with a receipt' },
  prize: { ja: '抽選で当たりました', en: 'Won in a draw' },
  opening: { ja: 'はじめのポイント', en: 'Opening balance' },
  grant: { ja: 'お店からのポイント', en: 'Given by us' },
  release: { ja: '仮ポイントが確定しました', en: 'Pending points are yours now' },
  exchange: { ja: '特典と交換しました', en: 'Exchanged for a reward' },
  exchange_cancelled: { ja: '交換の取り消しで戻りました', en: 'Returned: the exchange was cancelled' },
  claw_back: { ja: '結果の見直しで取り消しました', en: 'Taken back when the result was gone over again' },
  expiry: { ja: '有効期限が過ぎました', en: 'Expired' },
}

/** Why points moved, in the words of the mileage card. */
export function tellReason(move: { reason: JournalReason; pending: number }): Words {
  if (move.pending <= 0 || move.reason === 'release') return REASONS[move.reason]
  const { ja, en } = REASONS[move.reason]
  return { ja: `${ja}(仮ポイント)`, en: `${en} (pending)` }
}
