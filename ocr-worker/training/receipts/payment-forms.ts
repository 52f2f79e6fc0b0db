import type { SumsForm } from './sums-forms.ts'

const CARD =
  '{クレジット|クレジットカード|クレジット支払|カード|VISA|JCB|クレジット計|ｸﾚｼﾞｯﾄ|クレジット売上|iD|ID|QUICPay|電子マネー|電子マネー支払|交通系電子マネー|交通系IC|Suica|WAON|nanaco|Edy|コード決済|QR決済|バーコード決済|PayPay|d払い|楽天ペイ|au PAY|スマホ決済|プリペイド|デビット|掛売|カード支払|銀聯}'

export const PAYMENT_FORMS: SumsForm[] = [
  {
    name: 'tendered and change',
    weight: 4,
    lines: [
      'tendered|{お預り|お預かり|お預り金額|お預り金|預り|お 預 り|現金お預り|お預り合計|ｵｱｽﾞｶﾘ|預り金|お預り(現金)|現 金 お預り}>$tendered',
      'change|{お釣|お釣り|おつり|釣銭|お 釣 り|お釣銭|つり|ｵﾂﾘ|釣り|おつり金額|お返し}>$change',
    ],
  },
  {
    name: 'cash and change',
    weight: 3,
    lines: [
      'tendered|{現金|現 金|現　金|現計|ｹﾞﾝｷﾝ|CASH|現金支払}>$tendered',
      'change|{お釣|お釣り|おつり|釣銭|お 釣|つり銭|CHANGE|ｵﾂﾘ}>$change',
    ],
  },
  {
    name: 'tall tendered and change',
    weight: 2,
    lines: ['tendered+|{お預り|お預かり|現金|預り}>$tendered', 'change+|{お釣り|お釣|おつり}>$change'],
  },
  { name: 'exact cash', lines: ['payment|{現金|現 金|現計}>$total'] },
  { name: 'card', weight: 4, lines: [`payment|${CARD}>$total`] },
  {
    name: 'card tendered',
    lines: [
      `payment|${CARD}>$total`,
      'tendered|{お預り|お預り合計|お預り計}>$total',
      'change|{お釣り|お釣}>$zero',
    ],
  },
  {
    name: 'two payments',
    weight: 1.5,
    lines: [
      `payment|{商品券|ポイント支払|ギフト券|ポイント|プリペイド|クーポン券}>$part`,
      `payment|${CARD}>$rest`,
    ],
  },
  {
    name: 'gift certificate and cash',
    heldOut: true,
    lines: [
      'payment|{商品券|ギフトカード|金券}>$part',
      'tendered|{現金|お預り}>$resttendered',
      'change|{お釣り|釣銭}>$restchange',
    ],
  },
  { name: 'card with slip', weight: 2, lines: [`payment|${CARD}>$total`, '%slip'] },
  { name: 'counted twice', lines: [`payment|{支払方法|お支払方法}:${CARD}>$total`] },
  { name: 'nothing paid is told', lines: [] },
  {
    name: 'three payments',
    lines: [
      'payment|{商品券|ギフト券|ポイント}>$part',
      'payment|{クーポン|優待券|お買物券}>$few',
      `payment|${CARD}>$restfew`,
    ],
  },
  {
    name: 'bilingual cash',
    weight: 1.5,
    lines: [
      'tendered|{お預り|現金|お預かり}{ |/}{Cash|CASH|Tendered|Amount received}>$tendered',
      'change|{お釣り|おつり|釣銭}{ |/}{Change|CHANGE}>$change',
    ],
  },
  {
    name: 'sum of payments',
    lines: [
      `payment|${CARD}>$total`,
      'told|{お支払合計|支払計|お支払額計|領収額}>$total',
      'change|{お釣り|おつり|お釣}>$zero',
    ],
  },
  {
    name: 'tendered and change in one line',
    heldOut: true,
    lines: ['tendered|お預り $tendered', 'change|>お釣 $change'],
  },
  {
    name: 'card with words below',
    lines: [
      `payment|${CARD}>$total`,
      'other|{  |}{支払回数|お支払回数|承認番号|取引番号}{: |  |:}{1回|一括|$four}',
    ],
  },
  {
    name: 'pieces after the payment',
    lines: [`payment|${CARD}>$total`, 'pieces|{お買上点数|買上点数|合計点数|点数}>$pieces{点|個|}'],
  },
  {
    name: 'card with its number',
    weight: 1.5,
    lines: [
      `payment|${CARD}{ |}{(一括)|1回払い|一括|*$four|}>$total`,
      'other|{  |}{会員番号|カード番号|会員No|伝票番号}{:| |}{************|XXXX-XXXX-XXXX-|***}$four',
    ],
  },
  {
    name: 'paid, nothing given back',
    lines: [`payment|${CARD}>$total`, 'tendered|{お支払|お支払額|お預り計|支払合計}>$total'],
  },
  {
    name: 'cash by machine',
    lines: [
      'tendered|{投入金額|入金額|お預り|現金投入額}>$tendered',
      'change|{お釣り|釣銭|払出金額|おつり}>$change',
    ],
  },
  {
    name: 'points, then cash',
    weight: 1.5,
    lines: [
      'payment|{ポイント利用|ポイント支払|ポイントご利用額|dポイント|商品券}>$part',
      'tendered|{お預り|現金|お預り金額}>$resttendered',
      'change|{お釣り|お釣|おつり}>$restchange',
    ],
  },
  {
    name: 'e-money balance',
    weight: 1.5,
    lines: [
      'payment|{電子マネー|nanaco支払|WAON支払|交通系IC支払|Edy支払|カード支払}>$total',
      'points|{残高|カード残高|支払後残高|電子マネー残高|ご利用後残高}>$balance',
    ],
  },
]
