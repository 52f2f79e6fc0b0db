import type { Line } from '../lines.ts'
import { moneyIn, type Money } from './english-money.ts'
import { alike, saysWord } from './english-words.ts'

export type SumKind =
  | 'total'
  | 'subtotal'
  | 'tax'
  | 'rounding'
  | 'discount'
  | 'tendered'
  | 'change'
  /** How many goods: nothing to pay. */
  | 'count'
  /** A total of the table of taxes. */
  | 'table'

/** A labelled sum of money. */
export type Sum = {
  kind: SumKind
  value: number
  line: Line
  /** Its point was read. */
  pointed: boolean
  /** How likely a total with this label is what was to pay, among the totals of one receipt. */
  weight: number
}

/** Every sum that has a label, from top to bottom. */
export function readEnglishSums(lines: Line[]): Sum[] {
  const table = lines.findIndex((l) => opensTaxTable(l.text))
  return lines.flatMap((line, at) => {
    const kind = kindOf(line.text)
    if (!kind) return []
    const own = moneyIn(line.text, true)
    const money = own.length || hasNumber(line.text) ? own : beside(lines, at)
    const last = money.at(-1)
    if (!last) return []
    if (kind !== 'total') return [sumOf(kind, last, line)]
    // Net and tax beside each other; a receipt may still have its only total below the table.
    const columns = money.length > 1 && Math.abs(money[0]!.value) > Math.abs(last.value)
    const inTable = table >= 0 && at > table && !isFinal(line.text)
    const sum = sumOf(columns && inTable ? 'table' : 'total', last, line)
    const doubt = (inTable ? 0.3 : 1) * (columns ? 0.3 : 1) * (own.length ? 1 : 0.7)
    return [{ ...sum, weight: sum.weight * doubt }]
  })
}

function sumOf(kind: SumKind, { value, pointed }: Money, line: Line): Sum {
  const seen = pointed ? 1 : 0.6
  // "Rounding 27.30" below "Rounding Adjustment 0.02" is the rounded total.
  if (kind === 'rounding' && Math.abs(value) > 0.05)
    return { kind: 'total', value, line, pointed, weight: 3 * seen }
  const unsigned = kind === 'tendered' || kind === 'change'
  const weight = kind === 'total' ? totalWeight(line.text) : 1
  return { kind, value: unsigned ? Math.abs(value) : value, line, pointed, weight: weight * seen }
}

const hasNumber = (text: string) => /\d/.test(text.replace(/\d+\s?%/, ''))

/** The sum of a label that stands alone is on the line below, alone too; or its row slipped up. */
function beside(lines: Line[], at: number): Money[] {
  for (const near of [lines[at + 1], lines[at - 1]]) {
    if (!near || /[A-Za-z]/.test(near.text.replace(/RM|MYR/i, ''))) continue
    const money = moneyIn(near.text).filter((m) => m.pointed)
    if (money.length === 1) return money
  }
  return []
}

function opensTaxTable(text: string): boolean {
  return (
    saysWord(text, 'gst summary', 'tax summary', 'gst analysis', 'sst summary') ||
    /taxcode|gstrate|taxrate/.test(alike(text))
  )
}

// Patterns below are matched against `alike`, where l and 1 are i, and 0 is o.
const COUNTED =
  /tota(?:i|is)?(?:qty|quantity|item|unit|pcs|no|disc|saving|point)|^(?:qty|quantity|item)(?!.*totai)/
const TAXED =
  /totai(?:gst|tax|sst|inciudes)(?!inc)|(?:gst|tax|sst).{0,8}inc[a-z]*tota|^(?:gst|sst|tax)totai|^(?:gst|sst|tax|svr|serv)(?!.*totai)/
const PAID = /cash|tender|visa|master|debit|credit|tunai|bayar|edc|amex|paid/

/** What a line's label says its sum is. */
export function kindOf(text: string): SumKind | null {
  const label = alike(text)
  const says = (...words: string[]) => saysWord(text, ...words)
  const total =
    says(
      'total',
      'jumlah',
      'amount due',
      'amt due',
      'payable',
      'balance due',
      'nett',
      'net amt',
      'net amount',
    ) || /^net|grand/.test(label)
  if (isChange(text, label)) return 'change'
  if (/totai(?:tender|paid|cash)/.test(label)) return 'tendered'
  if (COUNTED.test(label)) return /disc|saving/.test(label) ? 'discount' : 'count'
  if (!total && says('rounding', 'round adj', 'rnd adj', 'pembundaran')) return 'rounding'
  // Parts by tax rate: "Total 6% supplies".
  if (/totai[o0-9]*%?suppi/.test(label)) return 'subtotal'
  if (TAXED.test(label) && !/rounded/.test(label)) return 'tax'
  if (says('subtotal', 'gross amt') || (total && /exci|before/.test(label))) return 'subtotal'
  if (total) return 'total'
  if (/disc|saving|voucher|coupon|rebate/.test(label)) return 'discount'
  if (/cashier/.test(label)) return null
  return PAID.test(label) || says('received', 'payment') ? 'tendered' : null
}

function isChange(text: string, label: string): boolean {
  if (/change|baki/.test(label)) return true
  if (/baiance/.test(label)) return !/baiancedue/.test(label)
  return saysWord(text, 'change') && !/charge|card/.test(label)
}

const FINAL = ['rounded', 'after rounding', 'after adj', 'payable', 'amount due', 'final']
const isFinal = (text: string) => saysWord(text, ...FINAL)

function totalWeight(text: string): number {
  if (isFinal(text)) return 4
  const label = alike(text)
  if (/net|grand/.test(label)) return 3.5
  return /saies|inc|amount|gross/.test(label) ? 2.6 : 3
}
