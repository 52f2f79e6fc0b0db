/** What a printed line is for. The order is the network's: a new one goes to the end and asks for a new training. */
export const ROLES = [
  'other',
  'shop',
  'branch',
  'address',
  'phone',
  'registration',
  'moment',
  'till',
  'heading',
  /** Says that the slip proves no purchase: training, quotation, copy. */
  'notice',
  /** The first line of a good. */
  'good',
  /** A further line of the good above: its count, price, amount, code or the rest of its name. */
  'more',
  /** Something off the good above. */
  'discount',
  /** Takes a good back that stands above. */
  'void',
  'subtotal',
  /** Something off (or, rounding, on) what the goods come to. */
  'coupon',
  'taxBase',
  'tax',
  /** Taxable sum and tax in one line. */
  'taxPair',
  'total',
  'payment',
  'tendered',
  'change',
  /** How many pieces were bought. */
  'pieces',
  'points',
  /** A sum that is told once more, or is part of no other: it supports, and is never a source. */
  'told',
] as const

export type Role = (typeof ROLES)[number]

/** What a character of a line is part of. */
export const TAGS = [
  'other',
  'name',
  /** What the good's line comes to. */
  'amount',
  'unit',
  'count',
  'mark',
  'code',
  'off',
  /** The sum of a line below the goods. */
  'sum',
  'base',
  'tax',
  'rate',
  'pieces',
  'date',
  'time',
  'phone',
  'shop',
  'branch',
] as const

export type Tag = (typeof TAGS)[number]
