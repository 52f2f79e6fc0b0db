import {
  ADMISSION_REFUSALS,
  CouponState,
  EXCHANGE_REFUSALS,
  outOfBounds,
  RewardKind,
  RewardTerms,
  ShownName,
  StoredTerms,
} from '@tamaru/domain'
import { z } from 'zod'
import { Labelled } from '../labels/label-view.ts'
import { pageOf } from '../http/paging.ts'

const Words = z.object({ ja: z.string(), en: z.string() })

const RewardHead = z.object({
  id: z.uuid(),
  kind: RewardKind,
  name: Words,
  words: Words,
  picture: z.string().nullable(),
})

/** A reward as a shopper sees it. */
export const RewardView = RewardHead.extend({
  cost_points: z.int(),
  /** Null: as many as come. */
  left: z.int().nullable(),
  perPersonLimit: z.int().nullable(),
  /** How often this shopper has had it. */
  had: z.int(),
  exchangeFrom: z.string().nullable(),
  exchangeUntil: z.string().nullable(),
  couponDays: z.int(),
  cancelWithin_min: z.int().nullable(),
  leastAge: z.int().nullable(),
  /** Why this shopper can not exchange it now, as the kind of the refusal they would get; null: they can. */
  refusal: z.enum(EXCHANGE_REFUSALS).nullable(),
})
export type RewardView = z.infer<typeof RewardView>
export const RewardList = z.object({
  /** What can be spent today; beside it what comes later, and what that pays back first. */
  balance: z.int(),
  pending: z.array(z.object({ points: z.int(), releaseOn: z.iso.date() })),
  debt: z.int(),
  ...pageOf(RewardView).shape,
})

/** A coupon as its holder sees it in the list. Its code is not among this: it is shown one at a time. */
export const CouponView = z.object({
  id: z.uuid(),
  reward: RewardHead,
  cost_points: z.int(),
  state: CouponState,
  lapsesOn: z.iso.date(),
  exchangedAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
  cancelledAt: z.iso.datetime().nullable(),
  /** The shopper may take the exchange back until then; null: not, or not any more. */
  cancelUntil: z.iso.datetime().nullable(),
})
export type CouponView = z.infer<typeof CouponView>
export const CouponList = pageOf(CouponView)

/**
 * One coupon with its code, where that is still good for something. `till`: sixteen digits, for a QR code and a
 * CODE 128 barcode with the same content. `pool`: whatever its maker made, to be typed or copied.
 */
export const CouponWithCode = CouponView.extend({
  code: z.object({ form: z.enum(['till', 'pool']), text: z.string() }).nullable(),
})
export type CouponWithCode = z.infer<typeof CouponWithCode>

/** A reward as staff set it up, with how it goes. */
export const StaffRewardView = z.object({
  id: z.uuid(),
  kind: RewardKind,
  terms: StoredTerms,
  /** Pieces in all and what is left; of a code pool its codes. Null: not counted. */
  stock: z.int().nullable(),
  left: z.int().nullable(),
  exchanged: z.int(),
  used: z.int(),
  /** Coupons that people hold and can still use: while there are some, it stays. */
  usable: z.int(),
  lastExchangedAt: z.iso.datetime().nullable(),
  archivedAt: z.iso.datetime().nullable(),
})
export type StaffRewardView = z.infer<typeof StaffRewardView>
export const StaffRewardList = pageOf(StaffRewardView.extend(Labelled.shape))

/** A coupon as it stands at the till. */
export const StaffCouponView = CouponView.omit({ cancelUntil: true }).extend({
  shopperName: ShownName.nullable(),
  /** Why it can not be used now, as the kind of the refusal; null: it can. */
  refusal: z.enum(['coupon_used', 'coupon_lapsed', 'coupon_cancelled', ...ADMISSION_REFUSALS]).nullable(),
})
export const StaffCouponList = pageOf(StaffCouponView)

export const NewReward = z.object({ kind: RewardKind, terms: RewardTerms })
/** What is left out stays as it is. */
export const RewardChange = StoredTerms.partial().superRefine((change, context) => {
  for (const issue of outOfBounds(change)) context.addIssue(issue)
})

export const UploadedCodes = z.object({
  added: z.int(),
  /** Codes that stand in the file more than once, and codes that the pool had already: neither is added twice. */
  repeated: z.array(z.string()),
  known: z.array(z.string()),
})
