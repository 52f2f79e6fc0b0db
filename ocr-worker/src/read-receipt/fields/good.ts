import type { Line } from '../lines.ts'
import type { Way } from './amount.ts'

/** A bought line before arithmetic had its say. */
export type Good = {
  name: string
  quantity: number
  unitPrice: number | null
  /** The line's own sum, before its discount. */
  gross: number
  /** The ways to read `gross`, cheapest first. */
  ways: Way[]
  /** Two readers agree on `gross`, or count times unit price, both printed, is it. */
  confirmed: boolean
  /** No other count is nearly as likely. */
  counted: boolean
  /** What it costs (`Way.cost`) that this is no good at all. */
  doubt: number
  discount: number
  /** What makes up the discount, each print in the ways it can be read. */
  discounts: Way[][]
  reduced: boolean
  lines: Line[]
}

/** Without the marks and strokes that tills and folds leave at a name's ends. */
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

/** A mark of the reduced rate stands before a name, behind it or behind its sum. */
export function isReduced(label: string, marks: string): boolean {
  return (
    /^[\s_|'"]*(?:[※*＊◆軽]|[外内]8|\d{4,6}\s?[*※])/.test(label) ||
    /[※*米◆軽紀＊x]/.test(marks) ||
    /[※軽]\s*$/.test(label)
  )
}
