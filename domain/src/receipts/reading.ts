import { z } from 'zod'

/** Whole yen. SROIE-style foreign receipts may carry decimals, so the shape allows them; rules see yen only. */
const Money = z.number()

/**
 * What a sign may be instead, as whoever read it saw it: `odds` (0..1) to one against what was read. "ル" with "ト" at 0.7
 * is hardly surer than not.
 */
export const SignDoubt = z.object({ read: z.string(), may: z.string(), odds: z.number().min(0).max(1) })

export const ReadingItem = z.object({
  /** As printed, without the reduced-rate mark (※ * 軽 ◆). */
  name: z.string(),
  /** What signs of the name may be instead; absent where nothing likely is, or nobody said. */
  doubts: z.array(SignDoubt).optional(),
  /** Pieces; litres at petrol stations, so it may have decimals. */
  quantity: z.number(),
  unitPrice: Money.nullable(),
  /** The line after its own discount. */
  amount: Money,
  /** Per cent: 8, 10, or null where the print does not say. */
  taxRate: z.number().nullable(),
  /** Yen taken off this line, as a positive number. */
  discount: Money,
})

/**
 * A place in the upright, flattened photo, in fractions of its width and height (0..1). Of a receipt in several photos, in
 * its parts put together.
 */
export const Box = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() })

export const ReadingField = z.object({
  confidence: z.number().min(0).max(1),
  box: Box.nullable(),
  /** `read` from the print, `repaired` by arithmetic, or `proved`: read, and an equation over other print agrees. */
  won: z.enum(['read', 'repaired', 'proved']),
})

export const ReadingQuality = z.object({
  /**
   * `no_purchase`: a slip of a till that proves none: training, a quotation, a copy, a return.
   * `parts_apart`: photos of parts that share no line, and nothing tells which goes on where the other ends.
   * `photo_lost`: the photo store has lost it, so nobody could look.
   * `not_drawn`: a HEIC photo or a PDF that cannot be opened, so there is nothing that anybody could look at.
   */
  kind: z.enum([
    'receipt',
    'not_a_receipt',
    'no_purchase',
    'several_receipts',
    'parts_apart',
    'cut',
    'unreadable',
    'photo_lost',
    'not_drawn',
  ]),
  /** Why the reader thinks so: one short English sentence for staff and logs. */
  reason: z.string().nullable(),
})

export const Equation = z.object({
  /** e.g. "lines = subtotal", "subtotal + tax = total", "tendered - total = change", "point count". */
  name: z.string(),
  left: z.number(),
  right: z.number(),
  /**
   * What it is between: `lines` the goods and a sum, `total` the total and what leads to it or pays it, `tax` a rate's sum and
   * its tax, `pieces` the goods and the count that is printed. Readings from before kinds were told have none: `equationKind`.
   */
  kind: z.enum(['lines', 'total', 'tax', 'pieces']).optional(),
})

/** A picture's own marks, by which the same photo is known again. */
const PhotoMarks = z.object({
  /** Perceptual hash of the whole upright photo, 256 bits in hex; null where it was not taken. */
  photo: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /**
   * A place in the upright photo that was put in after the rest had been saved: of the earlier saving's steps `here` is
   * left at the place and `elsewhere` in the whole, 0 to 1. Null where nothing shows, which proves nothing.
   */
  edited: z.object({ box: Box, here: z.number(), elsewhere: z.number() }).nullable().default(null),
})

type PhotoMarks = z.infer<typeof PhotoMarks>

/** Of the photo, and of the others where a receipt is shown in several. */
export const Marks = PhotoMarks.extend({ others: z.array(PhotoMarks).optional() })

/** The marks of every photo of a receipt. */
export const marksOfEach = ({ others = [], ...first }: z.infer<typeof Marks>): PhotoMarks[] => [
  first,
  ...others,
]

/** Of a reading from before marks were taken, or of no picture. */
export const UNMARKED: z.infer<typeof Marks> = { photo: null, edited: null }

/**
 * A receipt as data: what the ocr-worker makes of one photo.
 * Money is whole yen, `purchasedAt` is local time (Asia/Tokyo) to the minute, `YYYY-MM-DDTHH:MM`, or a date alone
 * where no time is printed. Null means "not printed or not read".
 */
export const Reading = z.object({
  merchant: z.object({
    name: z.string().nullable(),
    branch: z.string().nullable(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    /** The invoice system's "T" and 13 digits, the first of which is a check digit. */
    registrationNumber: z.string().nullable(),
  }),
  purchasedAt: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/)
    .nullable(),
  receiptNumber: z.string().nullable(),
  registerNumber: z.string().nullable(),
  /** The card company's or wallet's approval of the payment, digits as printed. */
  slipNumber: z.string().nullable().default(null),
  items: z.array(ReadingItem),
  subtotal: Money.nullable(),
  discountTotal: Money.nullable(),
  taxes: z.array(
    z.object({
      rate: z.number(),
      taxable: Money.nullable(),
      amount: Money.nullable(),
      included: z.boolean(),
    }),
  ),
  total: Money.nullable(),
  payment: z.object({ method: z.string().nullable(), tendered: Money.nullable(), change: Money.nullable() }),
  currency: z.string(),
  /** 0..1. Of readings that say 0.99, 99 in 100 should have total, date and items right. */
  confidence: z.number().min(0).max(1),
  /** Keyed by field: "total", "purchasedAt", "merchant.phone", "items.0.amount" … */
  fields: z.record(z.string(), ReadingField),
  proof: z.object({
    holds: z.array(Equation),
    fails: z.array(Equation),
    repairs: z.array(z.object({ field: z.string(), from: z.string(), to: z.string(), why: z.string() })),
  }),
  quality: ReadingQuality,
  marks: Marks.default(UNMARKED),
  engine: z.object({ name: z.string(), version: z.string(), ms: z.record(z.string(), z.number()) }),
})
export type Reading = z.infer<typeof Reading>
export type ReadingItem = z.infer<typeof ReadingItem>
export type SignDoubt = z.infer<typeof SignDoubt>
export type ReadingField = z.infer<typeof ReadingField>
export type Equation = z.infer<typeof Equation>
export type Marks = z.infer<typeof Marks>
export type Box = z.infer<typeof Box>
