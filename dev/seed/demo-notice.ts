import type { Notice } from '@tamaru/domain'

/** What the demo's account publishes of itself. Nobody's terms: a brand has its own written by who knows the law. */
export const demoNotice: Notice = {
  operator: 'ミナト食品株式会社(デモのための架空の会社です)',
  contact: 'ミナト食品 お客様窓口(架空) campaign@minato.example',
  terms: [
    '1. 対象の商品を買ったレシートを、お一人さま何枚でも応募できます。同じレシートでの応募は1回までです。',
    '2. ポイントは無料でさしあげるもので、お金で買うことも、お金に換えることもできません。',
    '3. 返品されたとき、ほかの方のレシートだったときは、ポイントを取り消すことがあります。',
  ].join('\n'),
  privacy: [
    'レシートの写真と読み取った内容は、応募の確認、ポイントの付与、不正の防止に使います。',
    'それ以外の使いみちは、「設定」で一つずつ選べます。選ばなくても応募できます。',
  ].join('\n'),
}
