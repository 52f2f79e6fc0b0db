import { z } from 'zod'
import { Reading } from '../receipts/reading.ts'

/** What of a reading tells one receipt from another. */
export const ReceiptTraits = Reading.pick({
  merchant: true,
  purchasedAt: true,
  receiptNumber: true,
  slipNumber: true,
  registerNumber: true,
  items: true,
  total: true,
  payment: true,
  marks: true,
})
export type ReceiptTraits = z.infer<typeof ReceiptTraits>

/**
 * What two readings have, or have not, in common: at most one of each group. `misread` is a difference that one wrong
 * or missing digit explains.
 */
export const LikenessReason = z.enum([
  'same_photo',
  'like_photo',
  'same_shop',
  'same_chain',
  'shop_misread',
  'other_branch',
  'other_shop',
  'same_minute',
  'same_day',
  'minute_misread',
  'day_misread',
  'minutes_apart',
  'other_time',
  'other_day',
  'same_total',
  'total_misread',
  'other_total',
  'same_number',
  'number_misread',
  'next_number',
  'other_number',
  'same_slip',
  'other_slip',
  'same_register',
  'other_register',
  'same_basket',
  'like_basket',
  'mixed_basket',
  'other_basket',
  'same_cash',
  'other_cash',
  'other_payment',
])
export type LikenessReason = z.infer<typeof LikenessReason>

/**
 * One piece of evidence, weighed in bits: +1 makes it twice as likely that both photos show one receipt, −1 half as
 * likely, against the hardest alternative, another customer of the same shop.
 */
export type Evidence = { reason: LikenessReason; bits: number }
