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
  part: '',
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

/** Each good has a value of its own: `$name0`, `$count0`, `$amount0`. */
const everyGood = (style: TillStyle, items: Item[], account: Account): Values => ({
  ...usual(style, items, account),
  ...Object.fromEntries(
    items.flatMap((item, i) => [
      [`name${i}`, run(item.name, 'name')],
      [`count${i}`, run(item.count, 'count')],
      [`amount${i}`, run(style.goodsMoney(item.gross - item.off), 'amount')],
    ]),
  ),
})

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
    name: 'petrol with its taxes',
    weight: 1.5,
    items: ({ random }) => [
      single(
        random.pick(['レギュラー', 'ハイオク', '軽油', 'ﾊｲｵｸ', 'レギュラーG']),
        random.whole(98, 199),
        random.whole(500, 6000) / 100,
      ),
    ],
    lines: ({ random }) =>
      random.pick([
        [
          'other|{車番|車両番号}{:| |}$four',
          'good|{商品 |}$name',
          'more|{数量 |}$count{L|ﾘｯﾄﾙ|リットル}~60~{単価 |@}$unit{円|}>$amount',
          'other|({うち|内}{軽油税|ガソリン税|揮発油税} $four)',
        ],
        ['heading|{油種|商品名}~40~{数量}~65~{単価}>{金額}', 'good|$name~40~$count~65~$unit>$amount'],
        [
          'good|{*|※|}$name>$amount',
          'more|{  |}$count{L}{ × |x|×}$unit',
          'other|{給油所|計量器|ノズル}{No|}$two',
        ],
      ]),
    values: usual,
  },
  {
    name: 'form filled by hand, wide',
    weight: 2.5,
    whole: true,
    items: ({ random }) => [single('お品代', random.whole(5, 800) * 100, 1)],
    lines: ({ random }) =>
      random.pick([
        [
          'heading!|^{領 収 証|領収書|領 収 書|領　収　証}>{No.$four|}',
          'other|{　|}様>{$day|}',
          'total!+|^{金額|金|}{ |  |}$total{-|也|−|※|}',
          'other|{但し|但}{ |}{お品代|飲食代|書籍代|文具代|会費}として',
          'other|{上記|右記|}{正に領収いたしました|の金額を領収しました}',
          'told|{内訳|}{ |}{税抜金額|税抜額}>$net',
          'tax|{消費税額等|消費税額}{(10%)|( %)|}>$tax',
        ],
        [
          'heading+|{領収証|領収書}~60~{No|発行No}$four>$day',
          'other|$clerk{ 様|様}',
          'total+|~50~{¥|金|}$total{-|也|}',
          'other|{但し|但} {お品代として|食事代として}~80~{収入印紙|印紙}',
          'taxBase|{税率|}{10%対象|8%対象}~50~$total',
          'tax|{消費税|うち消費税額}~50~$tax',
        ],
        [
          'other|{収|入|印|紙}',
          'heading!|{領収書|領 収 書}',
          'other|{発行日|}{ |}$day',
          'total!|{合計金額|領収金額|お支払金額}>$total',
          'other|{様|御中}',
          'good|{内容|品目|但し書き}{ |:}$name>$amount',
        ],
      ]),
    values: (style, items, account) => ({
      ...usual(style, items, account),
      clerk: run(style.random.pick(['佐藤', '山本商事', '上', '田中', '〇〇'])),
      net: run(style.sumsMoney(account.total - account.tax), 'sum'),
    }),
  },
  {
    name: 'parking with its hours',
    weight: 1.5,
    whole: true,
    items: ({ random }) => [single('駐車料金', random.whole(1, 60) * 100, 1)],
    lines: () => [
      'other|{車室|車室番号|駐車券番号|No.}{ |:}$two',
      'other|{入庫|入庫時刻|IN}{:| |}$day $time',
      'moment|{出庫|精算|精算時刻|OUT}{:| |}$day $later',
      'other|{駐車時間|ご利用時間}>$hours',
      'subtotal|{駐車料金|料金}>$total',
      'coupon|{サービス券|割引|優待}>{-0|0円|¥0}',
      'total+|{領収金額|合計|お支払額|精算金額}>$total',
      'tax|{(|}{内消費税|消費税(10%)}{ |}$tax{)|}',
      'payment|{現金|電子マネー|クレジット|回数券}>$total',
    ],
    values: usual,
  },
  {
    name: 'clinic with its points',
    whole: true,
    items: ({ random }) => [single('一部負担金', random.whole(10, 900) * 10, 1)],
    lines: () => [
      'heading|^{診療費領収書|領収証|調剤明細書|領収書}',
      'other|{氏名|患者氏名}{ |:}{様|佐藤 様}',
      'other|{初診料|再診料|調剤技術料|薬学管理料|薬剤料}>$four{点|}',
      'other|{保険|保険外}~50~{負担割合|}{3割|2割|1割}',
      'other|{合計点数|総点数}>$four点',
      'told|{総医療費|医療費総額}>$four',
      'subtotal|{一部負担金|保険分負担額|患者負担額}>$total',
      'total!|{領収額|領収金額|今回請求額|お支払額}>$total',
      'payment|{現金|クレジット}>$total',
    ],
    values: usual,
  },
  {
    name: 'ticket or fare',
    weight: 1.5,
    whole: true,
    items: ({ random }) => [single('乗車券', random.whole(15, 900) * 10, 1)],
    lines: () => [
      'heading|^{領収書|ご利用票|領収証|切符}',
      'other|{区間|発駅|乗車}{ |:}{中央〜本町|東→西|本町駅}',
      'good|{乗車券|特急券|運賃|入場料|入館料|大人1枚|定期券}>$amount',
      'total|{合計|領収額|料金|運賃}>$total',
      'tax|{(|}{内消費税|消費税10%}>$tax{)|}',
      'payment|{現金|IC|クレジット}>$total',
    ],
    values: usual,
  },
  {
    name: 'service of a salon',
    weight: 1.5,
    lines: (style, items) =>
      items.map((_, i) =>
        style.choose('0|1') === '0'
          ? `good|$name${i}>$amount${i}`
          : `good|{・|}$name${i}~60~$count${i}{回|名|}>$amount${i}`,
      ),
    values: everyGood,
  },
  {
    name: 'taxi or toll',
    weight: 1.5,
    whole: true,
    items: ({ random }) => [single('運賃', random.whole(50, 900) * 10, 1)],
    lines: () => [
      'heading|^{領収書|領収証|利用証明書|ご利用明細}',
      'other|{車番|無線|登録番号|車両}{No|}{:| |}$four',
      'other|{乗車|入口|入}{:| |}$time',
      'other|{降車|出口|出}{:| |}$later',
      'good|{運賃|メーター料金|通行料金|料金|普通車|迎車料金}>$amount',
      'coupon|{割引|障割|ETC割引}>{0円|¥0|-0}',
      'total+|{合計|領収金額|領収額|合計運賃}>$total',
      'tax|{(|}{内消費税|内消費税等|うち消費税}{(10%)|}>$tax{)|}',
      'payment|{現金|カード|チケット|電子マネー|ETC}>$total',
    ],
    values: usual,
  },
  {
    name: 'post office, counter',
    weight: 1.5,
    lines: (style, items) =>
      items.map((_, i) =>
        style.choose('a|b|c') === 'a'
          ? `good|$name${i}~60~$count${i}{枚|通|個|件}>$amount${i}`
          : `good|{・|}$name${i} $unit${i}{円|}×$count${i}{枚|通|個|件}>$amount${i}`,
      ),
    values: (style, items, account) => ({
      ...everyGood(style, items, account),
      ...Object.fromEntries(items.map((item, i) => [`unit${i}`, run(item.unit, 'unit')])),
    }),
  },
  {
    name: 'laundry with its tags',
    lines: (_, items) =>
      items.flatMap((_, i) => [
        `good|$name${i}~60~$count${i}{点|枚}>$amount${i}`,
        'other|{  |}{タグ|タグNo|仕上日|お渡し日|受付}{:| |}$four',
      ]),
    values: everyGood,
  },
  {
    name: 'order that was delivered',
    weight: 1.5,
    lines: (style, items) => [
      'other|{注文番号|Order #|ご注文番号|受注No}{:| |}$four-$four',
      ...items.flatMap((_, i) =>
        style.choose('a|b') === 'a'
          ? [`good|$name${i}`, `more|{数量|Qty|個数}{:| |: }$count${i}>$amount${i}`]
          : [`good|$count${i}{ x | × |点 }$name${i}>$amount${i}`],
      ),
      'good|{送料|配送料|配送手数料|手数料}>$free',
    ],
    values: (style, items, account) => ({
      ...everyGood(style, items, account),
      free: run(style.goodsMoney(0), 'amount'),
    }),
  },
  {
    name: 'tickets of a machine',
    heldOut: true,
    lines: (_, items) => [
      'heading|^食券',
      ...items.flatMap((_, i) => [`good|$name${i}`, `more|$count${i}枚>$amount${i}`]),
    ],
    values: everyGood,
  },
  {
    name: 'charges of an inn',
    heldOut: true,
    lines: (_, items) => items.flatMap((_, i) => [`good|$day~40~$name${i}~70~$count${i}>$amount${i}`]),
    values: everyGood,
  },
  {
    name: 'restaurant table',
    weight: 3,
    lines: (style, items) => {
      const good = [
        'good|$name#~60~$count#>$amount#',
        'good|$count# $name#>$amount#',
        'good|$name#~64~x$count#>$amount#',
        'good|{・|* |}$name#~70~$count#{点|人|杯|皿}>$amount#',
      ]
      return [
        style.random.pick([
          'till|{テーブル|卓番}:$two  {人数|客数}:{2|3|4}{名|人}',
          'till|{2|3|4}名様>No.$four',
          'till|{卓|席|Table}{No|}{:| }$two{-|}~60~{大人|男性|Guests}{2|3|4}{ 小人1|}',
          'till|{伝票No|注文No}$four {カウンター|座敷|個室|テラス}$two',
        ]),
        ...items.map((_, i) => good[Number(style.choose('0|1|2|3'))]!.replaceAll('#', String(i))),
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
                ? style.random.pick([
                    'お通し',
                    '席料',
                    'サービス料',
                    'チャージ料',
                    'お通し代',
                    'テーブルチャージ',
                    '奉仕料',
                    '飲み放題',
                    '深夜料金',
                    'お通し2名',
                  ])
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
