import type { Production } from './productions.ts'

/** Wordings; `{a|b}` is settled once for a till. Spaced words are how tills make short ones look important. */
const SUBTOTAL =
  '{小計|小 計|小　計|小計|小計|小計額|商品計|ｼｮｳｹｲ|税抜小計|小計(税抜)|お買上小計|計|SUBTOTAL|小計金額|小計(税込)|小計 Subtotal|Subtotal|小計/Subtotal|ご飲食計|お買上額小計|本体合計|商品代|飲食代小計|小計(本体)|買上小計}'
const TOTAL =
  '{合計|合 計|合　計|合計|合計|合　　計|お買上合計|お買上計|お買上げ合計|総合計|総計|税込合計|合計金額|お会計|ご請求額|ご請求金額|お支払金額|お支払い合計|ｺﾞｳｹｲ|領収金額|ご利用金額|合計(税込)|お買上額|TOTAL|お買上金額|ご精算額|お支払額|合計 Total|合計/Total|Total|合計(JPY)|お買上げ金額|ご請求合計|お支払合計|総 合 計|お買上げ計|税込計|税込合計金額|現金合計|ご飲食合計|今回ご請求額|お会計金額|精算金額}'
const PIECES = '{点|個|コ|品|点|点}'

/** `%tax`, `%pay` and the like stand for the forms of their kind. */
/** `before` and `after`: once, around the lines that each rate has. */
/** `again`: for each rate, once more below the total. */
export type SumsForm = Production & { lines: string[]; before?: string[]; after?: string[]; again?: string[] }

export const SUBTOTAL_FORMS: SumsForm[] = [
  { name: 'subtotal plain', weight: 4, lines: [`subtotal|${SUBTOTAL}>$goods`] },
  { name: 'subtotal, pieces between', weight: 2, lines: [`subtotal|${SUBTOTAL}~55~$pieces${PIECES}>$goods`] },
  { name: 'pieces before subtotal', lines: [`subtotal|{  |}$pieces${PIECES} ${SUBTOTAL}>$goods`] },
  {
    name: 'subtotal with pieces in brackets',
    lines: [`subtotal|${SUBTOTAL}{/|(|（|  }$pieces${PIECES}{|)|）|}>$goods`],
  },
  {
    name: 'pieces line then subtotal',
    weight: 1.5,
    lines: [
      `pieces|{お買上点数|買上点数|点数|合計点数|お買上げ点数|商品点数|数量計|お買上商品数|ﾃﾝｽｳ}>$pieces{点|個|コ|}`,
      `subtotal|${SUBTOTAL}>$goods`,
    ],
  },
  {
    name: 'subtotal then pieces line',
    lines: [
      `subtotal|${SUBTOTAL}>$goods`,
      `pieces|{お買上点数|買上点数|点数|お買上商品数|合計点数}>$pieces{点|個|}`,
    ],
  },
  {
    name: 'goods before discounts',
    lines: [
      'told|{(|}{商品代金|商品金額合計|商品合計|値引前合計|定価合計}>$before',
      'told|{(|}{値引合計|割引合計|お値引額|値引計}>$allminus',
      `subtotal|${SUBTOTAL}>$goods`,
    ],
  },
  {
    name: 'pieces and subtotal in one line, pieces first',
    lines: [`subtotal|{お買上|お買上げ|}$pieces${PIECES}~55~${SUBTOTAL}>$goods`],
  },
  {
    name: 'subtotal twice',
    lines: [`subtotal|${SUBTOTAL}>$goods`, 'told|{税抜計|税抜合計額|課税対象計|商品計|計}>$goods'],
  },
  { name: 'subtotal wide', weight: 1.5, lines: [`subtotal!|${SUBTOTAL}>$goods`] },
  { name: 'subtotal tall with pieces', lines: [`subtotal+|${SUBTOTAL}~58~$pieces${PIECES}>$goods`] },
  {
    name: 'discounts told before the subtotal',
    lines: [
      'told|{(|}{商品代金|商品価格合計|定価計}>$before{)|}',
      'told|{(|}{値引合計|値引額合計|割引計|お値引合計}>$allminus{)|}',
      `subtotal|${SUBTOTAL}>$goods`,
    ],
  },
  {
    name: 'discounts told behind the subtotal',
    heldOut: true,
    lines: [`subtotal|${SUBTOTAL}>$goods`, 'told|({うち値引|値引合計}~80~$allminus)'],
  },
  {
    name: 'subtotal with its count of lines',
    lines: [`subtotal|${SUBTOTAL}{ |  }{(|}{点数|数量}{ |:}$pieces{)|}>$goods`],
  },
  {
    name: 'sums of kinds before the subtotal',
    lines: ['told|{食品計|フード計|お料理計|商品計|部門計|課税計}>$goods', `subtotal|${SUBTOTAL}>$goods`],
  },
  { name: 'no subtotal', weight: 2, lines: [] },
  { name: 'no subtotal, pieces', lines: [`pieces|{お買上点数|買上点数|点数|合計点数|計}>$pieces{点|個|}`] },
  { name: 'subtotal in two lines', heldOut: true, lines: [`subtotal|${SUBTOTAL}`, 'subtotal|>$goods'] },
]

export const COUPON_FORMS: SumsForm[] = [
  {
    name: 'coupon plain',
    weight: 2,
    lines: [
      'coupon|{クーポン|クーポン値引|小計値引|小計割引|割引|値引|会員割引|アプリ割引|優待割引|まとめ割|レシートクーポン|株主優待|割引券|小計引|サービス券}>$minuscoupon',
    ],
  },
  {
    name: 'coupon percent',
    lines: [
      'coupon|{小計割引|割引|会員割引|感謝デー|シニア割引|お客様感謝割引} {5|10|3|7}%{引|}>$minuscoupon',
    ],
  },
  {
    name: 'coupon under its words',
    lines: [
      'coupon|{小計値引|お会計割引|会計値引|値引き|割引券利用|お値引き|クーポン割引|アプリクーポン値引}{ |  |(}$minuscoupon{|)}',
    ],
  },
  {
    name: 'coupon in two lines',
    lines: [
      'other|{＜クーポン利用＞|【割引】|*クーポン*|割引明細}',
      'coupon|{  |}{全品割引|お会計から割引|クーポンコード $four|会員特典|友の会割引}>$minuscoupon',
    ],
  },
  {
    name: 'coupon with base',
    heldOut: true,
    lines: ['told|{割引対象額}>$goods', 'coupon|{割引|値引}{5|10}%>$minuscoupon'],
  },
  {
    name: 'coupon and new subtotal',
    lines: ['coupon|{小計値引|クーポン|割引券}>$minuscoupon', 'told|{値引後小計|割引後計|差引計|小計}>$left'],
  },
]

const RATE = '{$rate%|$rate％|$rate%| $rate%|$rate}'

/** For each rate one after the other; $base is with tax or without, as the till has it. */
export const TAX_FORMS: SumsForm[] = [
  {
    name: 'one tax for both rates',
    weight: 1.5,
    lines: [`taxBase|{(|}${RATE}{対象|対象額|税込対象額}>$base{)|}`],
    after: [
      'tax|{(|}{内消費税等|内消費税等計|うち消費税額|内税合計|消費税等(8%・10%)|内消費税額計}>$taxtotal{)|}',
    ],
  },
  {
    name: 'table with its heading',
    weight: 1.5,
    before: [
      'heading|{税率|【税率別内訳】|内訳|税区分}~60~{対象額|税込金額|課税対象額}>{税額|消費税|内税額}',
    ],
    lines: [`taxPair|{ |}${RATE}{対象||内税}~60~$base>$tax`],
  },
  {
    name: 'bilingual rates',
    lines: [
      `taxBase|${RATE}{対象 | 対象/|}{Taxable|taxable amount}>$base`,
      'tax|{内消費税|消費税}{ |/}{Tax|VAT|included tax}>$tax',
    ],
  },
  {
    name: 'rate behind in brackets',
    lines: [
      'taxBase|{税込対象額|課税対象額|対象合計|税込合計}($rate%)>$base',
      'tax|{内税額|消費税額|内消費税}($rate%)>$tax',
    ],
  },
  {
    name: 'bracketed pair with a stroke',
    heldOut: true,
    lines: ['taxPair|($rate%税込 $basen/内税 $taxn)'],
  },
  {
    name: 'base then tax',
    weight: 3,
    lines: [
      `taxBase|{(|(|}{|税率|内税|}${RATE}{対象|対象額|対象計| 対象|課税対象|税込対象額|対象税込計}>$base{)||}`,
      `tax|{(|(|  (|}{内消費税等|消費税等|内消費税|うち消費税|消費税|内税額|(内消費税等|消費税額|内 消費税等}{|(${RATE})| ${RATE}|}>$tax{)||}`,
    ],
  },
  {
    name: 'pair in one line',
    weight: 2,
    lines: [
      `taxPair|{(|}${RATE}{対象|対象額|課税対象|税込}{ |:|}{¥|}$basen{ |  |(|、}{内税|消費税|税|内消費税|うち消費税}{ |:|¥|}$taxn{)|}`,
    ],
  },
  {
    name: 'pair at columns',
    weight: 2,
    lines: [`taxPair|{(|}${RATE}{対象|対象額||税込対象}~62~$base>{税|内税|(税|消費税|} $tax{)|}`],
  },
  { name: 'table', weight: 1.5, lines: [`taxPair|{(|}{税率|}${RATE}~60~$base>$tax{)|}`] },
  {
    name: 'inside words',
    weight: 1.5,
    lines: [`taxBase|{(|}内税${RATE}{対象額|対象|}>$base{)|}`, `tax|{(|}内税{|額}{${RATE}|}>$tax{)|}`],
  },
  {
    name: 'tax only',
    weight: 1.5,
    lines: [
      `tax|{(|（|}{内消費税等|うち消費税等|内消費税|内税|消費税等|うち消費税|税}{(${RATE})| ${RATE}|${RATE}|}>$tax{)|）|}`,
    ],
  },
  {
    name: 'net base',
    lines: [
      `taxBase|{(|}${RATE}{税抜対象額|対象(税抜)|税抜金額|本体価格}>$net{)|}`,
      `tax|{(|}${RATE}{税額|消費税額|消費税}>$tax{)|}`,
    ],
  },
  {
    name: 'net base and row of tax',
    heldOut: true,
    lines: [`taxPair|${RATE}対象 税抜$net~75~税$taxn>計 $gross`],
  },
  { name: 'base with bracketed tax', lines: [`taxPair|${RATE}対象{計|額|}>$base(内税{額|} $taxn)`] },
  {
    name: 'mark before',
    lines: [`taxBase|{※|*|◆}${RATE}{対象|}>$base`, `tax|{  |}{内消費税|消費税等|(内税額}>$tax{)|}`],
  },
  {
    name: 'tax, then its base',
    weight: 1.5,
    lines: [
      `tax|{(|}{内消費税等|内消費税|消費税等|うち消費税額}{(${RATE})| ${RATE}|${RATE}}>$tax{)|}`,
      `taxBase|{(|  (|}{${RATE}|}{対象額|税込対象額|対象金額|対象}>$base{)|}`,
    ],
  },
  {
    name: 'base and tax in words, one line',
    lines: [
      `taxPair|{※|*|}${RATE}{対象|対象商品}{ |:|計}{¥|}$basen{円|}{ |  |(}{内税|消費税等|うち税}{額|}{ |}{¥|}$taxn{円|}{)|}`,
    ],
  },
  {
    name: 'rates in a table of four',
    heldOut: true,
    before: ['heading|税率~40~税抜~70~消費税>税込'],
    lines: [`taxPair|$rate%~40~$net~70~$tax>$gross`],
  },
  {
    name: 'broken over lines',
    heldOut: true,
    lines: [`taxBase|(${RATE}{税込対象|対象}`, 'taxBase|>$base)', `tax|(内消費税額`, 'tax|>$tax)'],
  },
]

export const OUTSIDE_TAX_FORMS: SumsForm[] = [
  {
    name: 'outside one tax for both rates',
    weight: 1.5,
    lines: [`taxBase|{(|}{外税|}${RATE}{対象|対象額|税抜対象額}>$net{)|}`],
    after: ['tax|{外税額計|外消費税等|消費税等|消費税額合計|外税合計|消費税}>$taxtotal'],
  },
  {
    name: 'outside table with its heading',
    before: ['heading|{税率|【税率別内訳】|内訳}~60~{税抜額|対象額|本体額}>{税額|消費税}'],
    lines: [`taxPair|{ |}${RATE}{対象||外税}~60~$net>$tax`],
  },
  {
    name: 'outside, and what comes of it',
    weight: 1.5,
    lines: [
      `taxBase|{外税|税抜|}${RATE}{対象|対象額}>$net`,
      `tax|{外税|外税額|消費税}${RATE}>$tax`,
      `told|{税込|税込額|税込対象額|計}{${RATE}|}>$rategross`,
    ],
  },
  {
    name: 'outside bilingual',
    lines: [`tax|{消費税|外税|税}{ Tax|/Tax| Consumption Tax}{ ${RATE}|(${RATE})}>$tax`],
  },
  {
    name: 'outside broken over lines',
    heldOut: true,
    lines: [`taxBase|外税$rate%対象額`, 'taxBase|>$net', 'tax|外税額 $rate%', 'tax|>$tax'],
  },
  {
    name: 'outside base then tax',
    weight: 3,
    lines: [
      `taxBase|{(|}{外税|}${RATE}{対象額|対象|対象計|税抜対象額|課税対象}>$net{)|}`,
      `tax|{(|}{外税|外税額|消費税|消費税等|外消費税等|税額}{${RATE}|(${RATE})| ${RATE}}>$tax{)|}`,
    ],
  },
  {
    name: 'outside tax only',
    weight: 2,
    lines: [`tax|{外税|外税額|消費税等|消費税|外消費税|税}{ |}{${RATE}|(${RATE})}>$tax`],
  },
  {
    name: 'outside pair',
    weight: 1.5,
    lines: [`taxPair|{(|}{外税|}${RATE}{対象|対象額|}{¥|}~58~$net>{税|外税|消費税| }$tax{)|}`],
  },
  {
    name: 'outside subtotal per rate',
    lines: [`taxBase|小計{(税抜|(税抜 }$rate%)>$net`, `tax|消費税等(${RATE})>$tax`],
  },
  {
    name: 'outside, the rates told with tax below the total',
    weight: 2,
    lines: [
      `taxBase|{小計|}{(税抜|(税抜 |税抜}{${RATE}|$rate%}{)|対象)|}>$net`,
      `tax|{消費税等|消費税|外税}{(${RATE})| ${RATE}|${RATE}}>$tax`,
    ],
    again: [
      `taxBase|{(|}{税率|}${RATE}{対象|対象額| 対象}>$base2{)|}`,
      `tax|{(|  (|}{内消費税等|内消費税|うち消費税}{${RATE}| ${RATE}|}>$tax{)|}`,
    ],
  },
  {
    name: 'outside, the rates told in pairs below the total',
    heldOut: true,
    lines: [`tax|消費税等(${RATE})>$tax`],
    again: [`taxPair|(${RATE}対象 $base2 内消費税 $taxn)`],
  },
  {
    name: 'outside kana',
    heldOut: true,
    lines: [`taxBase|{ｿﾄｾﾞｲ}$rate%{ﾀｲｼｮｳ}>$net`, `tax|{ｿﾄｾﾞｲ}$rate%>$tax`],
  },
]

/** After the taxes or between. */
export const TAX_SUM_FORMS: SumsForm[] = [
  { name: 'no sum of taxes', weight: 5, lines: [] },
  {
    name: 'sum of taxes',
    lines: ['told|{(|}{税合計|消費税合計|税額合計|消費税等合計|内税合計|(税合計|うち消費税等}>$alltax{)|}'],
  },
  { name: 'sum with tax', lines: ['told|{税込小計|税込計|値引後小計|税込金額|差引合計|計}>$payable'] },
  { name: 'net of all', lines: ['told|{税抜合計|税抜金額|本体合計|税抜計}>$allnet'] },
  { name: 'tax free', lines: ['taxBase|{非課税対象額|非課税計|不課税対象}>$zero'] },
]

export const LATER_FORMS: SumsForm[] = [
  {
    name: 'points used, and what is left',
    lines: [
      'coupon|{ポイント利用|ポイント値引|お値引|利用ポイント}>$minuslater',
      'told|{値引後税込小計|差引金額|値引後合計|差引小計}>$total',
    ],
  },
  {
    name: 'points used',
    weight: 2,
    lines: [
      'coupon|{ポイント利用|ポイント値引|ポイント割引|利用ポイント|ポイントご利用|ポイント充当|P利用|ご利用ポイント}>$minuslater',
    ],
  },
  {
    name: 'rounding',
    weight: 2,
    lines: [
      'coupon|{端数値引|端数調整|端数処理|端数サービス|まるめ|円満値引|お値引|端数引|スマイル値引|出精値引|サービス値引|調整}>$minuslater',
    ],
  },
  {
    name: 'points used and paid',
    lines: [
      'told|{税込合計|合計金額|請求額}>$payable',
      'coupon|{ポイント利用額|ポイント支払|ポイント使用|ポイントお支払い|dポイント利用|値引(ポイント)}>$minuslater',
    ],
  },
  { name: 'gift', lines: ['coupon|{割引券|優待券利用|ギフト値引|商品券値引}>$minuslater'] },
]

export const TOTAL_FORMS: SumsForm[] = [
  { name: 'total plain', weight: 3, lines: [`total|${TOTAL}>$total`] },
  { name: 'total wide', weight: 3, lines: [`total!|${TOTAL}>$total`] },
  { name: 'total tall', weight: 3, lines: [`total+|${TOTAL}>$total`] },
  { name: 'total wide and tall', weight: 2, lines: [`total!+|${TOTAL}>$total`] },
  { name: 'total with pieces', weight: 1.5, lines: [`total|${TOTAL}~55~{(|/|}$pieces${PIECES}{)||}>$total`] },
  { name: 'pieces before total', lines: [`total+|$pieces${PIECES} ${TOTAL}>$total`] },
  { name: 'total in two lines', weight: 1, lines: [`total!|${TOTAL}`, 'total!|>$total'] },
  { name: 'persons before total', heldOut: true, lines: [`total|{1|2|3|4}名様 ${TOTAL}>$total`] },
  { name: 'total in a frame', lines: [`total+.|{* |＊|■|【|[}${TOTAL}{ *|＊||】|]}>$total`] },
  { name: 'total broken over lines, wide', lines: [`total!+|${TOTAL}`, 'total!+|$total'] },
  { name: 'pieces, total', lines: [`total|$pieces${PIECES}~60~${TOTAL}>$total`] },
  { name: 'total with a stroke behind', lines: [`total+|${TOTAL}>$total{-|−|也}`] },
  {
    name: 'total told once more',
    lines: [`total!|${TOTAL}>$total`, 'told|{(|}{うち税込|内訳|税込総額}>$total{)|}'],
  },
  {
    name: 'total with pieces below',
    heldOut: true,
    lines: [`total+|${TOTAL}>$total`, 'pieces|(お買上点数 $pieces点)'],
  },
  { name: 'total with its tax', lines: [`total+|${TOTAL} $total>({内税|うち税|内消費税等|税}{ |}$taxin)`] },
  {
    name: 'total, its tax in the next line',
    lines: [`total+|${TOTAL}>$total`, 'tax|{  |}({内税|うち消費税等|内消費税等|税額計}{ |}$taxin)'],
  },
  {
    name: 'total behind persons and pieces',
    lines: [`total|{2|3|4}{名|人} $pieces${PIECES}~55~${TOTAL}>$total`],
  },
  { name: 'total with words in brackets', heldOut: true, lines: [`total+|${TOTAL}(税込 $pieces点)>$total`] },
  { name: 'total in the middle', lines: [`total!|^${TOTAL} $total`] },
]

/** Where the parts stand among each other. */
export const ORDERS: (Production & { parts: string })[] = [
  { name: 'tax first, then total', weight: 1.5, parts: 'tax taxsum subtotal coupon later total pay' },
  { name: 'pay before total', parts: 'subtotal coupon tax taxsum later pay total' },
  {
    name: 'total, pay, rule, tax',
    weight: 1.5,
    parts: 'subtotal coupon later total rule pay rule tax taxsum',
  },
  { name: 'tax between total and pay', parts: 'rule coupon later total tax taxsum rule pay' },
  { name: 'coupon behind the tax', heldOut: true, parts: 'subtotal tax taxsum coupon later total pay' },
  { name: 'subtotal tax total pay', weight: 4, parts: 'subtotal coupon tax taxsum later total pay' },
  { name: 'subtotal total tax pay', weight: 3, parts: 'subtotal coupon later total tax taxsum pay' },
  { name: 'subtotal total pay tax', weight: 2, parts: 'subtotal coupon later total pay tax taxsum' },
  { name: 'tax before subtotal', parts: 'tax subtotal coupon taxsum later total pay' },
  { name: 'total pay', weight: 1, parts: 'coupon later total pay' },
  { name: 'rule between', weight: 2, parts: 'rule subtotal coupon tax rule later total rule pay' },
  {
    name: 'total, tax, pay, rule',
    heldOut: true,
    parts: 'rule subtotal coupon later rule total rule tax taxsum rule pay',
  },
]
