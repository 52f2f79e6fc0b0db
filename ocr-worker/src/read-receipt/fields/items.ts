import type { Line } from '../lines.ts'
import { unsigned } from './amount.ts'
import { takeLeadingCounts } from './leading-counts.ts'
import { dense, says } from './words.ts'
import type { Good } from './good.ts'

/** Goods over one or two lines, with the lines that tell quantity, unit price or a discount folded in. */
export function readGoods(lines: Line[]): Good[] {
  const column = amountColumn(lines)
  const goods: Good[] = []
  let name: Line | null = null
  // A detail that the good above does not need: it may belong to the good below.
  let ahead: Line | null = null
  const place = (below: Good | undefined, above: Good | undefined) => {
    if (!ahead) return
    const takers = [
      [below, true],
      [above, false],
      [below, false],
    ] as const
    const taker = takers.find(([good, strict]) => good && applyDetail(good, ahead!, strict))
    taker?.[0]!.lines.push(ahead)
    ahead = null
  }
  for (const line of lines) {
    if (isJan(line) || isNoise(line)) continue
    const priced = line.amount !== null && line.right > column - 0.13
    const last = goods.at(-1)
    if (priced && last && isDiscount(line, last)) {
      const ways = unsigned(line.amount!.ways)
      last.discount += ways[0]!.value
      last.discounts.push(ways)
      last.lines.push(line)
    } else if (priced && isDetail(line.label)) {
      const good = { ...goodFrom(name ?? line, line), ...(name ? {} : { name: '' }) }
      if (!applyDetail(good, line, true)) applyDetail(good, line, false)
      place(undefined, last)
      goods.push(good)
      name = null
    } else if (priced) {
      const bare = cleanName(line.label) === ''
      const good = goodFrom(bare && name ? name : line, line)
      place(good, last)
      goods.push(good)
      name = null
    } else if (isDetail(line.text) || isDetail(line.plain)) {
      if (last && applyDetail(last, line, true)) last.lines.push(line)
      else ahead = line
    } else if (/[^\d\s.,\-:_*=]/.test(line.text)) name = line
  }
  place(undefined, goods.at(-1))
  return takeLeadingCounts(goods.filter((g) => g.gross !== 0))
}

/** Where the right ends of the sums stand: most layouts align them. */
function amountColumn(lines: Line[]): number {
  const rights = lines.filter((l) => l.amount).map((l) => l.right)
  rights.sort((a, b) => a - b)
  return rights[Math.floor(rights.length * 0.7)] ?? 1
}

function goodFrom(named: Line, priced: Line): Good {
  const label = named === priced ? priced.label : named.text
  const { name, quantity } = leadingQuantity(cleanName(label))
  const ways = unsigned(priced.amount!.ways)
  const table = named === priced ? tableColumns(priced) : null
  return {
    name: table?.name ?? name,
    quantity: table?.quantity ?? quantity ?? 1,
    unitPrice: table?.unitPrice ?? null,
    gross: ways[0]!.value,
    ways,
    confirmed: priced.agreed || table !== null,
    discount: 0,
    discounts: [],
    reduced: isReduced(label, priced.amount!.marks),
    lines: named === priced ? [priced] : [named, priced],
  }
}

/** 品名 単価 数 金額 in one line: accepted only where unit price times count is the sum. */
function tableColumns(line: Line): { name: string; unitPrice: number; quantity: number } | null {
  const sum = Math.abs(line.amount!.value)
  const found = /^(.*?)\s+[\\¥@]?(\d[\d,.、]*\d|\d)\s*[xX×*]?\s+(\d+(?:\.\d+)?)\s?[個点コL]?$/.exec(
    line.label.replace(/[|_]/g, ' ').trim(),
  )
  if (!found || cleanName(found[1]!) === '') return null
  for (const [price, count] of [
    [found[2]!, found[3]!],
    [found[3]!, found[2]!],
  ] as const) {
    const unitPrice = Number(price.replace(/\D/g, ''))
    const quantity = Number(count)
    if (unitPrice > 0 && quantity > 0 && Math.floor(unitPrice * quantity + 1e-6) === sum)
      return { name: cleanName(found[1]!), unitPrice, quantity }
  }
  return null
}

const QUANTITY_SIGNS = /[\d\s.,、:()（）\[\]xX×メ✕*@&単タンﾀﾝ個コケ点本枚冊袋入りで¥\\YyLl_。'"|,=-]/gu

/** Tells quantity and unit price, and no name: (108 × 2個), 2コ×単128, @128 x 2, 5点@198. 単3電池 4本 is a battery. */
export function isDetail(text: string): boolean {
  const tight = dense(text)
  if (!/\d/.test(tight) || /^\d{5,}$/.test(tight) || /^単\d.{0,2}池/u.test(tight)) return false
  if (!/^[(（[|'"_「『・*※]*[@＠&¥\\単単\dYy]/u.test(tight)) return false
  const rest = tight.replace(QUANTITY_SIGNS, '')
  if (rest.length > 1) return false
  return /\d.{0,3}[xX×メ✕*].{0,3}\d|\d(?:個|コ|ケ|点|本|枚)|[@単]\D?\d|^[@¥\\&08(（]*\d{2,4}[)）]?$/u.test(
    tight,
  )
}

/**
 * Takes quantity × unit price from a detail if they make the line's sum. Strictly: both stand there as printed. Otherwise
 * a sign may have been read as a digit (@128 → 6128), or the count stands before the name, or nowhere.
 */
function applyDetail(good: Good, detail: Line, strict: boolean): boolean {
  const sums = good.ways.map((way) => way.value)
  const texts = [...new Set([isDetail(detail.label) ? detail.label : detail.text, detail.plain])]
  if (!strict && texts.some((text) => applyNearly(good, text))) return true
  for (const text of texts)
    for (const { quantity, price } of strict ? printedPairs(text) : likelyPairs(text, good)) {
      const sum = sums.find((s) => Math.floor(price * quantity + 1e-6) === s)
      if (sum === undefined) continue
      good.ways = [...good.ways].sort((a, b) => Number(b.value === sum) - Number(a.value === sum))
      good.gross = sum
      good.confirmed ||= strict
      good.quantity = quantity
      good.unitPrice = price
      return true
    }
  return false
}

/** A digit misread in a sum that a count and a price, both printed, speak against; in the costs of `Way`. */
const DIGIT_COST = 4

/**
 * Takes the count of a detail that makes the line's sum but for one digit. Which of the numbers is misread is for the
 * proof to find: the sum stays as read, and what the detail says is one more way to read it.
 */
function applyNearly(good: Good, text: string): boolean {
  for (const { quantity, price } of printedPairs(text)) {
    const told = Math.floor(price * quantity + 1e-6)
    const near = good.ways.find((way) => quantity > 1 && differsInOneDigit(way.value, told))
    if (!near) continue
    good.ways = [
      ...good.ways,
      { value: told, cost: near.cost + DIGIT_COST, why: `it is ${quantity} of ${price}` },
    ].sort((a, b) => a.cost - b.cost)
    good.quantity = quantity
    good.unitPrice = price
    return true
  }
  return false
}

function differsInOneDigit(one: number, other: number): boolean {
  const [a, b] = [String(one), String(other)]
  return a.length > 2 && a.length === b.length && [...a].filter((digit, i) => digit !== b[i]).length === 1
}

type Pair = { quantity: number; price: number }

/** Counts before prices: 5点@178 is five of 178, and 4 X 140 four of 140. */
function printedPairs(text: string): Pair[] {
  const numbers = numbersIn(text)
  return numbers
    .flatMap((a, i) =>
      numbers.flatMap((b, j) => (i === j ? [] : [{ quantity: Number(a), price: Number(b) }])),
    )
    .filter((p) => p.quantity > 0 && p.quantity < 1000 && Number.isInteger(p.price) && p.price > 0)
    .sort((p, q) => p.quantity - q.quantity)
}

function likelyPairs(text: string, good: Good): Pair[] {
  const numbers = numbersIn(text)
  const prices = numbers.flatMap((n) => [n, n.slice(1), n.slice(2)]).map(Number)
  const counts = numbers.flatMap((n) => [n.slice(0, 1), n.slice(-1)]).map(Number)
  const known = prices.filter((p) => p >= 10 && Number.isInteger(p))
  const told = known.flatMap((price) => [good.quantity, ...counts].map((quantity) => ({ quantity, price })))
  const reckoned = known.map((price) => ({ quantity: Math.round(good.gross / price), price }))
  return [...told, ...reckoned].filter((p) => p.quantity >= 2 && p.quantity <= 30)
}

function numbersIn(text: string): string[] {
  return [
    ...dense(text)
      .replace(/(?<=\d)[,、](?=\d{3})/g, '')
      .matchAll(/\d+(?:\.\d+)?/g),
  ].map((m) => m[0])
}

/** 2 ポテト M: a count before the name. Codes (1002 きゅうり) are dropped. */
function leadingQuantity(name: string): { name: string; quantity: number | null } {
  const found = /^(\d{1,2})\s+(\D.*)$/.exec(name)
  if (found) return { name: found[2]!, quantity: Number(found[1]) || null }
  return { name: name.replace(/^\d{3,6}\s+(?=\D)/, ''), quantity: null }
}

export function cleanName(label: string): string {
  return label
    .replace(/^[\s_|.'"”’“「」`~\-–=]+/, '')
    .replace(/^(?:[外内]\s?\d{0,2}|非)\s+/, '')
    .replace(/^\d{4,6}\s?[*※]/, '')
    .replace(/^[※*＊◆◇★軽]\s?/, '')
    .replace(/[\s_|。"”’“'`、;:=¥\\]+$/, '')
    .replace(/\s?[※*]$/, '')
    .trim()
}

function isReduced(label: string, marks: string): boolean {
  return (
    /^[\s_|'"]*(?:[※*＊◆軽]|[外内]8|\d{4,6}\s?[*※])/.test(label) ||
    /[※*米◆軽紀＊x]/.test(marks) ||
    /[※軽]\s*$/.test(label)
  )
}

function isDiscount(line: Line, last: Good): boolean {
  if (says(line.label, 'discount') || says(line.label, 'coupon')) return true
  const value = line.amount!.value
  // 値引 with its first character lost.
  if (/^.?引$/.test(dense(line.label)) && Math.abs(value) < last.gross) return true
  if (value < 0 && Math.abs(value) <= last.gross && dense(line.label).length < 12) return true
  // Half-width kana are read badly; the percent and the indent of ワリビキ 20% are not.
  const indented = line.left > last.lines[0]!.left + 0.03
  return indented && /\d+\s?[%$]|[ビピ].?キ/.test(line.label) && Math.abs(value) < last.gross
}

function isJan(line: Line): boolean {
  const text = dense(line.text)
  return (
    /^\D{0,2}\d{8,14}(?:JAN)?\D{0,2}$/.test(text) ||
    /^97[89][-\d]{10,}$/.test(text) ||
    /^\d{8,14}JAN/.test(text)
  )
}

function isNoise(line: Line): boolean {
  const text = dense(line.text)
  // A rule of stars, some of which were read as something else.
  if (text.length > 8 && text.replace(/[*＊=\-_.・]/g, '').length < text.length * 0.3) return true
  return !line.amount && /^(?:[^\p{L}\p{N}]|[ネホ木水本林村柱寺オキ])*$/u.test(text)
}
