export type Rate = 8 | 10
export type PaymentMethod = '現金' | 'クレジット' | '電子マネー' | 'QR'

export type TruthItem = {
  /** As printed, without the reduced-rate mark. */
  name: string
  quantity: number
  unitPrice: number
  /** unitPrice × quantity − discount */
  amount: number
  taxRate: Rate
  discount: number
}

/** What stands on a receipt. Null is what its till does not print. Money is whole yen. */
export type Truth = {
  merchant: {
    name: string
    branch: string | null
    phone: string | null
    address: string | null
    registrationNumber: string | null
  }
  /** Japan time to the minute, `2026-09-14T12:34`. */
  purchasedAt: string
  receiptNumber: string | null
  registerNumber: string | null
  items: TruthItem[]
  subtotal: number | null
  discountTotal: number
  /** Included: `taxable` is the sum with the tax in it. Not included: the sum before it. */
  taxes: { rate: Rate; taxable: number; amount: number; included: boolean }[]
  total: number
  payment: { method: PaymentMethod; tendered: number | null; change: number | null }
  meta: { style: string; font: string; degradations: string[]; difficulty: 'easy' | 'medium' | 'hard' }
  /** The sponsor's goods among the items. */
  campaign: { product: string; quantity: number }[]
}
