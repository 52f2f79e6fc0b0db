import type { Sums } from './add-up.ts'
import type { PaymentMethod, TruthItem } from './truth.ts'

export type SaleItem = TruthItem & { jan: string; discountPercent: number; product: string | null }

/** Everything a till knows of one purchase; a layout prints some of it. */
export type Sale = Sums & {
  shop: string
  branch: string
  phone: string
  address: string
  registrationNumber: string
  at: SaleTime
  registerNumber: number
  receiptNumber: string
  clerk: string
  items: SaleItem[]
  payment: { method: PaymentMethod; tendered: number; change: number }
  pointsBefore: number
  pointsEarned: number
}

export type SaleTime = {
  year: number
  month: number
  day: number
  weekday: string
  hour: number
  minute: number
}
