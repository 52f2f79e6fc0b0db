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
  discount: number
  /** What makes up the discount, each print in the ways it can be read. */
  discounts: Way[][]
  reduced: boolean
  lines: Line[]
}
