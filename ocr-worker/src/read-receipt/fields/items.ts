import type { Line } from '../lines.ts'
import { dense, says } from './words.ts'

/** A bought line before arithmetic had its say. */
export type Good = {
  name: string
  quantity: number
  unitPrice: number | null
  /** The line's own sum, before its discount. */
  gross: number
  /** Other ways to read `gross`. */
  others: number[]
  guesses: number[]
  discount: number
  discountOthers: number[]
  reduced: boolean
  lines: Line[]
}

/** Goods over one or two lines, with the lines that tell quantity, unit price or a discount folded in. */
export function readGoods(lines: Line[]): Good[] {
  const column = amountColumn(lines)
  const goods: Good[] = []
  let name: Line | null = null
  let ahead: Line | null = null
  for (const line of lines) {
    const priced = line.amount !== null && line.right > column - 0.13
    if (isJan(line) || isNoise(line)) continue
    const last = goods.at(-1)
    if (priced && last && isDiscount(line, last)) {
      last.discount += Math.abs(line.amount!.value)
      last.discountOthers = line.amount!.others.map(Math.abs)
      last.lines.push(line)
    } else if (priced && isDetail(line.label)) {
      const good = goodFrom(name ?? line, line)
      if (!name) good.name = ''
      applyDetail(good, line.label)
      goods.push(good)
      name = null
    } else if (priced) {
      const bare = cleanName(line.label) === ''
      const good = goodFrom(bare && name ? name : line, line)
      if (bare && name) name = null
      if (ahead && applyDetail(good, ahead.text)) ahead = null
      else if (ahead && last) applyDetail(last, ahead.text)
      ahead = null
      goods.push(good)
      name = null
    } else if (isDetail(line.text) || isDetail(line.plain)) {
      const fits = last && (applyDetail(last, line.text) || applyDetail(last, line.plain))
      if (fits) last.lines.push(line)
      else ahead = line
    } else if (/[^\d\s.,\-:_*=]/.test(line.text)) name = line
  }
  return goods.filter((g) => g.gross !== 0)
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
  const table = tableColumns(priced)
  return {
    name: table?.name ?? name,
    quantity: table?.quantity ?? quantity ?? 1,
    unitPrice: table?.unitPrice ?? null,
    gross: Math.abs(priced.amount!.value),
    others: priced.amount!.others.map(Math.abs),
    guesses: priced.amount!.guesses.map(Math.abs),
    discount: 0,
    discountOthers: [],
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
  if (!found) return null
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

const QUANTITY_SIGNS = /[\d\s.,、:()（）\[\]xX×メ✕*@&単タンﾀﾝ個コケ点本枚袋入りで¥\\YyLl_。'"|,=-]/gu

/** Tells quantity and unit price, and no name: (108 × 2個), 2コ×単128, @128 x 2, 5点@198. */
export function isDetail(text: string): boolean {
  const tight = dense(text)
  if (!/\d/.test(tight) || /^\d{5,}$/.test(tight)) return false
  if (!/^[(（[|'"_「『・]*[@＠&¥\\単単\dYy]/u.test(tight)) return false
  const rest = tight.replace(QUANTITY_SIGNS, '')
  if (rest.length > 1) return false
  return /\d.{0,3}[xX×メ✕*].{0,3}\d|\d(?:個|コ|ケ|点|本|枚)|[@単]\D?\d|^[@¥\\&08(（]*\d{2,4}[)）]?$/u.test(
    tight,
  )
}

/** Takes quantity × unit price from a detail if some reading of it makes the line's sum. */
function applyDetail(good: Good, detail: string): boolean {
  const numbers = [
    ...dense(detail)
      .replace(/(?<=\d)[,、](?=\d{3})/g, '')
      .matchAll(/\d+(?:\.\d+)?/g),
  ].map((m) => m[0])
  const sums = [good.gross, ...good.others, ...good.guesses]
  for (const sum of sums)
    for (const price of numbers.flatMap(prices))
      for (const quantity of [...numbers.flatMap(counts), sum / price])
        if (
          price > 0 &&
          quantity > 0 &&
          quantity < 1000 &&
          numberFits(numbers, quantity, price, good.quantity)
        ) {
          if (Math.floor(price * quantity + 1e-6) !== sum || (quantity === 1 && numbers.length > 1)) continue
          good.others = [...good.others, good.gross].filter((o) => o !== sum)
          good.gross = sum
          good.quantity = quantity
          good.unitPrice = price
          return true
        }
  return false
}

/** A count that no print tells must be the one at the line's head (2 ポテト … @290), or a small whole number. */
function numberFits(numbers: string[], quantity: number, price: number, known: number): boolean {
  if (
    numbers.some((n) => counts(n).includes(quantity) && !(prices(n).includes(price) && numbers.length === 1))
  )
    return true
  return Number.isInteger(quantity) && quantity >= 2 && (quantity === known || quantity <= 20) && price >= 10
}

const prices = (n: string): number[] =>
  n.includes('.') ? [] : [n, n.slice(1), n.slice(2)].filter((s) => s.length >= 1).map(Number)

const counts = (n: string): number[] =>
  n.includes('.') ? [Number(n)] : [n, n.slice(0, 1), n.slice(-1)].map(Number)

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
  return /^[\W_\-=*ネホ木水本林村柱寺オキ]*$/u.test(dense(line.text)) && !line.amount
}
