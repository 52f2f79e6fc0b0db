import type { Production } from './productions.ts'

/**
 * How a till prints one good: `one` where a single piece was bought, `many` otherwise; `heading` stands above all goods.
 * $pre and $post are the mark of the tax rate, $code the good's number where the till prints it before or behind the name.
 */
export type GoodsForm = Production & { one: string[]; many: string[]; heading?: string[] }

const N = '{$pre$code|$pre$code|$code$pre}$name$behind'
const MORE = `more|{  |    |}`
const ONE = `good|${N}>$amount$post`
const PIECE = '{個|コ|点|ケ|個|点|本|ヶ|ｺ|ｺ|冊|枚|袋|パック}'
const X = '{x| x | X |×| × |X|＊| * |メ}'

export const GOODS_FORMS: GoodsForm[] = [
  // one line, counts below
  {
    name: 'count x unit below',
    weight: 3,
    one: [ONE],
    many: [ONE, `more|{  |    |      }{(|}$count${PIECE}${X}{単|@|¥|ﾀﾝ|単|}$unit{)|}`],
  },
  {
    name: 'unit x count below',
    weight: 3,
    one: [ONE],
    many: [ONE, `more|{  |    |      }{(|}{@|¥|単|ﾀﾝ|}$unit${X}$count${PIECE}{)|}`],
  },
  {
    name: 'unit x count right',
    weight: 2,
    one: [ONE],
    many: [ONE, `more|>{(|}{@|¥|単|ﾀﾝ|}$unit${X}$count{個|点|コ|}{)|}`],
  },
  {
    name: 'count at unit below',
    weight: 2,
    one: [ONE],
    many: [ONE, `more|{  |    |      }{(|}$count${PIECE}{ | }{@|＠|@ |単価}$unit{)|}`],
  },
  {
    name: 'count and unit in words',
    one: [ONE],
    many: [ONE, `more|{  |    }{数量|個数}{ |:|  }$count{  | }{単価|単}{ |:|  }$unit`],
  },
  {
    name: 'unit and count in words',
    one: [ONE],
    many: [ONE, `more|{  |    }{単価|単}{ |:|  |}$unit{  | | 円 }{数量|個数|数}{ |:|  |}$count`],
  },
  { name: 'count below alone', one: [ONE], many: [ONE, `more|{    |        }$count{点|個|コ}`] },
  { name: 'count right below', one: [ONE], many: [ONE, `more|>{x|×|数量|}{ |}$count{点|個|コ}`] },
  // counts above
  {
    name: 'unit x count above',
    weight: 2,
    one: [ONE],
    many: [`good|{  |   }{@|¥|単|ﾀﾝ|}$unit${X}$count{個|点|コ|}`, `more|${N}>$amount$post`],
  },
  {
    name: 'count at unit above',
    one: [ONE],
    many: [`good|{   |  |}$count${PIECE}{ |}{@|単}$unit`, `more|${N}>$amount$post`],
  },
  // name, then count and amount
  {
    name: 'count x unit amount',
    weight: 2.5,
    one: [ONE],
    many: [`good|${N}`, `more|{  |    }{(|}$count${PIECE}${X}{単|@|¥|ﾀﾝ|単|}$unit{)|}>$amount$post`],
  },
  {
    name: 'unit x count amount',
    weight: 2.5,
    one: [ONE],
    many: [`good|${N}`, `more|{  |    }{@|¥|単|ﾀﾝ|}$unit${X}$count{個|点|コ|}>$amount$post`],
  },
  {
    name: 'two lines, unit x count amount',
    weight: 2,
    one: [`good|${N}`, `more|{  |    |}{@|¥|}$unit${X}$count{個|点|}>$amount$post`],
    many: [`good|${N}`, `more|{  |    |}{@|¥|}$unit${X}$count{個|点|}>$amount$post`],
  },
  {
    name: 'two lines, count x unit amount',
    weight: 2,
    one: [`good|${N}`, `more|{  |    |}$count${PIECE}${X}{単|@|ﾀﾝ|}$unit>$amount$post`],
    many: [`good|${N}`, `more|{  |    |}$count${PIECE}${X}{単|@|ﾀﾝ|}$unit>$amount$post`],
  },
  {
    name: 'two lines, piece amount',
    weight: 2,
    one: [`good|${N}`, `more|~55~$count{点|個|コ|ケ}>$amount$post`],
    many: [`good|${N}`, `more|~55~$count{点|個|コ|ケ}>$amount$post`],
  },
  {
    name: 'two lines, yen piece yen',
    one: [`good|${N}`, `more|{  |}$yunit~55~$count{個|点}>$yamount$post`],
    many: [`good|${N}`, `more|{  |}$yunit~55~$count{個|点}>$yamount$post`],
  },
  {
    name: 'two lines, words amount',
    heldOut: true,
    one: [`good|${N}`, `more|{  }単価 $unit~60~数量 $count>$amount$post`],
    many: [`good|${N}`, `more|{  }単価 $unit~60~数量 $count>$amount$post`],
  },
  {
    name: 'two lines, amount only',
    weight: 1.5,
    one: [`good|${N}`, 'more|>$amount$post'],
    many: [`good|${N}`, `more|{    }$count{点|個|コ}{ |}>$amount$post`],
  },
  {
    name: 'code line then name',
    one: ['good|$anycode>$amount$post', `more|$name`],
    many: ['good|$anycode>$amount$post', `more|$name{ | x|　}$count{点|個|}`],
  },
  {
    name: 'code count amount below',
    one: [`good|${N}`, `more|$anycode~62~$count{点|個|}>$amount$post`],
    many: [`good|${N}`, `more|$anycode~62~$count{点|個|}>$amount$post`],
  },
  {
    name: 'code, name, words',
    one: ['good|$jan', `more|$name`, 'more|{  |}@$unit~60~$count{点|個|}>$amount$post'],
    many: ['good|$jan', `more|$name`, 'more|{  |}@$unit~60~$count{点|個|}>$amount$post'],
  },
  {
    name: 'three lines',
    one: [`good|${N}`, 'more|{  |}$jan', 'more|~50~{@|}$unit{ x |×}$count>$amount$post'],
    many: [`good|${N}`, 'more|{  |}$jan', 'more|~50~{@|}$unit{ x |×}$count>$amount$post'],
  },
  {
    name: 'jan below amount',
    weight: 1.5,
    one: [ONE, '?more|{  |}$jan'],
    many: [ONE, 'more|{  |}$jan~90~$count{点|個}'],
  },
  // tables
  {
    name: 'table name unit count amount',
    weight: 1.5,
    heading: ['heading|{品名|商品名|品　名|品名・数量}~50~{単価|単 価}~68~{数量|数|点数}>{金額|金 額|小計}'],
    one: [`good|${N}~55~$unit~66~$count>$amount$post`],
    many: [`good|${N}~55~$unit~66~$count>$amount$post`],
  },
  {
    name: 'table name count unit amount',
    weight: 1.5,
    heading: [
      'heading|{品名|商品名|品　名|メニュー}~52~{数量|数|点数|個数}~72~{単価|単 価}>{金額|金 額|小計}',
    ],
    one: [`good|${N}~52~$count~70~$unit>$amount$post`],
    many: [`good|${N}~52~$count~70~$unit>$amount$post`],
  },
  {
    name: 'table name count amount',
    weight: 1.5,
    heading: ['heading|{品名|商品名|商品|メニュー}~62~{数量|数|点数|個数}>{金額|金 額|小計}'],
    one: [`good|${N}~62~$count{点|個|}>$amount$post`],
    many: [`good|${N}~62~$count{点|個|}>$amount$post`],
  },
  {
    name: 'bare table name count amount',
    one: [`good|${N}~66~{x|×|}$count{点|個|コ|}>$amount$post`],
    many: [`good|${N}~66~{x|×|}$count{点|個|コ|}>$amount$post`],
  },
  {
    name: 'bare table name unit count amount',
    one: [`good|${N}~55~{@|}$unit~68~{x|×|}$count>$amount$post`],
    many: [`good|${N}~55~{@|}$unit~68~{x|×|}$count>$amount$post`],
  },
  {
    name: 'table count name amount',
    heading: ['heading|{数量|数} {品名|商品}>{金額|小計}'],
    one: [`good|$count {  |}${N}>$amount$post`],
    many: [`good|$count {  |}${N}>$amount$post`],
  },
  {
    name: 'table name amount count',
    heldOut: true,
    heading: ['heading|品名~65~金額>数量'],
    one: [`good|${N}~65~$amount$post>$count`],
    many: [`good|${N}~65~$amount$post>$count`],
  },
  // in the line
  {
    name: 'count before name',
    weight: 1.5,
    one: [`good|$count{ |  |x |点 |個 |コ |× }${N}>$amount$post`],
    many: [`good|$count{ |  |x |点 |個 |コ |× }${N}>$amount$post`],
  },
  { name: 'count before many', one: [ONE], many: [`good|$count{ |x |点 |個 |コ |×}${N}>$amount$post`] },
  {
    name: 'count behind name',
    weight: 1.5,
    one: [ONE],
    many: [`good|${N}{ x| ×|x|×| *|  }$count{個|点|}>$amount$post`],
  },
  {
    name: 'count behind name always',
    one: [`good|${N}~68~{x|×}{ |}$count>$amount$post`],
    many: [`good|${N}~68~{x|×}{ |}$count>$amount$post`],
  },
  {
    name: 'piece behind name always',
    weight: 1.5,
    one: [`good|${N}~66~$count{点|個|コ|ヶ|本}>$amount$post`],
    many: [`good|${N}~66~$count{点|個|コ|ヶ|本}>$amount$post`],
  },
  {
    name: 'unit and count behind name',
    one: [ONE],
    many: [`good|${N} {@|}$unit{x|×| x }$count>$amount$post`],
  },
  {
    name: 'bracketed behind name',
    heldOut: true,
    one: [ONE],
    many: [`good|${N}($count{個|点|コ} @$unit)>$amount$post`],
  },
  {
    name: 'at unit behind name',
    one: [`good|${N}~60~@$unit>$amount$post`],
    many: [`good|${N}~60~@$unit x$count>$amount$post`],
  },
  // two languages, details under names
  {
    name: 'english below',
    one: [ONE, 'more|{  |}$english'],
    many: [ONE, 'more|{  |}$english', 'more|{    }$unit x $count'],
  },
  {
    name: 'name wraps',
    one: ['good|$pre$code$head', 'more|$tail>$amount$post'],
    many: ['good|$pre$code$head', 'more|$tail>$amount$post', `more|{  |}($unit${X}$count${PIECE})`],
  },
  {
    name: 'department below',
    one: [ONE, 'more|{ |  }$department'],
    many: [ONE, 'more|{ |  }$department~70~$count{個|点}'],
  },
  {
    name: 'numbered',
    one: [`good|$index{.|:| |)} ${N}>$amount$post`],
    many: [`good|$index{.|:| |)} ${N}>$amount$post`, `more|{    }$unit${X}$count{個|}`],
  },
  {
    name: 'rate column',
    one: [`good|${N}~70~$rate%>$amount`],
    many: [`good|${N}~70~$rate%>$amount`, `more|{    }$count${PIECE}${X}$unit`],
  },
  {
    name: 'dots between',
    one: [`good|${N}$dots>$amount$post`],
    many: [`good|${N}$dots>$amount$post`, `more|{   }@$unit${X}$count`],
  },
  {
    name: 'price, discount, count, sum below',
    one: [`good|${N}`, 'more|$unit~40~{$hiki引|}~60~$count個>$net$post'],
    many: [`good|${N}`, 'more|$unit~40~{$hiki引|}~60~$count個>$net$post'],
  },
  {
    name: 'count and mark before amount',
    one: [`good|${N}~62~$count{点|個|コ}$mark>$amount`],
    many: [`good|${N}~62~$count{点|個|コ}$mark>$amount`],
  },
  {
    name: 'price with tax below',
    weight: 1.5,
    one: [ONE, 'more|{  |   |}({税込|本体|税抜|税込価格}{ | ¥|¥}$taxed{円|})'],
    many: [
      ONE,
      `more|{  |   |}$count${PIECE}${X}$unit`,
      'more|{  |   |}({税込|本体|税抜|税込価格}{ | ¥|¥}$taxed{円|})',
    ],
  },
  {
    name: 'size below',
    one: [ONE, 'more|{  |}{サイズ|カラー|色|品番|C}{:| |}$four{ M| L| 黒| BK|}'],
    many: [
      ONE,
      'more|{  |}{サイズ|カラー|色|品番|C}{:| |}$four{ M| L| 黒| BK|}',
      `more|{  |}$count${PIECE}${X}$unit`,
    ],
  },
  // codes above, between and behind
  {
    name: 'code above, sum where it is whole',
    weight: 1.5,
    one: ['good|$anycode', `more|$pre$name>$amount$post`],
    many: ['good|$anycode', 'more|$pre$name', `${MORE}$count${PIECE}${X}{単|@|¥|}$unit>$amount$post`],
  },
  {
    name: 'code above, code before the name',
    weight: 1.5,
    one: ['good|$jan', 'more|$plu$mark{ |}$name>$amount'],
    many: ['good|$jan', 'more|$plu$mark{ |}$name', `${MORE}$count${PIECE}${X}{単|@|}$unit>$amount`],
  },
  {
    name: 'code and name, sum below',
    one: ['good|$anycode $name', 'more|>$amount$post'],
    many: ['good|$anycode $name', `${MORE}$count${PIECE}${X}{単|@|}$unit>$amount$post`],
  },
  {
    name: 'name, code and sum below',
    one: [`good|${N}`, 'more|{  |}$anycode>$amount$post'],
    many: [`good|${N}`, `${MORE}$unit${X}$count${PIECE}`, 'more|{  |}$anycode>$amount$post'],
  },
  {
    name: 'count below, code and sum last',
    heldOut: true,
    one: [`good|${N}`, 'more|$anycode{ 1点| x1|}>$amount$post'],
    many: [`good|${N}`, 'more|  @$unit', 'more|$anycode x$count>$amount$post'],
  },
  {
    name: 'book with its codes',
    one: ['good|$isbn', '?more|{C}$four{ ¥| P}$plain{E|}', 'more|$name>$amount$post'],
    many: [
      'good|$isbn',
      '?more|{C}$four{ ¥| P}$plain{E|}',
      'more|$name',
      `${MORE}$count冊{ ×|×| @}$unit>$amount`,
    ],
  },
  {
    name: 'marks on both sides',
    weight: 1.5,
    one: ['good|$mark {$plu |}$name>$amount$sidemark'],
    many: ['good|$mark {$plu |}$name>$amount$sidemark', `more|{  |    }{@|}$unit${X}$count${PIECE}`],
  },
  {
    name: 'mark in a column',
    one: [`good|${N}~84~$mark>$amount`],
    many: [`good|${N}~84~$mark>$amount`, `${MORE}$count${PIECE}${X}$unit`],
  },
  {
    name: 'mark below with the sum',
    heldOut: true,
    one: ['good|$code$name', 'more|  $mark{ |}$count点>$amount'],
    many: ['good|$code$name', 'more|  $mark{ |}$count点×$unit>$amount'],
  },
  // counts told in other words
  {
    name: 'one piece told too',
    one: [`good|${N}`, `${MORE}$count{点|個|コ}{   |     |  }$amount$post`],
    many: [`good|${N}`, `${MORE}$count{点|個|コ}{   |     |  }$amount$post`],
  },
  {
    name: 'words left, sum right',
    one: [ONE],
    many: [`good|${N}`, `${MORE}{数量|個数|点数}{ |:|}$count{ |  }{単価|@|単}{ |:|}$unit>$amount$post`],
  },
  {
    name: 'bracketed below with sum',
    one: [ONE],
    many: [`good|${N}`, `more|{  |    |}($count${PIECE}{ |}{@|単|¥}$unit)>$amount$post`],
  },
  {
    name: 'unit yen each',
    one: [ONE],
    many: [ONE, `more|{   |  }{単価|1個|1点|1コ|@}{ |}$unit{円|}{ | x }$count${PIECE}`],
  },
  {
    name: 'unit, count, sum below with signs',
    weight: 1.5,
    one: [`good|${N}`, `more|{  |}{@|}$yunit{ |  |   }$count{個|コ|点}>$yamount$post`],
    many: [`good|${N}`, `more|{  |}{@|}$yunit{ |  |   }$count{個|コ|点}>$yamount$post`],
  },
  {
    name: 'mixed: one short, many with signs',
    one: [`good|${N}`, 'more|>$yamount$post'],
    many: [`good|${N}`, 'more|~40~$yunit~60~$count{個|点}>$yamount$post'],
  },
  {
    name: 'table in two rows',
    heading: ['heading|{商品名|品名}', 'heading|~40~{数量|点数}~65~{単価}>{金額|小計}'],
    one: [`good|${N}`, 'more|~40~$count~65~$unit>$amount$post'],
    many: [`good|${N}`, 'more|~40~$count~65~$unit>$amount$post'],
  },
  {
    name: 'table with codes',
    heading: ['heading|{コード|品番|No} {品名|商品名}~70~{数|数量}>{金額|税込}'],
    one: ['good|$plu $name~70~$count>$amount$post'],
    many: ['good|$plu $name~70~$count>$amount$post'],
  },
  {
    name: 'table count first',
    heading: ['heading|{数量|点数|QTY}~24~{単価|@}~60~{品名|ITEM}>{金額|AMT}'],
    one: ['good|$count~24~$unit  $pre$name>$amount$post'],
    many: ['good|$count~24~$unit  $pre$name>$amount$post'],
  },
  {
    name: 'table of an invoice',
    heldOut: true,
    heading: ['heading|{日付|No}~45~{品名}~58~{数量}~76~{単価}>{金額}'],
    one: ['good|$index $name~58~$count~76~$unit>$amount$post'],
    many: ['good|$index $name~58~$count~76~$unit>$amount$post'],
  },
  // two languages, parts of a set
  {
    name: 'english above',
    one: ['good|$english', `more|$pre$name>$amount$post`],
    many: ['good|$english', `more|$pre$name>$amount$post`, 'more|{  |}{Qty|数量}{: | }$count{ x | @}$unit'],
  },
  {
    name: 'english behind',
    one: ['good|$pre$name{ / | }$english', 'more|>$amount$post'],
    many: ['good|$pre$name{ / | }$english', 'more|{Qty:|数量}$count{ x | @}$unit>$amount$post'],
  },
  {
    name: 'parts of a set',
    weight: 1.5,
    one: [ONE, '?more|{  |   |    }{・|-|└|+|＋}{M |L |S |}$part', '?more|{  |   }{・|-|└|+|＋}$part'],
    many: [`good|${N}~66~{x|×|}$count{点|}>$amount$post`, '?more|{  |   |    }{・|-|└|+|＋}{M |L |S |}$part'],
  },
  {
    name: 'wishes below',
    one: [ONE, '?more|{  |   }{*|※|・|(}{氷少なめ|ホット|アイス|大盛|温め|ICE|HOT|持帰り|店内}{)|}'],
    many: [
      `good|$count{ |x |点 }${N}>$amount$post`,
      '?more|{  |   }{*|※|・|(}{氷少なめ|ホット|アイス|大盛|温め|ICE|HOT|持帰り|店内}{)|}',
    ],
  },
  {
    name: 'price of old below',
    one: [ONE, '?more|{  |   }{定価|通常|元値|メーカー希望小売価格|標準価格}{ |:|}$oldplain{円|}'],
    many: [
      ONE,
      `${MORE}$count${PIECE}${X}$unit`,
      '?more|{  |   }{定価|通常|元値|標準価格}{ |:|}$oldplain{円|}',
    ],
  },
  {
    name: 'clothes with number and size',
    weight: 1.5,
    one: [
      'good|{$plu |}$name',
      'more|{品番|型番|No.|}{:| |}$long{ |-}{M|L|S|F|23.5}',
      'more|{  |}{$count点|$count枚|}>$amount$post',
    ],
    many: [
      'good|{$plu |}$name',
      'more|{品番|型番|No.|}{:| |}$long{ |-}{M|L|S|F|23.5}',
      'more|{  |}@$unit{ x | × }$count{点|枚|}>$amount$post',
    ],
  },
  {
    name: 'weight below',
    one: [ONE, '?more|{  |   }{0.$four|$weight}{kg|g}{ @| x | × }$plain{/100g|円/kg|/kg|}'],
    many: [ONE, `${MORE}$count${PIECE}${X}$unit`],
  },
  {
    name: 'time of a service',
    heldOut: true,
    one: [`good|${N}`, 'more|  {担当|スタッフ}:{佐藤|田中|指名なし}>$amount$post'],
    many: [`good|${N}`, 'more|  $unit × $count回>$amount$post'],
  },
  {
    name: 'sum and sum with tax in one line',
    weight: 1.5,
    one: [`good|${N}~68~$amount>({税込|込|税込み}{ |¥|}$taxed{円|})`],
    many: [`good|${N}~68~$amount>({税込|込|税込み}{ |¥|}$taxed{円|})`, `${MORE}$count${PIECE}${X}$unit`],
  },
  {
    name: 'sum without tax below',
    heldOut: true,
    one: [ONE, 'more|>({税抜|本体}{ |¥|}$taxed)'],
    many: [ONE, `more|  $count${PIECE}×$unit`, 'more|>({税抜|本体}{ |¥|}$taxed)'],
  },
  {
    name: 'bracketed count before the sum',
    one: [`good|${N}~64~($count{点|個|})>$amount$post`],
    many: [`good|${N}~64~($count{点|個|})>$amount$post`],
  },
  {
    name: 'count and sum, price of one below',
    one: [ONE],
    many: [`good|${N}~64~{x|×|}$count{個|点|}>$amount$post`, `${MORE}{(|}{@|単価|1個|単}{ |}$unit{円|}{)|}`],
  },
  {
    name: 'price, count and sum each in a line',
    one: [ONE],
    many: [`good|${N}`, `more|~50~{@|}$unit{ x| ×|}`, `more|~50~$count{個|点|}`, 'more|>$amount$post'],
  },
  {
    name: 'reckoned below',
    one: [ONE],
    many: [`good|${N}`, `${MORE}{@|¥|}$unit{ x | × |×}$count{個|点|}{ = |=|＝}$yamount$post`],
  },
  {
    name: 'mark behind the code',
    weight: 1.5,
    one: ['good|$plu$mark $name>$amount'],
    many: ['good|$plu$mark $name>$amount', `${MORE}{(|}$count${PIECE}${X}{単|@|¥|}$unit{)|}`],
  },
  {
    name: 'mark behind the code, count before the sum',
    heldOut: true,
    one: ['good|$plu$mark $name~66~$count{点|個}>$amount'],
    many: ['good|$plu$mark $name~66~$count{点|個}>$amount'],
  },
  {
    name: 'table with what is taken off',
    heading: ['heading|{品名|商品名}~46~{単価|価格}~58~{数|数量}~76~{値引|割引}>{金額|小計}'],
    one: [`good|${N}~46~$unit~58~$count~76~$coloff>$net$post`],
    many: [`good|${N}~46~$unit~58~$count~76~$coloff>$net$post`],
  },
  {
    name: 'price, what is taken off and sum in one line',
    weight: 1.5,
    one: [`good|${N}`, `${MORE}{@|¥|}$unit~50~$coloff~70~$count{個|点|コ|}>$net$post`],
    many: [`good|${N}`, `${MORE}{@|¥|}$unit~50~$coloff~70~$count{個|点|コ|}>$net$post`],
  },
  {
    name: 'parts of a set for nothing',
    weight: 1.5,
    one: [ONE, '?good|{  |   }{・|-|└|+|＋|}$partname>$nil', '?good|{  |   }{・|-|└|+|＋|}$partname>$nil'],
    many: [`good|$count{ |x |点 |× }${N}>$amount$post`, '?good|{  |   }{・|-|└|+|＋|}$partname>$nil'],
  },
  {
    name: 'of an electrical shop',
    one: [
      `good|$name`,
      'more|{  |}{型番|品番|}{:| |}$long',
      `more|{  |}$jan~62~$count{点|台|個}>$amount$post`,
      '?other|{  |}{保証期間|長期保証|メーカー保証}{:| |}{1年|5年|12ヶ月}',
    ],
    many: [
      `good|$name`,
      'more|{  |}{型番|品番|}{:| |}$long',
      `more|{  |}$jan`,
      `more|{  |}@$unit~62~$count{点|台|個}>$amount$post`,
    ],
  },
  {
    name: 'words in two languages below',
    weight: 1.5,
    one: [ONE, `?more|{  |}{数量/Qty|Qty|数量 Qty}{: | |:}$count`],
    many: [
      ONE,
      `more|{  |}{数量/Qty|Qty|数量 Qty}{: | |:}$count{  | / |  x  }{単価/Unit|Price|単価 Price|@}{: | |:|}{¥|}$unit`,
    ],
  },
  {
    name: 'single mixed with two',
    heldOut: true,
    one: [ONE],
    many: [`good|${N}`, `more|~60~@$unit  $count{点|個}>$amount$post`],
  },
]

/** What comes off a good. $off is always a sum, $minusoff one with its sign. */
export type DiscountForm = Production & { lines: string[]; before?: true }

export const DISCOUNT_FORMS: DiscountForm[] = [
  {
    name: 'off below',
    weight: 3,
    lines: [
      'discount|{  |   |    |}{値引|割引|値引き|割引き|値引額|割引額|ﾈﾋﾞｷ|単品値引|見切り値引|特価値引|会員値引|セット値引|クーポン値引|シール値引|まとめ値引}>$minusoff',
    ],
  },
  {
    name: 'percent off below',
    weight: 3,
    lines: [
      'discount|{  |   |    |}{割引|値引|会員割引|値下|ワリビキ|ﾜﾘﾋﾞｷ|見切} {$percent%|($percent%)|$percent％}>$minusoff',
    ],
  },
  {
    name: 'percent 引 below',
    weight: 1.5,
    lines: ['discount|{  |   |    |}$percent%{引|引き|OFF|オフ|割引| 引}>$minusoff'],
  },
  { name: 'bare minus', lines: ['discount|>$minusoff'] },
  { name: 'bracketed', lines: ['discount|{  |}({値引|割引|値下げ}~60~$minusoff)'] },
  {
    name: 'half price',
    lines: [
      'discount|{  |   }{半額|半額引き|広告の品|タイムセール|本日特売|お買得|おつとめ品|月間特売}>$minusoff',
    ],
  },
  { name: 'percent and sum left', heldOut: true, lines: ['discount|{  |   }{割引|値引}$percent% $minusoff'] },
  {
    name: 'coupon below',
    lines: ['discount|{  |}{クーポン|アプリクーポン|ｸｰﾎﾟﾝ|無料クーポン|サービス券}{ |}>$minusoff'],
  },
  {
    name: 'off with what is left',
    lines: [
      'discount|{  |   |}{値引|割引|会員値引|シール割引}{ $percent%|}>$minusoff',
      'more|{  |   |}{値引後|割引後|差引}{ |価格}~85~$netplain',
    ],
  },
  {
    name: 'yen off',
    lines: [
      'discount|{  |   |}{$offplain円引|$offplain円割引|$offplain引|△$offplain円引|*$offplain円引き}>$minusoff',
    ],
  },
  {
    name: 'off over a group',
    weight: 2,
    lines: [
      'discount|{  |   |}{よりどり|まとめ買い|セット割|バンドル|組合せ値引|ミックスマッチ|まとめ割|まとめ|ＭＭ値引|組合せ}{ $count点|2点|3点| A|}{ |値引|}>$minusoff',
    ],
  },
  {
    name: 'off by the till',
    weight: 2,
    lines: [
      'discount|{  |   |}{商品値引|手動値引|レジ値引|期限値引|見切品|フードロス削減|夕市|エコ割|会員価格|期限間近|賞味期限値引|ロス対策|朝得|値下値引|得々値引|アプリ会員値引|スタッフ割引|特割}{ |}>$minusoff',
    ],
  },
  {
    name: 'coupon with its number',
    lines: ['discount|{  |}{クーポン|CPN|ｸｰﾎﾟﾝ|C}{:|(|No.}$four{)||}>$minusoff'],
  },
  {
    name: 'percent in brackets',
    lines: ['discount|{  |   |}({割引|値引|値下}{ |}$percent%{)|引)|OFF)}>$minusoff'],
  },
  {
    name: 'off, and what is left in the line',
    lines: ['discount|{  |   |}{値引|割引|値下げ|$percent%引|見切}~55~$minusoff>($netplain)'],
  },
  {
    name: 'off with the name once more',
    lines: ['discount|{  |   |}{$again }{値引|割引|引|クーポン}>$minusoff'],
  },
  {
    name: 'off, the words above',
    lines: [
      'more|{  |   |}{【割引】|*値引*|クーポン適用|割引対象|アプリクーポン|まとめ割対象}',
      'discount|{  |   |}>$minusoff',
    ],
  },
  {
    name: 'off with price and count',
    heldOut: true,
    lines: ['discount|{  |   |}{値引|割引} $offplain{円|}x1>$minusoff'],
  },
  {
    name: 'mark and percent',
    heldOut: true,
    lines: ['discount|{  *|  ※|  -}$percent%{値引|引}{対象|}>$minusoff'],
  },
  {
    name: 'price before and after',
    heldOut: true,
    lines: ['more|{  |}通常価格 $oldprice', 'discount|{  }値引額>$minusoff'],
  },
]
