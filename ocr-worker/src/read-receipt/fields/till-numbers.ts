import type { Line } from '../lines.ts'

export type TillNumbers = {
  receiptNumber: string | null
  registerNumber: string | null
  slipNumber: string | null
}

/** In the order of trust. A slip's number stands on receipts whose till prints none of its own, and beside it on others. */
const RECEIPT = [
  /(?:取引|レシート|レシ-ト)\s*(?:番号|No|NO|№)?\s*[.:：#]?\s*(\d{3,8})(?!\d)/,
  /(?:レジ|レシ゛)\s*\d{1,3}\s*-\s*(\d{3,8})(?!\d)/,
  /#\s*(\d{3,8})(?!\d)/,
  /(?<!承認\s*|会員\s*|カード\s*|端末\s*)(?:No|NO|№)\s*[.:：#]?\s*(\d{3,8})(?!\d)/,
  /伝票\s*(?:番号|No|NO|№)?\s*[.:：#]?\s*(\d{3,8})(?!\d)/,
]
const SLIP = [/(?:承認|決済)\s*(?:番号|No|NO|№)\s*[.:：#]?\s*(\d{4,16})(?!\d)/]
const REGISTER = [
  /(?:レジ|レシ゛|POS)\s*(?:No|NO|番号)?\s*[.:#№]?\s*(\d{1,4})(?!\d)/,
  /(?<!\d)(\d{1,2})番?\s*レジ/,
  /(?<![A-Z\d])R(\d{2})(?!\d)/,
  /#\s*(\d{1,2})(?!\d)/,
]

/** The till's number, the running number that it gave the receipt, and that of the payment, digits as printed. */
export function readTillNumbers(lines: Pick<Line, 'text' | 'plain'>[]): TillNumbers {
  const register = firstOf(REGISTER, lines)
  return {
    receiptNumber: firstOf(RECEIPT, lines),
    registerNumber: register === null ? null : String(Number(register)),
    slipNumber: firstOf(SLIP, lines),
  }
}

function firstOf(patterns: RegExp[], lines: Pick<Line, 'text' | 'plain'>[]): string | null {
  for (const pattern of patterns)
    for (const line of lines)
      for (const text of [line.text, line.plain]) {
        const found = pattern.exec(text)
        if (found) return found[1]!
      }
  return null
}
