import type { Account } from './add-up-basket.ts'
import { run, type Values } from './fill-template.ts'
import type { Item } from './goods.ts'
import type { Production } from './productions.ts'
import type { TillStyle } from './till-style.ts'

/** A slip whose goods are printed in a way of their own; `whole` where its sums are too. */
export type OtherSlip = Production & {
  items?: (style: TillStyle) => Item[]
  lines: (style: TillStyle, items: Item[], account: Account) => string[]
  values: (style: TillStyle, items: Item[], account: Account) => Values
  whole?: true
}

const single = (name: string, unit: number, count: number, rate: 8 | 10 = 10): Item => ({
  name,
  count,
  unit,
  gross: Math.floor(unit * count),
  off: 0,
  percent: 0,
  rate,
})

const usual = (style: TillStyle, items: Item[], account: Account): Values => {
  const { random } = style
  const [item] = items as [Item]
  return {
    name: run(item.name, 'name'),
    unit: run(item.unit, 'unit'),
    count: run(Number.isInteger(item.count) ? item.count : item.count.toFixed(2), 'count'),
    amount: run(style.goodsMoney(item.gross), 'amount'),
    total: run(style.sumsMoney(account.total), 'sum'),
    tax: run(style.sumsMoney(account.tax), 'tax'),
    two: run(random.whole(1, 20)),
    four: run(random.digits(4)),
    time: run(`${random.whole(8, 11)}:${random.whole(10, 59)}`),
    later: run(`${random.whole(12, 22)}:${random.whole(10, 59)}`),
    day: run(`20${random.whole(20, 29)}/${random.whole(1, 12)}/${random.whole(1, 28)}`),
    hours: run(`${random.whole(0, 9)}時間${random.whole(0, 59)}分`),
  }
}

export const OTHER_SLIPS: OtherSlip[] = [
  {
    name: 'petrol',
    weight: 3,
    items: ({ random }) => [
      single(
        random.pick([
          'レギュラー',
          'ハイオク',
          '軽油',
          '灯油',
          'レギュラーガソリン',
          'ﾚｷﾞｭﾗｰ',
          '01 レギュラー',
          'プレミアム',
        ]),
        random.whole(98, 199),
        random.whole(500, 6000) / 100,
      ),
    ],
    lines: ({ random }) =>
      random.pick([
        [
          'good|$name',
          'more|{数量|給油量|}$count{L|ℓ|㍑|Ｌ}',
          'more|{単価|@|}$unit{円|}',
          'more|{金額|}>$amount',
        ],
        ['good|$name~60~$count{L|ℓ}>$amount', 'more|{  |}@$unit'],
        ['good|$name', 'more|{  |}$count{L| L} {@|×|x}$unit>$amount'],
        ['good|{油種 |}$name', 'more|{ポンプ|レーン|給油機}{No.|}$two', 'more|$count{L|ℓ}~60~@$unit>$amount'],
      ]),
    values: usual,
  },
  {
    name: 'parking',
    weight: 2,
    whole: true,
    items: ({ random }) => [single('駐車料金', random.whole(1, 40) * 100, 1)],
    lines: ({ random }) =>
      random.pick([
        [
          'other|{入庫|入場}{日時|}>$day $time',
          'other|{出庫|出場|精算}{日時|}>$day $later',
          'other|{駐車時間|利用時間}>$hours',
          'total|{駐車料金|料金|領収金額|合計}>$total',
          'tax|{(内消費税|内税}>$tax{)|}',
          'payment|{現金|クレジット|電子マネー}>$total',
        ],
        [
          'other|{入庫}>$time',
          'other|{出庫}>$later',
          'good|{駐車料金}>$amount',
          'total!|{合計|領収金額}>$total',
        ],
      ]),
    values: usual,
  },
  {
    name: 'form filled by hand',
    weight: 2,
    whole: true,
    items: ({ random }) => [single('お品代', random.whole(5, 500) * 100, 1)],
    lines: ({ random }) =>
      random.pick([
        [
          'heading!|^{領収書|領 収 証}',
          'other|{上様|様}',
          'total!|^{金額 |}$total{-|※|也|}',
          'other|{但し|但} {お品代として|お食事代として|書籍代として}',
          'other|{上記正に領収いたしました}',
          'moment|$day',
          'tax|{内消費税等|消費税額}>$tax',
        ],
        [
          'heading|^{領収証}',
          'total|{合計金額|領収金額}>$total',
          'told|{税抜金額}>',
          'tax|{消費税額等(10%)|消費税額}>$tax',
          'other|{収入印紙}',
        ],
      ]),
    values: usual,
  },
  {
    name: 'clinic',
    weight: 1.5,
    whole: true,
    items: ({ random }) => [single('診療費', random.whole(10, 900) * 10, 1)],
    lines: () => [
      'other|{患者番号|診察券番号}>$four',
      'other|{診療科}>{内科|歯科|外科|眼科}',
      'other|{初・再診料|基本料}>$two{点|}',
      'other|{医学管理等|投薬|処置|検査}>$four{点|}',
      'other|{保険点数合計|合計点数}>$four{点|}',
      'other|{負担割合|負担率}>{3割|30%|1割}',
      'told|{負担金額|保険負担額}>$total',
      'total+|{領収金額|請求金額|今回請求額|合計}>$total',
    ],
    values: usual,
  },
  {
    name: 'charge',
    weight: 1.5,
    whole: true,
    items: ({ random }) => [single('チャージ', random.whole(1, 10) * 1000, 1)],
    lines: () => [
      'heading|^{チャージ明細|入金レシート|ご入金明細}',
      'good|{チャージ|入金額|ご入金|積増}>$amount',
      'total|{合計|お支払金額}>$total',
      'tendered|{お預り|投入金額}>$total',
      'points|{チャージ前残高|残高}>$four',
      'points|{チャージ後残高|残高}>$four',
    ],
    values: usual,
  },
  {
    name: 'charges of an inn',
    heldOut: true,
    lines: (_, items) => items.flatMap((_, i) => [`good|$day~40~$name${i}~70~$count${i}>$amount${i}`]),
    values: (style, items, account) => ({
      ...usual(style, items, account),
      ...Object.fromEntries(
        items.flatMap((item, i) => [
          [`name${i}`, run(item.name, 'name')],
          [`count${i}`, run(item.count, 'count')],
          [`amount${i}`, run(style.goodsMoney(item.gross - item.off), 'amount')],
        ]),
      ),
    }),
  },
  {
    name: 'restaurant table',
    weight: 3,
    lines: (style, items) => {
      const good = [
        'good|$name#~60~$count#>$amount#',
        'good|$count# $name#>$amount#',
        'good|$name#~64~x$count#>$amount#',
      ]
      return [
        style.random.pick([
          'till|{テーブル|卓番}:$two  {人数|客数}:{2|3|4}{名|人}',
          'till|{2|3|4}名様>No.$four',
        ]),
        ...items.map((_, i) => good[Number(style.choose('0|1|2'))]!.replaceAll('#', String(i))),
      ]
    },
    values: (style, items, account) => ({
      ...usual(style, items, account),
      ...Object.fromEntries(
        items.flatMap((item, i) => [
          [
            `name${i}`,
            run(
              i === 0 && style.random.chance(0.4)
                ? style.random.pick(['お通し', '席料', 'サービス料', 'チャージ料', 'お通し代'])
                : item.name,
              'name',
            ),
          ],
          [`count${i}`, run(item.count, 'count')],
          [`amount${i}`, run(style.goodsMoney(item.gross - item.off), 'amount')],
        ]),
      ),
    }),
  },
]
