import type { Line } from '../lines.ts'
import { AS_READ, amountAtEnd, unsigned, withoutNoise, type Way } from './amount.ts'
import { dense, says } from './words.ts'

/** A sum as printed, in the ways it can be read, cheapest first; none is negative. `line` tells where. */
export type Sum = { ways: Way[]; line: Line }

export type TaxLine = { rate: number | null; taxable: Sum | null; tax: Sum | null; included: boolean | null }

/** What stands below the goods, each sum by what its label says. */
export type Sums = {
  subtotals: Sum[]
  totals: Sum[]
  coupons: Sum[]
  taxes: TaxLine[]
  payments: (Sum & { method: string })[]
  tendered: Sum[]
  change: Sum[]
  count: number | null
  /** Sums in taller print than their neighbours whose label could not be read: 合計, most often. */
  tall: Sum[]
  /** Every other number that money could be: support for a total, never a source of one. */
  loose: Sum[]
}

export function readSums(lines: Line[]): Sums {
  const sums: Sums = {
    subtotals: [],
    totals: [],
    coupons: [],
    taxes: [],
    payments: [],
    tendered: [],
    change: [],
    tall: [],
    count: null,
    loose: [],
  }
  const usual = usualHeight(lines)
  let rate: number | null = null
  let closed = false
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    // The label and its sum may stand on two rows when the sum is printed taller.
    const sum =
      sumOf(line) ??
      (isBareLabel(line) && lines[i + 1] && cleanLabel(lines[i + 1]!) === '' ? sumOf(lines[i + 1]!) : null)
    const label = dense(line.text)
    sums.count ??= pieceCount(line)
    if (says(line.text, 'slip')) closed = true
    if (closed) continue
    if (says(line.text, 'points')) {
      // Points are counted on what was paid: one more print of the total.
      if (sum && /対[象策].*額/.test(label)) sums.loose.push(sum)
      continue
    }
    if (isTaxLine(line)) {
      const tax = readTax(line, rate)
      if (tax) {
        rate = tax.rate ?? rate
        sums.taxes.push(tax)
        if (/小[計訂]/.test(label) && sum && tax.taxable === null) sums.subtotals.push(sum)
        continue
      }
    }
    if (!sum) continue
    if (says(line.text, 'subtotal')) sums.subtotals.push(sum)
    else if (says(line.label, 'coupon') && !says(line.text, 'total')) sums.coupons.push(sum)
    else if (says(line.text, 'change')) sums.change.push(sum)
    else if (/預/.test(label)) sums.tendered.push(sum)
    else if (says(line.text, 'total') && !/税(?![込抜])|点/.test(label)) sums.totals.push(sum)
    else if (says(line.text, 'payment')) sums.payments.push({ ...sum, method: methodOf(label) })
    else if (line.foot - line.top > usual * 1.35 && !/点|番号/.test(label)) sums.tall.push(sum)
    else if (!/点|番号/.test(label)) sums.loose.push(sum)
  }
  return sums
}

function usualHeight(lines: Line[]): number {
  const heights = lines.map((l) => l.foot - l.top).sort((a, b) => a - b)
  return heights[heights.length >> 1] ?? 1
}

function sumOf(line: Line): Sum | null {
  if (!line.amount) return null
  return { ways: unsigned(line.amount.ways), line }
}

function isBareLabel(line: Line): boolean {
  return line.amount === null && (says(line.text, 'total') || says(line.text, 'subtotal'))
}

function cleanLabel(line: Line): string {
  return dense(line.label).replace(/[^\p{L}]/gu, '')
}

function isTaxLine(line: Line): boolean {
  // 合計金額(税込) is the total itself.
  if (says(line.text, 'total') && !/[対象%％]|消費|税額|[内外]税/.test(dense(line.text))) return false
  return says(line.text, 'tax') && !/マーク|印は|商品で|税合計|[※*]は/.test(dense(line.text))
}

function pieceCount(line: Line): number | null {
  const found =
    /(\d{1,3})\s?[点個](?!\s?[@単])/.exec(line.text) ?? /点数\D{0,3}(\d{1,3})/.exec(dense(line.text))
  return found && /点/.test(line.text) ? Number(found[1]) : null
}

/** Rate, taxable sum and tax of one line, in the wording of any layout: (内税8%対象 ¥216) 税 16. */
function readTax(line: Line, before: number | null): TaxLine | null {
  const rate = rateIn(line.plain) ?? rateIn(line.text)
  const label = dense(line.text)
  const moneys = moneysIn(line)
  if (!moneys.length) return null
  const included = /内|税込|うち/.test(label) ? true : /外|税抜/.test(label) ? false : null
  const taxable =
    /象|対東|対印|タイショウ|夕イショウ|税抜|税込/.test(label) &&
    !/消費税[^対]*$/.test(label.replace(/[\d\W]+$/u, ''))
  if (moneys.length >= 2 && /対.*税/.test(label))
    return {
      rate,
      taxable: { ways: moneys[0]!, line },
      tax: { ways: moneys.at(-1)!, line },
      included,
    }
  const sum = { ways: moneys.at(-1)!, line }
  if (taxable) return { rate, taxable: sum, tax: null, included }
  return { rate: rate ?? (included === false ? null : before), taxable: null, tax: sum, included }
}

/** 8 or 10; the per cent sign is often misread, the digits after 税率, 税抜 or ( seldom. */
function rateIn(text: string): number | null {
  const tight = dense(text)
  const sure =
    /(?<!\d)(10|8)(?:[%％$も]|\D{0,2}[課対象])/.exec(tight) ?? /[税率(](10|8)\D{0,2}(?:対|課|税)/.exec(tight)
  if (sure) return Number(sure[1])
  const near = /(?:税[抜込率額等費]*|消費税等|率|抜|^)\(?(\d{1,2})(?!\d|[,.])/.exec(tight)
  if (!near) return null
  return near[1]!.startsWith('8') ? 8 : /^[10]/.test(near[1]!) ? 10 : null
}

/** All sums of a line from left to right, without the rates, each in the ways it can be read. */
function moneysIn(line: Line): Way[][] {
  const [main, plain] = [line.text, line.plain].map(numbersIn) as [number[], number[]]
  const end = amountAtEnd(line.text)?.ways ?? []
  return main.map((value, i) => {
    const read = { value, cost: 0, why: AS_READ }
    const other =
      plain.length === main.length
        ? [{ value: plain[i]!, cost: 2, why: 'the reader of lines saw it so' }]
        : []
    const last = i === main.length - 1 ? [...end, ...(line.amount?.ways ?? [])] : []
    return unsigned([read, ...other, ...last])
  })
}

function numbersIn(text: string): number[] {
  const sums = withoutNoise(text)
    .replace(/(?<!\d)(?:10|8)\d?\s?[%％$もX&*]/g, ' % ')
    .replace(/(?<=[税抜率等額費(]\(?\s?)\d{1,2}(?=\D*[)\s肝対課])/g, ' % ')
  return [...sums.matchAll(/\d{1,3}(?:\s?[,.、]{1,2}\s?\d\s?\d\s?\d)+(?!\d)|\d+/g)]
    .map((m) => Number(m[0].replace(/\D/g, '')))
    .filter((n) => n < 10_000_000)
}

function methodOf(label: string): string {
  if (/電子マネ|電子|交通系|iD|QUIC|Suica|WAON|nanaco|Edy/i.test(label) && !/クレ/.test(label))
    return '電子マネー'
  if (/コ.?[ードド]?.?決済|PAY|ペイ|QR/i.test(label)) return 'QR'
  if (/現金/.test(label)) return '現金'
  return 'クレジット'
}
