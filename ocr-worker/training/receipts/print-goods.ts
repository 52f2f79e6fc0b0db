import { LATIN_WORDS } from '../lines/texts/english-texts.ts'
import { fillTemplate, run, type Values } from './fill-template.ts'
import { DISCOUNT_FORMS, GOODS_FORMS, type DiscountForm, type GoodsForm } from './goods-forms.ts'
import { DEPARTMENTS, drawBasket, type Item } from './goods.ts'
import type { PrintedLine, Run } from './printed-line.ts'
import type { TillStyle } from './till-style.ts'

/** The goods as this till prints them, headings and what comes between them included. */
export function printGoods(style: TillStyle, items: Item[]): PrintedLine[] {
  const { random, choose } = style
  const form = style.pick(GOODS_FORMS)
  const discount = style.pick(DISCOUNT_FORMS)
  const lines: PrintedLine[] = []
  const say = (template: string, values: Values = {}) => lines.push(...fillTemplate(template, values, choose))
  if (form.heading && random.chance(0.75)) form.heading.forEach((h) => say(h))
  const notes = random.chance(0.12)
  for (const [i, item] of items.entries()) {
    if (notes && random.chance(0.15))
      say(random.pick(BETWEEN), {
        department: run(random.pick(DEPARTMENTS)),
        clock: run(`${random.whole(10, 23)}:${random.whole(10, 59)}`),
        few: run(random.whole(2, 9)),
      })
    lines.push(...printItem(style, form, discount, item, i + 1))
    if (random.chance(0.015)) lines.push(...printTakenBack(style, form, discount))
  }
  return lines
}

/** Lines between goods that are none. */
const BETWEEN = [
  'other|[$department]',
  'other|【$department】',
  'other|({お持ち帰り|店内飲食|テイクアウト|イートイン})',
  'other|----------',
  'other|<$department>',
  'other|{*|☆}{まとめ買い対象|よりどり対象|ポイント5倍対象}',
  'other|$department',
  'other|{ポイントプラス|ボーナスポイント|ポイント対象|+ポイント}>{10|5|20|100}{P|p|pt}',
  'other|{追加|ご注文|注文|オーダー|}{ |}$clock',
  'other|{-- |* |【|}{1回目|追加注文|コース|単品|ランチ|ディナー}{ --| *|】|}',
  'other|{よりどり|どれでも}$few点{対象|セール}',
  'other|{*|}{温め|はし|袋|フォーク|スプーン}{なし|あり|不要|1}',
]

const VOIDS = {
  one: [
    'void|{取消|訂正|返品|指定取消|一品取消|ﾄﾘｹｼ|直前取消|取消|[取消]|VOID|<訂正>|商品取消|直前訂正|マイナス}{ |  |}{$name|}>$amount',
  ],
  heading: ['other|{<取消>|【取消】|*訂正*|[指定取消]|―取消―}', 'void|$name>$amount'],
}

function printItem(
  style: TillStyle,
  form: GoodsForm,
  discount: DiscountForm,
  item: Item,
  index: number,
): PrintedLine[] {
  const { random, choose } = style
  const inLine = form.one.some((t) => /\$(?:hiki|coloff)/.test(t))
  const values = valuesOf(style, item, index)
  const lines = (item.count > 1 ? form.many : form.one).flatMap((template) =>
    template.startsWith('?')
      ? random.chance(0.5)
        ? fillTemplate(template.slice(1), values, choose)
        : []
      : fillTemplate(template, values, choose),
  )
  if (item.off > 0 && !inLine) lines.push(...discount.lines.flatMap((t) => fillTemplate(t, values, choose)))
  return lines
}

/** A good that is no part of what was bought: it was rung up by mistake. */
function printTakenBack(style: TillStyle, form: GoodsForm, discount: DiscountForm): PrintedLine[] {
  const { choose } = style
  const item = { ...drawBasket(style, 1)[0]!, off: 0 }
  const name = run(item.name, 'name')
  const amount = run(`-${style.goodsMoney(item.gross)}`, 'off')
  const lines = choose('one|one|heading') === 'one' ? VOIDS.one : VOIDS.heading
  return [
    ...printItem(style, form, discount, item, 1),
    ...lines.flatMap((t) => fillTemplate(t, { name, amount }, choose)),
  ]
}

function valuesOf(style: TillStyle, item: Item, index: number): Values {
  const { random, mark, code, choose } = style
  const money = style.goodsMoney
  const plain = (v: number) => v.toLocaleString('en-US')
  const sign = item.rate === 8 ? mark.sign : mark.other
  const marked = (place: typeof mark.place, text: string): Run | undefined =>
    mark.place === place && sign !== '' ? run(text, 'mark') : undefined
  const number = codeOf(style)
  const sideMark = item.rate === 8 ? choose('外|内|*|※|軽|') : choose('外|内|| |T')
  const half = Math.ceil(item.name.length * 0.6)
  return {
    name: run(item.name, 'name'),
    head: run(item.name.slice(0, half), 'name'),
    tail: run(item.name.slice(half) || '入', 'name'),
    amount: run(money(item.gross), 'amount'),
    yamount: run(`¥${plain(item.gross)}`, 'amount'),
    net: run(money(item.gross - item.off), 'amount'),
    unit: run(plain(item.unit), 'unit'),
    yunit: run(`¥${plain(item.unit)}`, 'unit'),
    count: run(item.count, 'count'),
    hiki: item.off > 0 ? run(Math.round(item.off / item.count), 'off') : undefined,
    minusoff: run(style.minus + money(item.off), 'off'),
    mark: sign === '' ? undefined : run(sign, 'mark'),
    taxed: run(plain(Math.floor(item.gross * 1.08))),
    four: run(random.digits(4)),
    oldprice: run(money(item.gross), 'unit'),
    oldplain: run(plain(item.unit + random.whole(1, 30) * 10)),
    plain: run(plain(item.unit)),
    netplain: run(plain(item.gross - item.off)),
    offplain: run(item.off),
    weight: run(random.whole(12, 980)),
    long: run(random.digits(random.pick([6, 8, 9, 10]))),
    plu: run(random.digits(random.pick([4, 4, 5, 6, 6])), 'code'),
    isbn: run(isbnOf(style), 'code'),
    part: run(item.part),
    sidemark: run(sideMark, 'mark'),
    coloff: item.off > 0 ? run(`${choose('-|▲|△|-|')}${plain(item.off)}`, 'off') : undefined,
    partname: run(item.part, 'name'),
    nil: run(money(0), 'amount'),
    again: run(item.name.slice(0, 10)),
    percent: run(item.percent),
    rate: run(item.rate, 'rate'),
    index: run(String(index).padStart(random.pick([1, 2, 3]), '0')),
    dots: run(random.pick(['…', '・・・', '.....', '……'])),
    english: run(`${random.pick(LATIN_WORDS)} ${random.pick(LATIN_WORDS)}`, 'other'),
    department: run(`${random.digits(2)} ${random.pick(DEPARTMENTS)}`),
    jan: run(janOf(style), 'code'),
    anycode: run(number || janOf(style), 'code'),
    code: code.kind !== 'none' && code.place === 'before' ? run(`${number} `, 'code') : undefined,
    behind: code.kind !== 'none' && code.place === 'behind' ? run(` ${number}`, 'code') : undefined,
    pre:
      marked('before', `${sign}${style.choose('| ')}`) ??
      (mark.place === 'column' ? run(sign === '' ? '  ' : `${sign} `, 'mark') : undefined),
    post: marked('behind', `${/^\d/.test(sign) ? ' ' : style.choose('|| ')}${sign}`) ?? marked('name', ''),
  }
}

function codeOf({ random, code }: TillStyle): string {
  if (code.kind === 'jan') return `49${random.digits(11)}`
  if (code.kind === 'plu') return random.digits(random.pick([3, 4, 4, 5, 6, 6]))
  return code.kind === 'department' ? random.digits(random.pick([2, 3, 4])) : ''
}

const isbnOf = ({ random }: TillStyle) =>
  random.chance(0.6)
    ? `978-4-${random.digits(6)}-${random.digits(2)}-${random.digits(1)}`
    : `${random.pick(['978', '979', 'ISBN978'])}${random.digits(10)}`

const janOf = (style: TillStyle) => (style.random.chance(0.05) ? isbnOf(style) : tradeCodeOf(style))

const tradeCodeOf = ({ random }: TillStyle) =>
  `${random.pick(['49', '45', '49', '02', '20'])}${random.digits(11)}${random.chance(0.1) ? 'JAN' : ''}`
