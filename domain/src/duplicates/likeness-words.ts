import type { LikeReceipt } from './like-receipt.ts'
import type { LikenessReason } from './evidence.ts'

const WORDS: Record<LikenessReason, [ja: string, en: string]> = {
  same_photo: ['同じ写真', 'the same photo'],
  like_photo: ['ほぼ同じ写真', 'nearly the same photo'],
  same_shop: ['同じ店', 'the same shop'],
  same_chain: ['同じチェーン', 'the same chain'],
  shop_misread: ['電話番号が1字違い', 'a telephone number one digit apart'],
  other_branch: ['別の支店', 'another branch'],
  other_shop: ['別の店', 'another shop'],
  same_minute: ['同じ時刻', 'the same minute'],
  same_day: ['同じ日', 'the same day'],
  minute_misread: ['時刻が1字違い', 'a time one digit apart'],
  day_misread: ['日付が1字違い', 'a date one digit apart'],
  minutes_apart: ['数分違い', 'a few minutes apart'],
  other_time: ['時刻が違う', 'another time'],
  other_day: ['日付が違う', 'another day'],
  same_total: ['同じ合計', 'the same total'],
  total_misread: ['合計が1字違い', 'a total one digit apart'],
  other_total: ['合計が違う', 'another total'],
  same_number: ['同じレシート番号', 'the same receipt number'],
  number_misread: ['レシート番号が1字違い', 'a receipt number one digit apart'],
  next_number: ['レシート番号が続き番号', 'the next receipt number'],
  other_number: ['レシート番号が違う', 'another receipt number'],
  same_slip: ['同じ承認番号', 'the same approval number'],
  other_slip: ['承認番号が違う', 'another approval number'],
  same_register: ['同じレジ', 'the same till'],
  other_register: ['別のレジ', 'another till'],
  same_basket: ['同じ商品', 'the same goods'],
  like_basket: ['ほぼ同じ商品', 'nearly the same goods'],
  mixed_basket: ['商品が一部同じ', 'some of the same goods'],
  other_basket: ['商品が違う', 'other goods'],
  same_cash: ['同じ預り金', 'the same cash'],
  other_cash: ['預り金が違う', 'other cash'],
  other_payment: ['支払方法が違う', 'another way of paying'],
}

export function reasonWords(reason: LikenessReason): { ja: string; en: string } {
  const [ja, en] = WORDS[reason]
  return { ja, en }
}

const STATES: Record<LikeReceipt['state'], [ja: string, en: string]> = {
  approved: ['付与済み', 'credited'],
  needs_review: ['確認待ち', 'waiting'],
  revoked: ['取り消し済み', 'revoked'],
}

/** For staff: which entry it is like, how much, and why. */
export function likenessWords({ entryId, samePerson, state, score, reasons }: LikeReceipt): {
  ja: string
  en: string
} {
  const percent = `${Math.floor(score * 100)}%`
  const entry = entryId.slice(0, 8)
  const said = (language: 0 | 1) => reasons.map((reason) => WORDS[reason][language])
  const who = samePerson ? ['本人', 'the same person’s'] : ['別の人', 'another person’s']
  const which = STATES[state]
  return {
    ja: `${who[0]}の応募 ${entry}(${which[0]})と一致度 ${percent}: ${said(0).join('、')}`,
    en: `${percent} like ${who[1]} ${which[1]} entry ${entry}: ${said(1).join(', ')}`,
  }
}
