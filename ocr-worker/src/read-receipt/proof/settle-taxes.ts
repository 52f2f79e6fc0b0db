import type { Sums } from '../fields/sums.ts'
import { MARGIN, type Repair } from './repair.ts'
import type { Solution } from './solve.ts'
import type { Tax, Taxes } from './tax-blocks.ts'

/**
 * The taxes of a solution. `others` are the ways to read them under the same total, cheapest first. What was misread is
 * set right only if no other way is nearly as likely; a tax nobody read is told only where the print leaves no other.
 */
export function settleTaxes(
  { taxes, total, linked, coupon }: Solution,
  others: { taxes: Taxes; cost: number }[],
  sums: Sums,
): { taxes: Tax[]; repairs: Repair[] } {
  const own = others.find((o) => isSame(o.taxes, taxes))
  const rival = others.find((o) => !isSame(o.taxes, taxes))
  const clear = !rival || !own || rival.cost - own.cost >= MARGIN
  const shown = (value: number, prints: Sums['totals']) => prints.some((p) => p.ways[0]!.value === value)
  const between = linked && shown(total, [...sums.totals, ...sums.payments])
  const settled = taxes.blocks.map((block, i) => {
    const { rate, included } = block
    const missing = block.amountWay === null
    const known = !missing || (between && !included && shown(total - taxes.added + coupon, sums.subtotals))
    const way = block.amountWay
    const amount = !known ? null : missing || clear ? block.amount : (block.amountRead ?? block.amount)
    const taxable = clear ? block.taxable : (block.taxableRead ?? block.taxable)
    return {
      tax: { rate, taxable, amount, included },
      repairs: [
        ...repairOf(`taxes.${i}.amount`, block.amountRead, amount, way?.why ?? 'it is all that is missing'),
        ...repairOf(`taxes.${i}.taxable`, block.taxableRead, taxable, block.taxableWay?.why ?? ''),
      ],
    }
  })
  return { taxes: settled.map((s) => s.tax), repairs: settled.flatMap((s) => s.repairs) }
}

function isSame(a: Taxes, b: Taxes): boolean {
  return (
    a.gross === b.gross && a.added === b.added && a.blocks.every((x, i) => x.amount === b.blocks[i]?.amount)
  )
}

function repairOf(field: string, from: number | null, to: number | null, why: string): Repair[] {
  return to === null || from === to ? [] : [{ field, from: String(from ?? '–'), to: String(to), why }]
}
