import type { Sums, TaxLine } from './fields/sums.ts'

export type Tax = { rate: number; taxable: number | null; amount: number | null; included: boolean }

/** One tax a rate. Of several readings the pair that is rate × taxable (rounded either way) is taken. */
export function chooseTaxes(lines: TaxLine[], total: number | null): Tax[] {
  const rates = [...new Set(lines.map((l) => l.rate).filter((r): r is number => r !== null))]
  const guessed = rates.length ? rates : lines.length ? [10, 8] : []
  return guessed
    .flatMap((rate): Tax[] => {
      const mine = lines.filter((l) => l.rate === rate || (l.rate === null && rates.length <= 1))
      const taxables = mine.flatMap((l) => l.taxable?.values ?? [])
      const amounts = mine.flatMap((l) => l.tax?.values ?? [])
      const told = mine.find((l) => l.included !== null)?.included ?? null
      for (const included of told === null ? [true, false] : [told, !told])
        for (const taxable of [
          ...taxables,
          ...(rates.length === 1 && total !== null && included ? [total] : []),
        ])
          for (const amount of amounts)
            if (isTaxOf(amount, taxable, rate, included))
              return [{ rate, taxable, amount, included: settle(included, told, mine) }]
      if (!rates.length || (!amounts.length && !taxables.length)) return []
      return [{ rate, taxable: taxables[0] ?? null, amount: amounts[0] ?? null, included: told ?? true }]
    })
    .sort((a, b) => a.rate - b.rate)
}

/**
 * A tax that could not be read beside a taxable sum that could: a print without a label that is just this tax, or the
 * one amount that is missing between subtotal and total, if it is rate × taxable.
 */
export function fillTax(taxes: Tax[], sums: Sums, total: number | null, coupon: number): Tax[] {
  const open = taxes.filter((t) => t.amount === null && t.taxable !== null)
  return taxes.map((tax) => {
    if (!open.includes(tax)) return tax
    const fits = (v: number) => isTaxOf(v, tax.taxable!, tax.rate, tax.included)
    const loose = sums.loose.flatMap((s) => s.values).find((v) => v > 0 && fits(v))
    if (loose !== undefined) return { ...tax, amount: loose }
    const others = taxes
      .filter((t) => t !== tax && !t.included)
      .reduce((s, t) => s + (t.amount ?? Infinity), 0)
    const missing = sums.subtotals.map((s) => (total ?? 0) - (s.values[0]! - coupon) - others)
    const outer = missing.find((v) => v >= 0 && isTaxOf(v, tax.taxable!, tax.rate, false))
    return outer === undefined ? tax : { ...tax, amount: outer, included: false }
  })
}

/** 外税 layouts also print the tax-included sums; the way in which the tax was first told stands. */
function settle(found: boolean, told: boolean | null, lines: TaxLine[]): boolean {
  if (told === null) return found
  return lines.some((l) => l.included === false && l.tax) ? false : found
}

export function isTaxOf(amount: number, taxable: number, rate: number, included: boolean): boolean {
  if (amount < 0 || taxable <= 0) return false
  const exact = (taxable * rate) / (included ? 100 + rate : 100)
  return Math.abs(amount - exact) < 1
}
