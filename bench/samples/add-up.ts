import type { Rate, Truth, TruthItem } from './truth.ts'

export type Sums = {
  subtotal: number
  discountTotal: number
  taxes: Truth['taxes']
  total: number
  pieces: number
}

/**
 * What the till adds up. One rounding per rate and receipt, downwards (消費税法: the invoice rounds once per rate).
 * Included: the tax is a share of the price, so the total is the subtotal. Otherwise it comes on top.
 */
export function addUp(items: TruthItem[], taxIncluded: boolean): Sums {
  const taxes = ([8, 10] as const)
    .filter((rate) => items.some((item) => item.taxRate === rate))
    .map((rate) => {
      const taxable = sum(items.filter((item) => item.taxRate === rate).map((item) => item.amount))
      return { rate, taxable, amount: taxOf(taxable, rate, taxIncluded), included: taxIncluded }
    })
  const subtotal = sum(items.map((item) => item.amount))
  return {
    subtotal,
    discountTotal: sum(items.map((item) => item.discount)),
    taxes,
    total: taxIncluded ? subtotal : subtotal + sum(taxes.map((tax) => tax.amount)),
    pieces: sum(items.map((item) => item.quantity)),
  }
}

function taxOf(taxable: number, rate: Rate, included: boolean): number {
  return Math.floor((taxable * rate) / (included ? 100 + rate : 100))
}

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)
