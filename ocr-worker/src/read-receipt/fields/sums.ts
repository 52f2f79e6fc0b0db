import type { Line } from '../lines.ts'
import type { Way } from './amount.ts'
import { dense } from './words.ts'

/** A sum as printed, in the ways it can be read, cheapest first; none is negative. `line` tells where. */
export type Sum = { ways: Way[]; line: Line }

export type TaxLine = { rate: number | null; taxable: Sum | null; tax: Sum | null; included: boolean | null }

/** What stands below the goods, each sum by what its label says. */
export type Sums = {
  subtotals: Sum[]
  totals: Sum[]
  coupons: Sum[]
  /** Sums below zero whose line is not plainly a coupon: at a price, they come off as well. */
  reductions: Sum[]
  taxes: TaxLine[]
  payments: (Sum & { method: string })[]
  tendered: Sum[]
  change: Sum[]
  count: number | null
  /** Sums that are told once more: support for a total, never a source of one. */
  loose: Sum[]
}

/** 8 or 10; the per cent sign is often misread, the digits after 税率, 税抜 or ( seldom. */
export function rateIn(text: string): number | null {
  const tight = dense(text)
  const sure =
    /(?<!\d)(10|8)(?:[%％$も]|\D{0,2}[課対象])/.exec(tight) ?? /[税率(](10|8)\D{0,2}(?:対|課|税)/.exec(tight)
  if (sure) return Number(sure[1])
  const near = /(?:税[抜込率額等費]*|消費税等|率|抜|^)\(?(\d{1,2})(?!\d|[,.])/.exec(tight)
  if (!near) return null
  return near[1]!.startsWith('8') ? 8 : /^[10]/.test(near[1]!) ? 10 : null
}

/** How it was paid, by the words beside the sum. */
export function methodOf(label: string): string {
  if (/電子マネ|電子|交通系|iD|QUIC|Suica|WAON|nanaco|Edy/i.test(label) && !/クレ/.test(label))
    return '電子マネー'
  if (/コ.?[ードド]?.?決済|PAY|ペイ|QR/i.test(label)) return 'QR'
  if (/現金/.test(label)) return '現金'
  return 'クレジット'
}
