import { unsigned } from '../fields/amount.ts'
import { methodOf, rateIn, type Sum, type Sums } from '../fields/sums.ts'
import { dense } from '../fields/words.ts'
import { numberOf, waysOf, type RoledLine, type TaggedNumber } from './roled-line.ts'
import type { Tag } from './roles.ts'

/** What stands below the goods, each sum by what its line is for. */
export function readSums(lines: RoledLine[]): Sums {
  const sums: Sums = {
    subtotals: [],
    totals: [],
    coupons: [],
    reductions: [],
    taxes: [],
    payments: [],
    tendered: [],
    change: [],
    count: null,
    loose: [],
  }
  let rate: number | null = null
  for (const line of lines) {
    const pieces = numberOf(line, 'pieces')
    if (pieces && pieces.value < 1000 && Number.isInteger(pieces.value)) sums.count ??= pieces.value
    const text = dense(line.line.text)
    if (line.role === 'taxBase' || line.role === 'tax' || line.role === 'taxPair') {
      rate = rateOf(line) ?? rate
      const included = /内|税込|うち/.test(text) ? true : /外|税抜/.test(text) ? false : null
      const taxable = line.role === 'tax' ? null : sumOf(line, 'base')
      const tax = line.role === 'taxBase' ? null : sumOf(line, 'tax')
      // A tax without a rate belongs to the taxable sum above it; tax on top is often told once for all.
      const own = rateOf(line) ?? (line.role === 'tax' && included === false ? null : rate)
      if (taxable || tax) sums.taxes.push({ rate: own, taxable, tax, included })
      continue
    }
    const sum = sumOf(line, 'sum')
    if (!sum) continue
    if (line.role === 'subtotal') sums.subtotals.push(sum)
    else if (line.role === 'total') sums.totals.push(sum)
    else if (line.role === 'coupon') sums.coupons.push(sum)
    else if (line.role === 'payment') sums.payments.push({ ...sum, method: methodOf(text) })
    else if (line.role === 'tendered') sums.tendered.push(sum)
    else if (line.role === 'change') sums.change.push(sum)
    else if (line.role === 'told' && isBelowZero(line)) sums.reductions.push(sum)
    else if (line.role === 'told') sums.loose.push(sum)
  }
  return sums
}

const isBelowZero = ({ line }: RoledLine) => (line.amount?.value ?? 0) < 0

function sumOf(line: RoledLine, tag: Tag): Sum | null {
  const number = numberOf(line, tag) ?? lastSum(line)
  return number ? { ways: unsigned(waysOf(line, number)), line: line.line } : null
}

/** Where no number has the tag: the last that is no rate and no count. */
const lastSum = ({ numbers }: RoledLine): TaggedNumber | undefined =>
  numbers.findLast(({ tag }) => !['rate', 'pieces', 'count', 'date', 'time', 'code'].includes(tag))

function rateOf(line: RoledLine): number | null {
  const told = numberOf(line, 'rate')?.value
  if (told === 8 || told === 10) return told
  return rateIn(line.line.plain) ?? rateIn(line.line.text)
}
