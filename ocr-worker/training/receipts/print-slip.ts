import { fillTemplate, run } from './fill-template.ts'
import type { PrintedLine } from './printed-line.ts'
import type { TillStyle } from './till-style.ts'

const LINES = [
  'other|{?カード会社|カード会社名|会社名}>{?ビザ/マスター|JCBグループ|三つ星カード|VISA GROUP}',
  'other|{?会員番号|カード番号|会員No.}>{?XXXX-XXXX-XXXX-|**** **** **** |XXXXXXXXXXXX}$four',
  'other|{?有効期限}>XX/XX',
  'other|{?承認番号|承認No.|承認NO}>$six',
  'other|{?伝票番号|伝票No.|端末番号|処理通番|端末No}>$long',
  'other|{?取引内容|取引区分|取引種別}>{?売上|オートリバーサル|お買上|1回払}',
  'other|{?支払区分|支払方法|お支払方法}>{?一括|一括払い|1回払い}',
  'told|{?金額|利用金額|合計金額|お支払金額|カード利用額|ご利用金額|取引金額}>$total',
  'other|{?商品区分}>{?990|0990|物販}',
  'other|{?加盟店名|加盟店} {?本店|中央店|駅前店}',
  'other|{?取扱日|ご利用日時|取引日時|利用日}>$day',
  'other|{?AID}>A00000$long',
  'other|{?ATC|ARC}>$four',
  'other|{?APL名|カードシーケンス番号}>{?VISA CREDIT|01|00}',
  'other|{?暗証番号確認済|サイン不要|*ご署名省略|ICカード取引}',
  'other|{?決済番号|決済ID|取引ID|支払番号}>$long$six',
]

/** What the payment terminal prints beneath the till's receipt. */
export function printSlip(style: TillStyle, total: number): PrintedLine[] {
  const { random, choose } = style
  const values = {
    total: run(style.sumsMoney(total), 'sum'),
    four: run(random.digits(4)),
    six: run(random.digits(6)),
    long: run(random.digits(random.pick([8, 10, 12, 13]))),
    day: run(`20${random.whole(22, 30)}/${random.whole(1, 12)}/${random.whole(1, 28)}`),
  }
  const heads = [
    'other|^{?【クレジット売上票】|クレジット売上票|カードご利用控え|-- お客様控え --|電子マネー売上票|《お客様控》|ご利用明細}',
  ]
  const body = LINES.filter(() => random.chance(0.5))
  return [...heads.filter(() => random.chance(0.6)), ...body].flatMap((t) => fillTemplate(t, values, choose))
}
