import type { Shelf } from '../goods.ts'
import type { PrintLine } from '../print-line.ts'
import type { Random } from '../random.ts'
import type { Sale, SaleTime } from '../sale-record.ts'

/** How one kind of till prints, and what people buy there. */
export type Layout = {
  name: string
  shelf: Shelf
  font: PrintFont
  /** Half-width characters a line. */
  columns: number
  /** Some tills know half-width kana only. */
  spelling: 'names' | 'kana'
  /** Where the till cuts a name. */
  nameColumns: number
  taxIncluded: boolean
  /** Kinds of goods a basket, fewest and most. */
  basket: [number, number]
  /** Share of lines with more than one piece, and with something off. */
  repeats: number
  discounts: number
  /** What stands on the paper; the truth is null where this is false. */
  prints: { address: boolean; registerNumber: boolean; receiptNumber: boolean; subtotal: boolean }
  print(sale: Sale, random: Random): PrintLine[]
}

/** `udgothic` has 24 dots a line like today's printers, `dotgothic` 16 like the older ones. */
export type PrintFont = 'udgothic' | 'dotgothic'

export const two = (value: number) => String(value).padStart(2, '0')
export const clock = (at: SaleTime) => `${two(at.hour)}:${two(at.minute)}`
